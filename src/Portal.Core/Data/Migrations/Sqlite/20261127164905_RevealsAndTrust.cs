using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RevealsAndTrust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "KeptApart",
                columns: table => new
                {
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    NotedById = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptApart", x => new { x.SupporterId, x.OrganisationId, x.OtherId });
                    table.ForeignKey(
                        name: "FK_KeptApart_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_KeptApart_Supporters_NotedById",
                        column: x => x.NotedById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_KeptApart_Supporters_OtherId",
                        column: x => x.OtherId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_KeptApart_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PointConcerns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    HoldsBack = table.Column<bool>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Decisions = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PointConcerns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PointConcerns_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PointConcerns_Supporters_DecidedById",
                        column: x => x.DecidedById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_PointConcerns_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RevealPauses",
                columns: table => new
                {
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ShiftId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RevealPauses", x => x.SubjectId);
                    table.ForeignKey(
                        name: "FK_RevealPauses_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_RevealPauses_Shifts_ShiftId",
                        column: x => x.ShiftId,
                        principalTable: "Shifts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_RevealPauses_Supporters_ById",
                        column: x => x.ById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_KeptApart_NotedById",
                table: "KeptApart",
                column: "NotedById");

            migrationBuilder.CreateIndex(
                name: "IX_KeptApart_OrganisationId",
                table: "KeptApart",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_KeptApart_OtherId",
                table: "KeptApart",
                column: "OtherId");

            migrationBuilder.CreateIndex(
                name: "IX_PointConcerns_DecidedById",
                table: "PointConcerns",
                column: "DecidedById");

            migrationBuilder.CreateIndex(
                name: "IX_PointConcerns_OrganisationId",
                table: "PointConcerns",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_PointConcerns_SupporterId_RaisedAt",
                table: "PointConcerns",
                columns: new[] { "SupporterId", "RaisedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_RevealPauses_ById",
                table: "RevealPauses",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_RevealPauses_OrganisationId",
                table: "RevealPauses",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_RevealPauses_ShiftId",
                table: "RevealPauses",
                column: "ShiftId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KeptApart");

            migrationBuilder.DropTable(
                name: "PointConcerns");

            migrationBuilder.DropTable(
                name: "RevealPauses");
        }
    }
}
