using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RenewalAskedAt",
                table: "Qualifications",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RetiredAt",
                table: "QualificationKinds",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RetiredAt",
                table: "JoinConditions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RetiredAt",
                table: "Activities",
                type: "INTEGER",
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
