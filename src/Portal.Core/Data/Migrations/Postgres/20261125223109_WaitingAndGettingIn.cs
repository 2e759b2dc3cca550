using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WaitingAndGettingIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsInterpreter",
                table: "Positions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<List<Guid>>(
                name: "Qualifications",
                table: "Positions",
                type: "uuid[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "Seeking",
                table: "Positions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "Rules_AsksForMembership",
                table: "Organisations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Rules_AsksForStays",
                table: "Organisations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Rules_MinimumStayDays",
                table: "Organisations",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Rules_MostHoursADay",
                table: "Organisations",
                type: "integer",
                nullable: false,
                defaultValue: 10);

            migrationBuilder.AddColumn<int>(
                name: "Rules_RestHours",
                table: "Organisations",
                type: "integer",
                nullable: false,
                defaultValue: 11);

            migrationBuilder.AddColumn<int>(
                name: "Rules_TravelMinutes",
                table: "Organisations",
                type: "integer",
                nullable: false,
                defaultValue: 30);

            migrationBuilder.AddColumn<Guid>(
                name: "DecidedById",
                table: "Memberships",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "MayBeAssigned",
                table: "Memberships",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Word",
                table: "Memberships",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AnswerBy",
                table: "Bookings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LapsedOffers",
                table: "Bookings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "QueuedAt",
                table: "Bookings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Acquaintances",
                columns: table => new
                {
                    SupporterId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    VouchedById = table.Column<Guid>(type: "uuid", nullable: false),
                    HasAttended = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acquaintances", x => new { x.SupporterId, x.OrganisationId });
                    table.ForeignKey(
                        name: "FK_Acquaintances_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Acquaintances_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "JoinConditions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JoinConditions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_JoinConditions_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "QualificationKinds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QualificationKinds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_QualificationKinds_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Stays",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SupporterId = table.Column<Guid>(type: "uuid", nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "date", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false),
                    UrgentAtNight = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Stays", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Stays_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Qualifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SupporterId = table.Column<Guid>(type: "uuid", nullable: false),
                    KindId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: true),
                    RequestedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DecidedById = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Qualifications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Qualifications_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Qualifications_QualificationKinds_KindId",
                        column: x => x.KindId,
                        principalTable: "QualificationKinds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Qualifications_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_State_AnswerBy",
                table: "Bookings",
                columns: new[] { "State", "AnswerBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Acquaintances_OrganisationId",
                table: "Acquaintances",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_JoinConditions_OrganisationId",
                table: "JoinConditions",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_QualificationKinds_OrganisationId",
                table: "QualificationKinds",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Qualifications_KindId",
                table: "Qualifications",
                column: "KindId");

            migrationBuilder.CreateIndex(
                name: "IX_Qualifications_OrganisationId_State",
                table: "Qualifications",
                columns: new[] { "OrganisationId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Qualifications_State_LastDay",
                table: "Qualifications",
                columns: new[] { "State", "LastDay" });

            migrationBuilder.CreateIndex(
                name: "IX_Qualifications_SupporterId_KindId_OrganisationId",
                table: "Qualifications",
                columns: new[] { "SupporterId", "KindId", "OrganisationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Stays_FirstDay_LastDay",
                table: "Stays",
                columns: new[] { "FirstDay", "LastDay" });

            migrationBuilder.CreateIndex(
                name: "IX_Stays_SupporterId",
                table: "Stays",
                column: "SupporterId");

            // Whoever was checked in before is known to the organisation, and no newcomer.
            migrationBuilder.Sql(
                """
                INSERT INTO "Acquaintances" ("SupporterId", "OrganisationId", "Since", "VouchedById", "HasAttended")
                SELECT b."SupporterId", s."OrganisationId", MIN(b."ChangedAt"), b."SupporterId", TRUE
                FROM "Bookings" AS b JOIN "Shifts" AS s ON s."Id" = b."ShiftId"
                WHERE b."State" IN ('CheckedIn', 'Completed')
                GROUP BY b."SupporterId", s."OrganisationId"
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Acquaintances");

            migrationBuilder.DropTable(
                name: "JoinConditions");

            migrationBuilder.DropTable(
                name: "Qualifications");

            migrationBuilder.DropTable(
                name: "Stays");

            migrationBuilder.DropTable(
                name: "QualificationKinds");

            migrationBuilder.DropIndex(
                name: "IX_Bookings_State_AnswerBy",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "IsInterpreter",
                table: "Positions");

            migrationBuilder.DropColumn(
                name: "Qualifications",
                table: "Positions");

            migrationBuilder.DropColumn(
                name: "Seeking",
                table: "Positions");

            migrationBuilder.DropColumn(
                name: "Rules_AsksForMembership",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "Rules_AsksForStays",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "Rules_MinimumStayDays",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "Rules_MostHoursADay",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "Rules_RestHours",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "Rules_TravelMinutes",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "DecidedById",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "MayBeAssigned",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "Word",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "AnswerBy",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "LapsedOffers",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "QueuedAt",
                table: "Bookings");
        }
    }
}
