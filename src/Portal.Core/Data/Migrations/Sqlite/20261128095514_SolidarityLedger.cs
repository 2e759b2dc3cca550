using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SolidarityLedger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PaymentImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Layout = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    Known = table.Column<int>(type: "INTEGER", nullable: false),
                    Skipped = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentImports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentImports_Supporters_ById",
                        column: x => x.ById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaymentMappings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Header = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    IdColumn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DateColumn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DateLayout = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AmountColumn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AmountLayout = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CurrencyColumn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    KindColumn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    MadeById = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentMappings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentMappings_Supporters_MadeById",
                        column: x => x.MadeById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ShareRounds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CorrectsId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShareRounds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ShareRounds_ShareRounds_CorrectsId",
                        column: x => x.CorrectsId,
                        principalTable: "ShareRounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShareRounds_Supporters_OpenedById",
                        column: x => x.OpenedById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ImportedPayments",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedPayments", x => x.Hash);
                    table.ForeignKey(
                        name: "FK_ImportedPayments_PaymentImports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "PaymentImports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IncomeEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: true),
                    CorrectsId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnteredById = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnteredAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncomeEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IncomeEntries_IncomeEntries_CorrectsId",
                        column: x => x.CorrectsId,
                        principalTable: "IncomeEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IncomeEntries_PaymentImports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "PaymentImports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_IncomeEntries_Supporters_EnteredById",
                        column: x => x.EnteredById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RoundConfirmations",
                columns: table => new
                {
                    RoundId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoundConfirmations", x => new { x.RoundId, x.Version, x.ById });
                    table.ForeignKey(
                        name: "FK_RoundConfirmations_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RoundConfirmations_ShareRounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "ShareRounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RoundConfirmations_Supporters_ById",
                        column: x => x.ById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RoundShares",
                columns: table => new
                {
                    RoundId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Standing = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Need = table.Column<long>(type: "INTEGER", nullable: true),
                    NeedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoundShares", x => new { x.RoundId, x.OrganisationId });
                    table.ForeignKey(
                        name: "FK_RoundShares_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RoundShares_ShareRounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "ShareRounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RoundShares_Supporters_NeedById",
                        column: x => x.NeedById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ShareStories",
                columns: table => new
                {
                    RoundId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShareStories", x => new { x.RoundId, x.OrganisationId });
                    table.ForeignKey(
                        name: "FK_ShareStories_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShareStories_ShareRounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "ShareRounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ShareStories_Supporters_ById",
                        column: x => x.ById,
                        principalTable: "Supporters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ImportedPayments_ImportId",
                table: "ImportedPayments",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_IncomeEntries_CorrectsId",
                table: "IncomeEntries",
                column: "CorrectsId");

            migrationBuilder.CreateIndex(
                name: "IX_IncomeEntries_EnteredById",
                table: "IncomeEntries",
                column: "EnteredById");

            migrationBuilder.CreateIndex(
                name: "IX_IncomeEntries_ImportId",
                table: "IncomeEntries",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentImports_ById",
                table: "PaymentImports",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentMappings_Header",
                table: "PaymentMappings",
                column: "Header",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentMappings_MadeById",
                table: "PaymentMappings",
                column: "MadeById");

            migrationBuilder.CreateIndex(
                name: "IX_RoundConfirmations_ById",
                table: "RoundConfirmations",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_RoundConfirmations_OrganisationId",
                table: "RoundConfirmations",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_RoundShares_NeedById",
                table: "RoundShares",
                column: "NeedById");

            migrationBuilder.CreateIndex(
                name: "IX_RoundShares_OrganisationId",
                table: "RoundShares",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_ShareRounds_CorrectsId",
                table: "ShareRounds",
                column: "CorrectsId");

            migrationBuilder.CreateIndex(
                name: "IX_ShareRounds_Number",
                table: "ShareRounds",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ShareRounds_OpenedById",
                table: "ShareRounds",
                column: "OpenedById");

            migrationBuilder.CreateIndex(
                name: "IX_ShareStories_ById",
                table: "ShareStories",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_ShareStories_OrganisationId",
                table: "ShareStories",
                column: "OrganisationId");

            LedgerSeals.AddToSqlite(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ImportedPayments");

            migrationBuilder.DropTable(
                name: "IncomeEntries");

            migrationBuilder.DropTable(
                name: "PaymentMappings");

            migrationBuilder.DropTable(
                name: "RoundConfirmations");

            migrationBuilder.DropTable(
                name: "RoundShares");

            migrationBuilder.DropTable(
                name: "ShareStories");

            migrationBuilder.DropTable(
                name: "PaymentImports");

            migrationBuilder.DropTable(
                name: "ShareRounds");
        }
    }
}
