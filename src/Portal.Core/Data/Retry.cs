using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portal.Core.Data;

/// <summary>Repeats a whole use case, each time with a fresh context, when it collided with another one.</summary>
public sealed class Retry(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>How often a use case is tried at most.</summary>
    public const int Attempts = 5;

    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;

    /// <summary>Runs a use case on a context of its own. A collision in the last attempt is thrown.</summary>
    public async Task<T> RunAsync<T>(Func<PortalDbContext, CancellationToken, Task<T>> useCase, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);

                // A use case starts over as a whole, so nothing ever rolls back to a savepoint.
                db.Database.AutoSavepointsEnabled = false;
                return await useCase(db, cancellationToken);
            }
            catch (Exception collision) when (attempt < Attempts && IsCollision(collision))
            {
                // The other one has committed or given up by now: look again.
            }
        }
    }

    /// <summary>Whether an exception means that another transaction was in the way, so that the same use case may succeed now.</summary>
    public static bool IsCollision(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked || sqlite.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey,
        _ => exception.InnerException is { } inner && IsCollision(inner),
    };
}
