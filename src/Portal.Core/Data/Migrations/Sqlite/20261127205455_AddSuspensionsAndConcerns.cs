using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddSuspensionsAndConcerns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AccountSuspensions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SuspendedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SuspendedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    LiftedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LiftedById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountSuspensions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountSuspensions_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PersonConcerns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReaderOrganisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReporterId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MayWrite = table.Column<bool>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenById = table.Column<Guid>(type: "TEXT", nullable: true),
                    TakenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    SealedNote = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonConcerns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PersonConcerns_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PersonConcerns_Organisations_ReaderOrganisationId",
                        column: x => x.ReaderOrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PersonConcerns_Supporters_ReporterId",
                        column: x => x.ReporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_PersonConcerns_Supporters_TakenById",
                        column: x => x.TakenById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AccountSuspensions_LiftedAt",
                table: "AccountSuspensions",
                column: "LiftedAt");

            migrationBuilder.CreateIndex(
                name: "IX_AccountSuspensions_SupporterId",
                table: "AccountSuspensions",
                column: "SupporterId",
                unique: true,
                filter: "\"LiftedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PersonConcerns_ClosedAt",
                table: "PersonConcerns",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PersonConcerns_OrganisationId",
                table: "PersonConcerns",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonConcerns_ReaderOrganisationId",
                table: "PersonConcerns",
                column: "ReaderOrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonConcerns_ReporterId",
                table: "PersonConcerns",
                column: "ReporterId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonConcerns_TakenById",
                table: "PersonConcerns",
                column: "TakenById");

            migrationBuilder.CreateIndex(
                name: "IX_PersonConcerns_ToldAt",
                table: "PersonConcerns",
                column: "ToldAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountSuspensions");

            migrationBuilder.DropTable(
                name: "PersonConcerns");
        }
    }
}
