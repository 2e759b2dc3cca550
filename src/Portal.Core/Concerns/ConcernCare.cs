using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Concerns;

/// <summary>One reader takes a concern up, and closes it with what came of it. Both are on record.</summary>
public sealed class ConcernCare(Retry retry, Vault vault, TimeProvider clock)
{
    private const string TakenAction = "concern.take";
    private const string ClosedAction = "concern.close";

    /// <summary>Takes it up, or over from whoever had it when the page was read. False where somebody else was faster, or there is none for this person.</summary>
    /// <param name="seen">Who had it then; null for nobody.</param>
    public Task<bool> TakeAsync(Guid readerId, Guid id, Guid? seen, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var now = clock.GetUtcNow();
            var free = db.ConcernsFor(readerId, now).Where(c => c.Id == id && c.ClosedAt == null && c.TakenById != readerId);
            free = seen is null ? free.Where(c => c.TakenById == null) : free.Where(c => c.TakenById == seen);
            return await free.ExecuteUpdateAsync(set => set.SetProperty(c => c.TakenById, readerId).SetProperty(c => c.TakenAt, now), token) == 1
                && await RecordAsync(db, readerId, TakenAction, id, detail: null, now, token)
                && await CommitAsync(transaction, token);
        },
        cancellationToken);

    /// <summary>Closes what this person took up. False where they did not, or it is closed.</summary>
    public Task<bool> CloseAsync(Guid readerId, Guid id, ConcernOutcome outcome, string? note, CancellationToken cancellationToken)
    {
        var text = TypedText.IsReadable(note) ? TypedText.Lines(note) : "";
        return retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                var now = clock.GetUtcNow();
                var mine = db.ConcernsFor(readerId, now).Where(c => c.Id == id && c.TakenById == readerId && c.ClosedAt == null);
                if (text.Length > NewConcern.NoteLength || !await mine.AnyAsync(token))
                {
                    return false;
                }

                var box = text.Length > 0 ? await vault.SealAsync(db, id, text, token) : null;
                return await mine.ExecuteUpdateAsync(set => set.SetProperty(c => c.ClosedAt, now).SetProperty(c => c.Outcome, outcome).SetProperty(c => c.SealedNote, box), token) == 1
                    && await RecordAsync(db, readerId, ClosedAction, id, $"{outcome}", now, token)
                    && await CommitAsync(transaction, token);
            },
            cancellationToken);
    }

    private async Task<bool> RecordAsync(PortalDbContext db, Guid readerId, string action, Guid id, string? detail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = readerId, Action = action, SubjectId = id, Detail = detail });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static async Task<bool> CommitAsync(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
