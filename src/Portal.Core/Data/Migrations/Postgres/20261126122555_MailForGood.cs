using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MailForGood : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Messages_NewsletterId_State",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_State_DueAt_Priority",
                table: "Messages");

            migrationBuilder.AddColumn<string>(
                name: "Country",
                table: "Subscribers",
                type: "character varying(2)",
                maxLength: 2,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ImportId",
                table: "Subscribers",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "Subscribers",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Form");

            migrationBuilder.AddColumn<string>(
                name: "SuppressedBecause",
                table: "Subscribers",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TimeZone",
                table: "Subscribers",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "HasOwnReminders",
                table: "Organisations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AskedAt",
                table: "Newsletters",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AskedById",
                table: "Newsletters",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Bounced",
                table: "Newsletters",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Complained",
                table: "Newsletters",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Conditions",
                table: "Newsletters",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.Sql(
                """
                UPDATE "Newsletters" SET "Conditions" = '{"Languages":["' || "AudienceLanguage" || '"]}' WHERE "AudienceLanguage" IS NOT NULL
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Organisations" SET "HasOwnReminders" = TRUE WHERE EXISTS (SELECT 1 FROM "ReminderRules" WHERE "ReminderRules"."OrganisationId" = "Organisations"."Id")
                """);

            migrationBuilder.DropColumn(
                name: "AudienceLanguage",
                table: "Newsletters");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "FreezeAt",
                table: "Newsletters",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Left",
                table: "Newsletters",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "MorningOf",
                table: "Newsletters",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PausedBecause",
                table: "Newsletters",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ReleasedAt",
                table: "Newsletters",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReleasedById",
                table: "Newsletters",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SendAt",
                table: "Newsletters",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Timing",
                table: "Newsletters",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Now");

            migrationBuilder.AddColumn<string>(
                name: "SentBody",
                table: "NewsletterEditions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Outcome",
                table: "Messages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "OutcomeAt",
                table: "Messages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OutcomeReason",
                table: "Messages",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "StoppedById",
                table: "MailSwitches",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AddressStandings",
                columns: table => new
                {
                    AddressHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    DeadSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DeadBecause = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    ComplainedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SoftScore = table.Column<double>(type: "double precision", nullable: false),
                    SoftScoreAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddressStandings", x => x.AddressHash);
                });

            migrationBuilder.CreateTable(
                name: "JobReports",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Took = table.Column<TimeSpan>(type: "interval", nullable: false),
                    Did = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    NextAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastError = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    LastErrorAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobReports", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "NewsletterTallies",
                columns: table => new
                {
                    NewsletterId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NewsletterTallies", x => new { x.NewsletterId, x.State, x.Reason });
                    table.ForeignKey(
                        name: "FK_NewsletterTallies_Newsletters_NewsletterId",
                        column: x => x.NewsletterId,
                        principalTable: "Newsletters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProviderEvents",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    EventId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AppliedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Result = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderEvents", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "SubscriberImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Statement = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Certified = table.Column<bool>(type: "boolean", nullable: false),
                    Added = table.Column<int>(type: "integer", nullable: false),
                    Known = table.Column<int>(type: "integer", nullable: false),
                    KeptAway = table.Column<int>(type: "integer", nullable: false),
                    Repeated = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriberImports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubscriberImports_Supporters_ById",
                        column: x => x.ById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SubscriberTopics",
                columns: table => new
                {
                    SubscriberId = table.Column<Guid>(type: "uuid", nullable: false),
                    TopicId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriberTopics", x => new { x.SubscriberId, x.TopicId });
                    table.ForeignKey(
                        name: "FK_SubscriberTopics_Subscribers_SubscriberId",
                        column: x => x.SubscriberId,
                        principalTable: "Subscribers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.UpdateData(
                table: "MailSwitches",
                keyColumn: "Id",
                keyValue: 1,
                column: "StoppedById",
                value: null);

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_ImportId",
                table: "Subscribers",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_Newsletters_State",
                table: "Newsletters",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_NewsletterId_State_DueAt_Id",
                table: "Messages",
                columns: new[] { "NewsletterId", "State", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_State_Priority_DueAt_Id",
                table: "Messages",
                columns: new[] { "State", "Priority", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ProviderEvents_AppliedAt_Number",
                table: "ProviderEvents",
                columns: new[] { "AppliedAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_ProviderEvents_EventId",
                table: "ProviderEvents",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SubscriberImports_ById",
                table: "SubscriberImports",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriberTopics_TopicId",
                table: "SubscriberTopics",
                column: "TopicId");

            migrationBuilder.AddForeignKey(
                name: "FK_Subscribers_SubscriberImports_ImportId",
                table: "Subscribers",
                column: "ImportId",
                principalTable: "SubscriberImports",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Subscribers_SubscriberImports_ImportId",
                table: "Subscribers");

            migrationBuilder.DropTable(
                name: "AddressStandings");

            migrationBuilder.DropTable(
                name: "JobReports");

            migrationBuilder.DropTable(
                name: "NewsletterTallies");

            migrationBuilder.DropTable(
                name: "ProviderEvents");

            migrationBuilder.DropTable(
                name: "SubscriberImports");

            migrationBuilder.DropTable(
                name: "SubscriberTopics");

            migrationBuilder.DropIndex(
                name: "IX_Subscribers_ImportId",
                table: "Subscribers");

            migrationBuilder.DropIndex(
                name: "IX_Newsletters_State",
                table: "Newsletters");

            migrationBuilder.DropIndex(
                name: "IX_Messages_NewsletterId_State_DueAt_Id",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_State_Priority_DueAt_Id",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "Country",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "ImportId",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "SuppressedBecause",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "TimeZone",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "HasOwnReminders",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "AskedAt",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "AskedById",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "Bounced",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "Complained",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "Conditions",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "FreezeAt",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "Left",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "MorningOf",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "PausedBecause",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "ReleasedAt",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "ReleasedById",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "SendAt",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "Timing",
                table: "Newsletters");

            migrationBuilder.DropColumn(
                name: "SentBody",
                table: "NewsletterEditions");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "OutcomeAt",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "OutcomeReason",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "StoppedById",
                table: "MailSwitches");

            migrationBuilder.AddColumn<string>(
                name: "AudienceLanguage",
                table: "Newsletters",
                type: "character varying(8)",
                maxLength: 8,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_NewsletterId_State",
                table: "Messages",
                columns: new[] { "NewsletterId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_State_DueAt_Priority",
                table: "Messages",
                columns: new[] { "State", "DueAt", "Priority" });
        }
    }
}
