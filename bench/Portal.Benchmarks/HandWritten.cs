using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;

namespace Portal.Benchmarks;

/// <summary>The floor: the rows that a booking writes, by hand, in one commit, without asking whether it may.</summary>
internal static class HandWritten
{
    private static readonly string[] Statements =
    [
        """UPDATE "SupporterLocks" SET "Counter" = "Counter" + 1 WHERE "SupporterId" = @person""",
        """UPDATE "Positions" SET "Held" = "Held" + 1, "Version" = "Version" + 1 WHERE "Id" = @position AND "Held" + "Reserved" < "Capacity" """,
        """INSERT INTO "Bookings" ("Id", "SupporterId", "ShiftId", "PositionId", "State", "CreatedAt", "ChangedAt", "Version") SELECT @id, @person, "ShiftId", "Id", 'Confirmed', @now, @now, 0 FROM "Positions" WHERE "Id" = @position""",
        """INSERT INTO "BookingChanges" ("Id", "BookingId", "At", "ActorId", "To") VALUES (@id, @id, @now, @person, 'Confirmed')""",
        """INSERT INTO "FormOutcomes" ("SupporterId", "Key", "BookingId", "Answer", "At") VALUES (@person, @id, @id, '{}', @now)""",
        """INSERT INTO "Messages" ("Id", "Key", "Priority", "Template", "Data", "Language", "SupporterId", "State", "NotBefore", "CreatedAt", "DueAt", "Attempts") VALUES (@id, @key, 10, 'floor', '{}', 'en', @person, 'Skipped', @now, @now, @now, 0)""",
    ];

    public static async Task BookAsync(ServiceProvider services, Guid person, Guid position)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var connection = db.Database.GetDbConnection();
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        object at = db is SqlitePortalDbContext ? now.UtcTicks / TimeSpan.TicksPerMicrosecond : now;
        foreach (var statement in Statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            foreach (var (name, value) in new[] { ("person", (object)person), ("position", position), ("id", id), ("now", at), ("key", $"floor:{id}") })
            {
                if (statement.Contains('@' + name, StringComparison.Ordinal))
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = name;
                    // EF keeps identifiers on SQLite as upper-case text.
                    parameter.Value = value is Guid guid && db is SqlitePortalDbContext ? guid.ToString().ToUpperInvariant() : value;
                    command.Parameters.Add(parameter);
                }
            }

            command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
