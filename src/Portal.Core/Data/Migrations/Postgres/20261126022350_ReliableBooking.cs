using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ReliableBooking : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Phone",
                table: "Supporters",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "CancelledAt",
                table: "Shifts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CancelledFrom",
                table: "Shifts",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CheckInCode",
                table: "Shifts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "OccursOn",
                table: "Shifts",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Shifts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "SeriesId",
                table: "Shifts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "EarnedById",
                table: "Qualifications",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AssignedById",
                table: "Bookings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Minutes",
                table: "Bookings",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "Bookings",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReturnsTo",
                table: "Bookings",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Waived",
                table: "Bookings",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "WaivedBecause",
                table: "Bookings",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "GrantsKindId",
                table: "Activities",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CalendarFeeds",
                columns: table => new
                {
                    SupporterId = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarFeeds", x => x.SupporterId);
                    table.ForeignKey(
                        name: "FK_CalendarFeeds_Supporters_SupporterId",
                        column: x => x.SupporterId,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ShiftSeries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActivityId = table.Column<Guid>(type: "uuid", nullable: false),
                    SiteId = table.Column<Guid>(type: "uuid", nullable: true),
                    TimeZone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Rule = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    FirstOn = table.Column<DateOnly>(type: "date", nullable: false),
                    StartsAt = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    Minutes = table.Column<int>(type: "integer", nullable: false),
                    Visibility = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    BookingMode = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    CancellationHours = table.Column<int>(type: "integer", nullable: false),
                    LeadId = table.Column<Guid>(type: "uuid", nullable: true),
                    Description = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    DescriptionLanguage = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    Positions = table.Column<string>(type: "text", nullable: false),
                    Publishes = table.Column<bool>(type: "boolean", nullable: false),
                    Skipped = table.Column<List<DateOnly>>(type: "date[]", nullable: false),
                    LastOn = table.Column<DateOnly>(type: "date", nullable: true),
                    MadeThrough = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                name: "WalkIns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ShiftId = table.Column<Guid>(type: "uuid", nullable: false),
                    PositionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    VouchedById = table.Column<Guid>(type: "uuid", nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RemovedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
                name: "IX_Shifts_SeriesId_OccursOn",
                table: "Shifts",
                columns: new[] { "SeriesId", "OccursOn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Qualifications_EarnedById",
                table: "Qualifications",
                column: "EarnedById");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_GrantsKindId",
                table: "Activities",
                column: "GrantsKindId");

            migrationBuilder.CreateIndex(
                name: "IX_CalendarFeeds_TokenHash",
                table: "CalendarFeeds",
                column: "TokenHash",
                unique: true);

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
                name: "FK_Activities_QualificationKinds_GrantsKindId",
                table: "Activities");

            migrationBuilder.DropForeignKey(
                name: "FK_Shifts_ShiftSeries_SeriesId",
                table: "Shifts");

            migrationBuilder.DropTable(
                name: "CalendarFeeds");

            migrationBuilder.DropTable(
                name: "CallRounds");

            migrationBuilder.DropTable(
                name: "ClosureNotices");

            migrationBuilder.DropTable(
                name: "ShiftSeries");

            migrationBuilder.DropTable(
                name: "WalkIns");

            migrationBuilder.DropTable(
                name: "SiteClosures");

            migrationBuilder.DropIndex(
                name: "IX_Shifts_SeriesId_OccursOn",
                table: "Shifts");

            migrationBuilder.DropIndex(
                name: "IX_Qualifications_EarnedById",
                table: "Qualifications");

            migrationBuilder.DropIndex(
                name: "IX_Activities_GrantsKindId",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "Phone",
                table: "Supporters");

            migrationBuilder.DropColumn(
                name: "CancelledAt",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "CancelledFrom",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "CheckInCode",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "OccursOn",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "SeriesId",
                table: "Shifts");

            migrationBuilder.DropColumn(
                name: "EarnedById",
                table: "Qualifications");

            migrationBuilder.DropColumn(
                name: "AssignedById",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "Minutes",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "ReturnsTo",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "Waived",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "WaivedBecause",
                table: "Bookings");

            migrationBuilder.DropColumn(
                name: "GrantsKindId",
                table: "Activities");
        }
    }
}
