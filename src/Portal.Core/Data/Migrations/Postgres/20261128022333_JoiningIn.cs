using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class JoiningIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<List<string>>(
                name: "Intentions",
                table: "Supporters",
                type: "text[]",
                nullable: false,
                // For the people who are there already: the scaffold leaves it out, and PostgreSQL then refuses.
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WelcomeFrom",
                table: "Supporters",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Intentions",
                table: "Supporters");

            migrationBuilder.DropColumn(
                name: "WelcomeFrom",
                table: "Supporters");
        }
    }
}
