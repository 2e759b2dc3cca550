using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 2,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ImportId",
                table: "Subscribers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Form");

            migrationBuilder.AddColumn<string>(
                name: "SuppressedBecause",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TimeZone",
                table: "Subscribers",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "HasOwnReminders",
                table: "Organisations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "AskedAt",
                table: "Newsletters",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AskedById",
                table: "Newsletters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Bounced",
                table: "Newsletters",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Complained",
                table: "Newsletters",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Conditions",
                table: "Newsletters",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.Sql(
                """
                UPDATE "Newsletters" SET "Conditions" = '{"Languages":["' || "AudienceLanguage" || '"]}' WHERE "AudienceLanguage" IS NOT NULL
                """);

            migrationBuilder.Sql(
                """
                UPDATE "Organisations" SET "HasOwnReminders" = 1 WHERE EXISTS (SELECT 1 FROM "ReminderRules" WHERE "ReminderRules"."OrganisationId" = "Organisations"."Id")
                """);

            migrationBuilder.DropColumn(
                name: "AudienceLanguage",
                table: "Newsletters");

            migrationBuilder.AddColumn<long>(
                name: "FreezeAt",
                table: "Newsletters",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Left",
                table: "Newsletters",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "MorningOf",
                table: "Newsletters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PausedBecause",
                table: "Newsletters",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReleasedAt",
                table: "Newsletters",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReleasedById",
                table: "Newsletters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SendAt",
                table: "Newsletters",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Timing",
                table: "Newsletters",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Now");

            migrationBuilder.AddColumn<string>(
                name: "SentBody",
                table: "NewsletterEditions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Outcome",
                table: "Messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "OutcomeAt",
                table: "Messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OutcomeReason",
                table: "Messages",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "StoppedById",
                table: "MailSwitches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AddressStandings",
                columns: table => new
                {
                    AddressHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    DeadSince = table.Column<long>(type: "INTEGER", nullable: true),
                    DeadBecause = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    ComplainedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SoftScore = table.Column<double>(type: "REAL", nullable: false),
                    SoftScoreAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddressStandings", x => x.AddressHash);
                });

            migrationBuilder.CreateTable(
                name: "JobReports",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Took = table.Column<TimeSpan>(type: "TEXT", nullable: false),
                    Did = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    LastErrorAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobReports", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "NewsletterTallies",
                columns: table => new
                {
                    NewsletterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
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
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EventId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Result = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderEvents", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "SubscriberImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Statement = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Certified = table.Column<bool>(type: "INTEGER", nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    Known = table.Column<int>(type: "INTEGER", nullable: false),
                    KeptAway = table.Column<int>(type: "INTEGER", nullable: false),
                    Repeated = table.Column<int>(type: "INTEGER", nullable: false)
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
                    SubscriberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TopicId = table.Column<Guid>(type: "TEXT", nullable: false)
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
                type: "TEXT",
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
