using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddCircles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "OrganisationId",
                table: "Updates",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<Guid>(
                name: "CircleId",
                table: "Updates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CircleId",
                table: "PersonConcerns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Circles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 1500, nullable: false),
                    Sought = table.Column<string>(type: "TEXT", maxLength: 3160, nullable: false),
                    Languages = table.Column<string>(type: "TEXT", nullable: false),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ProposedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    HostlessSince = table.Column<long>(type: "INTEGER", nullable: true),
                    RestingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    Turn = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Circles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Circles_Supporters_ProposedById",
                        column: x => x.ProposedById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "CircleMembers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CircleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Standing = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    IsHost = table.Column<bool>(type: "INTEGER", nullable: false),
                    HostAskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OfferedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SharesName = table.Column<bool>(type: "INTEGER", nullable: false),
                    WantsMail = table.Column<bool>(type: "INTEGER", nullable: false),
                    Word = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    GoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemovedBecause = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    HostedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CircleMembers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CircleMembers_Circles_CircleId",
                        column: x => x.CircleId,
                        principalTable: "Circles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CircleMembers_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CircleMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CircleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 140, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Readers = table.Column<int>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CircleMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CircleMessages_Circles_CircleId",
                        column: x => x.CircleId,
                        principalTable: "Circles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CircleMessages_Supporters_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Updates_CircleId",
                table: "Updates",
                column: "CircleId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonConcerns_CircleId",
                table: "PersonConcerns",
                column: "CircleId");

            migrationBuilder.CreateIndex(
                name: "IX_CircleMembers_CircleId_SupporterId",
                table: "CircleMembers",
                columns: new[] { "CircleId", "SupporterId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CircleMembers_GoneAt",
                table: "CircleMembers",
                column: "GoneAt");

            migrationBuilder.CreateIndex(
                name: "IX_CircleMembers_SupporterId",
                table: "CircleMembers",
                column: "SupporterId");

            migrationBuilder.CreateIndex(
                name: "IX_CircleMessages_AuthorId",
                table: "CircleMessages",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_CircleMessages_CircleId_SentAt",
                table: "CircleMessages",
                columns: new[] { "CircleId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CircleMessages_SentAt",
                table: "CircleMessages",
                column: "SentAt");

            migrationBuilder.CreateIndex(
                name: "IX_Circles_HostlessSince",
                table: "Circles",
                column: "HostlessSince",
                filter: "\"HostlessSince\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Circles_ProposedById",
                table: "Circles",
                column: "ProposedById");

            migrationBuilder.CreateIndex(
                name: "IX_Circles_Slug",
                table: "Circles",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Circles_State_Name",
                table: "Circles",
                columns: new[] { "State", "Name" });

            migrationBuilder.AddForeignKey(
                name: "FK_PersonConcerns_Circles_CircleId",
                table: "PersonConcerns",
                column: "CircleId",
                principalTable: "Circles",
                principalColumn: "Id",
                onDelete: ReferentialAction.SetNull);

            migrationBuilder.AddForeignKey(
                name: "FK_Updates_Circles_CircleId",
                table: "Updates",
                column: "CircleId",
                principalTable: "Circles",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_PersonConcerns_Circles_CircleId",
                table: "PersonConcerns");

            migrationBuilder.DropForeignKey(
                name: "FK_Updates_Circles_CircleId",
                table: "Updates");

            migrationBuilder.DropTable(
                name: "CircleMembers");

            migrationBuilder.DropTable(
                name: "CircleMessages");

            migrationBuilder.DropTable(
                name: "Circles");

            migrationBuilder.DropIndex(
                name: "IX_Updates_CircleId",
                table: "Updates");

            migrationBuilder.DropIndex(
                name: "IX_PersonConcerns_CircleId",
                table: "PersonConcerns");

            migrationBuilder.DropColumn(
                name: "CircleId",
                table: "Updates");

            migrationBuilder.DropColumn(
                name: "CircleId",
                table: "PersonConcerns");

            migrationBuilder.AlterColumn<Guid>(
                name: "OrganisationId",
                table: "Updates",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
