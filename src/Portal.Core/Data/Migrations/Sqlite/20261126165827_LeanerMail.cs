using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LeanerMail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Messages_NewsletterId_State_DueAt_Id",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_State_Priority_DueAt_Id",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_SubscriberId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_SupporterId",
                table: "Messages");

            migrationBuilder.AddColumn<Guid>(
                name: "MessageId",
                table: "ProviderEvents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProviderEvents_MessageId",
                table: "ProviderEvents",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_NewsletterId",
                table: "Messages",
                column: "NewsletterId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_SentSingly",
                table: "Messages",
                column: "SettledAt",
                filter: "\"State\" = 'Sent' AND \"Priority\" < 30");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_SubscriberId",
                table: "Messages",
                column: "SubscriberId",
                filter: "\"SubscriberId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_SupporterId",
                table: "Messages",
                column: "SupporterId",
                filter: "\"SupporterId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Unsent",
                table: "Messages",
                columns: new[] { "State", "NewsletterId", "Id" },
                filter: "\"State\" = 'Sending' OR \"State\" = 'InDoubt' OR \"State\" = 'Held' OR \"State\" = 'Failed' OR \"State\" = 'Skipped'");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Waiting",
                table: "Messages",
                columns: new[] { "Priority", "DueAt", "Id" },
                filter: "\"State\" = 'Pending' AND \"Priority\" < 30");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_WaitingOfNewsletter",
                table: "Messages",
                columns: new[] { "NewsletterId", "Language", "DueAt", "Id" },
                filter: "\"State\" = 'Pending' AND \"NewsletterId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ProviderEvents_MessageId",
                table: "ProviderEvents");

            migrationBuilder.DropIndex(
                name: "IX_Messages_NewsletterId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_SentSingly",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_SubscriberId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_SupporterId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_Unsent",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_Waiting",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_WaitingOfNewsletter",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "MessageId",
                table: "ProviderEvents");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_NewsletterId_State_DueAt_Id",
                table: "Messages",
                columns: new[] { "NewsletterId", "State", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_State_Priority_DueAt_Id",
                table: "Messages",
                columns: new[] { "State", "Priority", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_SubscriberId",
                table: "Messages",
                column: "SubscriberId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_SupporterId",
                table: "Messages",
                column: "SupporterId");
        }
    }
}
