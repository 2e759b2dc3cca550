using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Planning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "OccursOn",
                table: "Shifts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SeriesId",
                table: "Shifts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ShiftSeries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActivityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TimeZone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FirstOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    StartsAt = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Visibility = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    BookingMode = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CancellationHours = table.Column<int>(type: "INTEGER", nullable: false),
                    LeadId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    DescriptionLanguage = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Positions = table.Column<string>(type: "TEXT", nullable: false),
                    Publishes = table.Column<bool>(type: "INTEGER", nullable: false),
                    Skipped = table.Column<string>(type: "TEXT", nullable: false),
                    LastOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    MadeThrough = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShiftSeries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ShiftSeries_Activities_ActivityId",
                        column: x => x.ActivityId,
                        principalTable: "Activities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftSeries_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftSeries_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShiftSeries_Supporters_LeadId",
                        column: x => x.LeadId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Shifts_SeriesId_OccursOn",
                table: "Shifts",
                columns: new[] { "SeriesId", "OccursOn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ShiftSeries_ActivityId",
                table: "ShiftSeries",
                column: "ActivityId");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftSeries_LeadId",
                table: "ShiftSeries",
                column: "LeadId");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftSeries_MadeThrough",
                table: "ShiftSeries",
                column: "MadeThrough");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftSeries_OrganisationId",
                table: "ShiftSeries",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_ShiftSeries_SiteId",
                table: "ShiftSeries",
                column: "SiteId");

            migrationBuilder.AddForeignKey(
                name: "FK_Shifts_ShiftSeries_SeriesId",
                table: "Shifts",
                column: "SeriesId",
                principalTable: "ShiftSeries",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Shifts_ShiftSeries_SeriesId",
                table: "Shifts");

            migrationBuilder.DropTable(
                name: "ShiftSeries");

            migrationBuilder.DropIndex(
                name: "IX_Shifts_SeriesId_OccursOn",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "OccursOn",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "SeriesId",
                table: "Shifts");
        }
    }
}
