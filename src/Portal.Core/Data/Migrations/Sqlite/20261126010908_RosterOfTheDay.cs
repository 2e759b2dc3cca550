using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RosterOfTheDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "CheckInCode",
                table: "Shifts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "EarnedById",
                table: "Qualifications",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Minutes",
                table: "Bookings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Bookings",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "GrantsKindId",
                table: "Activities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "WalkIns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShiftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PositionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    VouchedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WalkIns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WalkIns_Positions_PositionId",
                        column: x => x.PositionId,
                        principalTable: "Positions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WalkIns_Shifts_ShiftId",
                        column: x => x.ShiftId,
                        principalTable: "Shifts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Qualifications_EarnedById",
                table: "Qualifications",
                column: "EarnedById");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_GrantsKindId",
                table: "Activities",
                column: "GrantsKindId");

            migrationBuilder.CreateIndex(
                name: "IX_WalkIns_PositionId",
                table: "WalkIns",
                column: "PositionId");

            migrationBuilder.CreateIndex(
                name: "IX_WalkIns_ShiftId",
                table: "WalkIns",
                column: "ShiftId");

            migrationBuilder.AddForeignKey(
                name: "FK_Activities_QualificationKinds_GrantsKindId",
                table: "Activities",
                column: "GrantsKindId",
                principalTable: "QualificationKinds",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Activities_QualificationKinds_GrantsKindId",
                table: "Activities");

            migrationBuilder.DropTable(
                name: "WalkIns");

            migrationBuilder.DropIndex(
                name: "IX_Qualifications_EarnedById",
                table: "Qualifications");

            migrationBuilder.DropIndex(
                name: "IX_Activities_GrantsKindId",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "CheckInCode",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "EarnedById",
                table: "Qualifications");

            migrationBuilder.DropColumn(
                name: "Minutes",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "GrantsKindId",
                table: "Activities");
        }
    }
}
