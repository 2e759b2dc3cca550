using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CloseSites : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Phone",
                table: "Supporters",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SiteClosures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SiteId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    MovedToSiteId = table.Column<Guid>(type: "uuid", nullable: true),
                    ClosedById = table.Column<Guid>(type: "uuid", nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReopenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteClosures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SiteClosures_Sites_MovedToSiteId",
                        column: x => x.MovedToSiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_SiteClosures_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SiteClosures_Supporters_ClosedById",
                        column: x => x.ClosedById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CallRounds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClosureId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CallRounds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CallRounds_SiteClosures_ClosureId",
                        column: x => x.ClosureId,
                        principalTable: "SiteClosures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CallRounds_Supporters_ActorId",
                        column: x => x.ActorId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ClosureNotices",
                columns: table => new
                {
                    ClosureId = table.Column<Guid>(type: "uuid", nullable: false),
                    BookingId = table.Column<Guid>(type: "uuid", nullable: false),
                    SupporterId = table.Column<Guid>(type: "uuid", nullable: false),
                    SeenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ToldById = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClosureNotices", x => new { x.ClosureId, x.BookingId });
                    table.ForeignKey(
                        name: "FK_ClosureNotices_Bookings_BookingId",
                        column: x => x.BookingId,
                        principalTable: "Bookings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ClosureNotices_SiteClosures_ClosureId",
                        column: x => x.ClosureId,
                        principalTable: "SiteClosures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ClosureNotices_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ClosureNotices_Supporters_ToldById",
                        column: x => x.ToldById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CallRounds_ActorId",
                table: "CallRounds",
                column: "ActorId");

            migrationBuilder.CreateIndex(
                name: "IX_CallRounds_ClosureId_ActorId",
                table: "CallRounds",
                columns: new[] { "ClosureId", "ActorId" });

            migrationBuilder.CreateIndex(
                name: "IX_ClosureNotices_BookingId",
                table: "ClosureNotices",
                column: "BookingId");

            migrationBuilder.CreateIndex(
                name: "IX_ClosureNotices_SupporterId",
                table: "ClosureNotices",
                column: "SupporterId");

            migrationBuilder.CreateIndex(
                name: "IX_ClosureNotices_ToldById",
                table: "ClosureNotices",
                column: "ToldById");

            migrationBuilder.CreateIndex(
                name: "IX_SiteClosures_ClosedById",
                table: "SiteClosures",
                column: "ClosedById");

            migrationBuilder.CreateIndex(
                name: "IX_SiteClosures_MovedToSiteId",
                table: "SiteClosures",
                column: "MovedToSiteId");

            migrationBuilder.CreateIndex(
                name: "IX_SiteClosures_SiteId_Until",
                table: "SiteClosures",
                columns: new[] { "SiteId", "Until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CallRounds");

            migrationBuilder.DropTable(
                name: "ClosureNotices");

            migrationBuilder.DropTable(
                name: "SiteClosures");

            migrationBuilder.DropColumn(
                name: "Phone",
                table: "Supporters");
        }
    }
}
