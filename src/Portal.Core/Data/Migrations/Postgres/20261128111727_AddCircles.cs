using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Postgres
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
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "CircleId",
                table: "Updates",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CircleId",
                table: "PersonConcerns",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Circles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Slug = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Purpose = table.Column<string>(type: "character varying(1500)", maxLength: 1500, nullable: false),
                    Sought = table.Column<string>(type: "character varying(3160)", maxLength: 3160, nullable: false),
                    Languages = table.Column<List<string>>(type: "text[]", nullable: false),
                    Country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ProposedById = table.Column<Guid>(type: "uuid", nullable: true),
                    ProposedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    HostlessSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RestingSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Turn = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CircleId = table.Column<Guid>(type: "uuid", nullable: false),
                    SupporterId = table.Column<Guid>(type: "uuid", nullable: false),
                    Standing = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    IsHost = table.Column<bool>(type: "boolean", nullable: false),
                    HostAskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OfferedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SharesName = table.Column<bool>(type: "boolean", nullable: false),
                    WantsMail = table.Column<bool>(type: "boolean", nullable: false),
                    Word = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    GoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RemovedBecause = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    HostedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CircleId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: true),
                    Title = table.Column<string>(type: "character varying(140)", maxLength: 140, nullable: false),
                    Body = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    Readers = table.Column<int>(type: "integer", nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
