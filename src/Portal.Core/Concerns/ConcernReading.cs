using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Concerns;

/// <summary>The one class that opens concerns about people, for those who may read them. Every look is on record in the same transaction: no audit, no answer; any error means no.</summary>
public sealed class ConcernReading(Retry retry, Vault vault, TimeProvider clock, ILogger<ConcernReading> log)
{
    /// <summary>How a look is called in the record.</summary>
    public const string Action = "concern.read";

    private const int MostListed = 200;

    /// <summary>What somebody may read, open ones first, without a word of what was told.</summary>
    public Task<IReadOnlyList<ConcernLine>> ListAsync(Guid readerId, CancellationToken cancellationToken) => retry.RunAsync<IReadOnlyList<ConcernLine>>(
        async (db, token) => await Lines(db, db.ConcernsFor(readerId, clock.GetUtcNow()).OrderBy(c => c.ClosedAt != null).ThenByDescending(c => c.ToldAt).Take(MostListed), readerId).ToListAsync(token),
        cancellationToken);

    /// <summary>One of them, opened; null where there is none that this person may read, or where it cannot be opened.</summary>
    public async Task<OpenedConcern?> ReadAsync(Guid readerId, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await retry.RunAsync((db, token) => ReadOnceAsync(db, readerId, id, token), cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Only the kind of error: its message could hold what nobody may see.
            log.LogError("A concern was not shown because of {Error}.", error.GetType().Name);
            return null;
        }
    }

    private async Task<OpenedConcern?> ReadOnceAsync(PortalDbContext db, Guid readerId, Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var mine = db.ConcernsFor(readerId, now).Where(c => c.Id == id);
        var row = await mine.AsNoTracking().Select(c => new
        {
            c.Sealed,
            c.SealedNote,
            // Only whoever said that they may be written to is shown.
            Name = db.Supporters.Where(s => c.MayWrite && s.Id == c.ReporterId && s.ErasedAt == null).Select(s => s.DisplayName).FirstOrDefault(),
            Address = db.Supporters.Where(s => c.MayWrite && s.Id == c.ReporterId && s.ErasedAt == null).Select(s => s.Email).FirstOrDefault(),
        }).FirstOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var told = JsonSerializer.Deserialize<ToldConcern>(await vault.OpenAsync(db, id, row.Sealed, cancellationToken))!;
        var note = row.SealedNote is { } box ? await vault.OpenAsync(db, id, box, cancellationToken) : null;
        var line = await Lines(db, mine, readerId).FirstAsync(cancellationToken);
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = readerId, Action = Action, SubjectId = id });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(line, told.About, told.What) { WriteTo = row.Address is { } address ? new(row.Name, address) : told.Contact is { } contact ? new(null, contact) : null, Note = note };
    }

    private static IQueryable<ConcernLine> Lines(PortalDbContext db, IQueryable<PersonConcern> concerns, Guid readerId) => concerns.AsNoTracking().Select(c => new ConcernLine(
        c.Id,
        c.ToldAt,
        db.Organisations.Where(o => o.Id == c.OrganisationId).Select(o => o.Name).FirstOrDefault(),
        db.Organisations.Where(o => o.Id == c.ReaderOrganisationId).Select(o => o.Name).FirstOrDefault(),
        c.TakenById,
        db.Supporters.Where(s => s.Id == c.TakenById).Select(s => s.DisplayName).FirstOrDefault(),
        c.TakenAt,
        c.TakenById == readerId,
        c.ClosedAt,
        c.Outcome));
}

/// <summary>A concern in a list.</summary>
/// <param name="Organisation">Where the person belongs; null where that is not known.</param>
/// <param name="ReadBy">Whose organisers read it; null for the administrators.</param>
/// <param name="TakenById">Who takes care of it; null for nobody yet.</param>
public sealed record ConcernLine(
    Guid Id, DateTimeOffset ToldAt, string? Organisation, string? ReadBy, Guid? TakenById, string? TakenBy, DateTimeOffset? TakenAt, bool IsMine, DateTimeOffset? ClosedAt, ConcernOutcome? Outcome);

/// <summary>Whom one may write to.</summary>
/// <param name="Name">Their name; null where nobody was signed in.</param>
public sealed record ConcernReporter(string? Name, string Address);

/// <summary>What was told.</summary>
public sealed record OpenedConcern(ConcernLine Line, string About, string What)
{
    /// <summary>Whom one may write to about it, or null.</summary>
    public ConcernReporter? WriteTo { get; init; }

    /// <summary>What whoever closed it wrote.</summary>
    public string? Note { get; init; }

    /// <summary>Says nothing of it, so that it does not reach a log by accident.</summary>
    public override string ToString() => $"OpenedConcern({Line.Id})";
}
