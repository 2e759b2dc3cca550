using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Postgres
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SupporterId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    SuspendedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SuspendedById = table.Column<Guid>(type: "uuid", nullable: false),
                    LiftedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LiftedById = table.Column<Guid>(type: "uuid", nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReaderOrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReporterId = table.Column<Guid>(type: "uuid", nullable: true),
                    MayWrite = table.Column<bool>(type: "boolean", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    ToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    TakenById = table.Column<Guid>(type: "uuid", nullable: true),
                    TakenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    SealedNote = table.Column<byte[]>(type: "bytea", nullable: true)
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
