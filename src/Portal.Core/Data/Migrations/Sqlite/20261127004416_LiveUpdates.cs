using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LiveUpdates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsPinned",
                table: "Updates",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "MovedAt",
                table: "Channels",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EndedAt",
                table: "Campaigns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Lead",
                table: "Campaigns",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<string>(
                name: "Story",
                table: "Campaigns",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Campaigns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "ChannelMutes",
                columns: table => new
                {
                    SupporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChannelMutes", x => new { x.SupporterId, x.Channel });
                    table.ForeignKey(
                        name: "FK_ChannelMutes_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PlannedUpdates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CampaignId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Severity = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    WhySafe = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    PublishAt = table.Column<long>(type: "INTEGER", nullable: false),
                    HeldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlannedUpdates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlannedUpdates_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_PlannedUpdates_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PlannedUpdates_Supporters_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Solidarities",
                columns: table => new
                {
                    UpdateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupporterId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Solidarities", x => new { x.UpdateId, x.SupporterId });
                    table.ForeignKey(
                        name: "FK_Solidarities_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Solidarities_Updates_UpdateId",
                        column: x => x.UpdateId,
                        principalTable: "Updates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UpdateTranslations",
                columns: table => new
                {
                    UpdateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UpdateTranslations", x => new { x.UpdateId, x.Language });
                    table.ForeignKey(
                        name: "FK_UpdateTranslations_Updates_UpdateId",
                        column: x => x.UpdateId,
                        principalTable: "Updates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.UpdateData(
                table: "Channels",
                keyColumn: "Name",
                keyValue: "community",
                column: "MovedAt",
                value: null);

            migrationBuilder.UpdateData(
                table: "Channels",
                keyColumn: "Name",
                keyValue: "public",
                column: "MovedAt",
                value: null);

            migrationBuilder.CreateIndex(
                name: "IX_Channels_MovedAt",
                table: "Channels",
                column: "MovedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedUpdates_AuthorId",
                table: "PlannedUpdates",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedUpdates_CampaignId",
                table: "PlannedUpdates",
                column: "CampaignId");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedUpdates_OrganisationId",
                table: "PlannedUpdates",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_PlannedUpdates_PublishAt",
                table: "PlannedUpdates",
                column: "PublishAt");

            migrationBuilder.CreateIndex(
                name: "IX_Solidarities_SupporterId",
                table: "Solidarities",
                column: "SupporterId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChannelMutes");

            migrationBuilder.DropTable(
                name: "PlannedUpdates");

            migrationBuilder.DropTable(
                name: "Solidarities");

            migrationBuilder.DropTable(
                name: "UpdateTranslations");

            migrationBuilder.DropIndex(
                name: "IX_Channels_MovedAt",
                table: "Channels");

            migrationBuilder.DropColumn(
                name: "IsPinned",
                table: "Updates");

            migrationBuilder.DropColumn(
                name: "MovedAt",
                table: "Channels");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "Lead",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "Story",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Campaigns");
        }
    }
}
