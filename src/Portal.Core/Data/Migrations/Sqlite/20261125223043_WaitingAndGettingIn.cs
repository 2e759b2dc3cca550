using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Qualifications",
                table: "Positions",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "Seeking",
                table: "Positions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "Rules_AsksForMembership",
                table: "Organisations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Rules_AsksForStays",
                table: "Organisations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Rules_MinimumStayDays",
                table: "Organisations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Rules_MostHoursADay",
                table: "Organisations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 10);

            migrationBuilder.AddColumn<int>(
                name: "Rules_RestHours",
                table: "Organisations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 11);

            migrationBuilder.AddColumn<int>(
                name: "Rules_TravelMinutes",
                table: "Organisations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 30);

            migrationBuilder.AddColumn<Guid>(
                name: "DecidedById",
                table: "Memberships",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "MayBeAssigned",
                table: "Memberships",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Word",
                table: "Memberships",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AnswerBy",
                table: "Bookings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LapsedOffers",
                table: "Bookings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "QueuedAt",
                table: "Bookings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Acquaintances",
                columns: table => new
                {
                    SupporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    VouchedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    HasAttended = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    UrgentAtNight = table.Column<bool>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KindId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true)
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
