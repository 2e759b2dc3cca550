using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Core.Data.Migrations;

/// <summary>
/// Triggers below which nothing of the ledger changes, whoever writes: an entry never, a round and its shares and confirmations not once it is decided.
/// A migration that rebuilds one of these tables on SQLite loses them there and has to add them again; a test tells.
/// </summary>
internal static class LedgerSeals
{
    private const string Refusal = "The ledger is never changed: what was wrong is put right by another entry.";

    private static readonly string[] Parts = ["RoundShares", "RoundConfirmations"];

    public static void AddToSqlite(MigrationBuilder migration)
    {
        foreach (var deed in new[] { "UPDATE", "DELETE" })
        {
            Trigger("IncomeEntries", deed, "");
            Trigger("ShareRounds", deed, "WHEN OLD.\"DecidedAt\" IS NOT NULL");
        }

        // REPLACE deletes without asking the triggers of deletion.
        Trigger("IncomeEntries", "INSERT", "WHEN EXISTS (SELECT 1 FROM \"IncomeEntries\" WHERE \"Id\" = NEW.\"Id\")");
        Trigger("ShareRounds", "INSERT", "WHEN EXISTS (SELECT 1 FROM \"ShareRounds\" WHERE \"Id\" = NEW.\"Id\" AND \"DecidedAt\" IS NOT NULL)");
        foreach (var table in Parts)
        {
            Trigger(table, "INSERT", IsDecided("NEW"));
            Trigger(table, "UPDATE", IsDecided("OLD"));
            Trigger(table, "DELETE", IsDecided("OLD"));
        }

        void Trigger(string table, string deed, string when) =>
            migration.Sql($"CREATE TRIGGER \"{table}_no_{deed.ToLowerInvariant()}\" BEFORE {deed} ON \"{table}\" {when} BEGIN SELECT RAISE(ABORT, '{Refusal}'); END;");

        static string IsDecided(string row) => $"WHEN EXISTS (SELECT 1 FROM \"ShareRounds\" WHERE \"Id\" = {row}.\"RoundId\" AND \"DecidedAt\" IS NOT NULL)";
    }

    public static void AddToPostgres(MigrationBuilder migration)
    {
        migration.Sql($"CREATE FUNCTION ledger_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{Refusal}'; END $$;");
        migration.Sql($"""
            CREATE FUNCTION ledger_round_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE of_round uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW."RoundId" ELSE OLD."RoundId" END;
            BEGIN
                IF EXISTS (SELECT 1 FROM "ShareRounds" WHERE "Id" = of_round AND "DecidedAt" IS NOT NULL) THEN
                    RAISE EXCEPTION '{Refusal}';
                END IF;
                RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
            END $$;
            """);
        migration.Sql("CREATE TRIGGER \"IncomeEntries_sealed\" BEFORE UPDATE OR DELETE ON \"IncomeEntries\" FOR EACH ROW EXECUTE FUNCTION ledger_is_sealed();");
        migration.Sql("CREATE TRIGGER \"ShareRounds_sealed\" BEFORE UPDATE OR DELETE ON \"ShareRounds\" FOR EACH ROW WHEN (OLD.\"DecidedAt\" IS NOT NULL) EXECUTE FUNCTION ledger_is_sealed();");
        foreach (var table in (string[])["IncomeEntries", "ShareRounds", .. Parts])
        {
            migration.Sql($"CREATE TRIGGER \"{table}_kept\" BEFORE TRUNCATE ON \"{table}\" FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_sealed();");
        }

        foreach (var table in Parts)
        {
            migration.Sql($"CREATE TRIGGER \"{table}_sealed\" BEFORE INSERT OR UPDATE OR DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION ledger_round_is_sealed();");
        }
    }

    public static void DropFromPostgres(MigrationBuilder migration)
    {
        migration.Sql("DROP FUNCTION ledger_is_sealed() CASCADE;");
        migration.Sql("DROP FUNCTION ledger_round_is_sealed() CASCADE;");
    }
}
