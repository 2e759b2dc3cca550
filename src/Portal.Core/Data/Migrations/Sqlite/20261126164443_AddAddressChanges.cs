using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddAddressChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ProvenAt",
                table: "AddressStandings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AddressChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    NewAddress = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    OldAddress = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddressChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AddressChanges_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AddressChanges_SupporterId",
                table: "AddressChanges",
                column: "SupporterId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AddressChanges");

            migrationBuilder.DropColumn(
                name: "ProvenAt",
                table: "AddressStandings");
        }
    }
}
