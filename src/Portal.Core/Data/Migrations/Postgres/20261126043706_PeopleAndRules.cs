using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PeopleAndRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DutyPhone",
                table: "Shifts",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RenewalAskedAt",
                table: "Qualifications",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RetiredAt",
                table: "QualificationKinds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RetiredAt",
                table: "JoinConditions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RetiredAt",
                table: "Activities",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DutyPhone",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "RenewalAskedAt",
                table: "Qualifications");

            migrationBuilder.DropColumn(
                name: "RetiredAt",
                table: "QualificationKinds");

            migrationBuilder.DropColumn(
                name: "RetiredAt",
                table: "JoinConditions");

            migrationBuilder.DropColumn(
                name: "RetiredAt",
                table: "Activities");
        }
    }
}
