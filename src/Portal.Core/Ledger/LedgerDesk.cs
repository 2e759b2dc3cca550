using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Organisations;

namespace Portal.Core.Ledger;

/// <summary>Reads the ledger for those who keep it: administrators, and organisers as far as it is about their members.</summary>
public sealed class LedgerDesk(PortalDbContext db, LedgerQueries ledger, TimeProvider clock)
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 30;

    /// <summary>A page of the entries, the newest first, with all rounds and what is left of each currency.</summary>
    public async Task<LedgerDeskPage> ReadAsync(int page, CancellationToken cancellationToken)
    {
        var count = await db.IncomeEntries.CountAsync(cancellationToken);
        var entries = await db.IncomeEntries.AsNoTracking().OrderByDescending(e => e.EnteredAt).ThenByDescending(e => e.Month).ThenByDescending(e => e.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        return new(await ledger.PulseAsync(cancellationToken), entries, count, await ledger.RoundsAsync(db.ShareRounds, cancellationToken));
    }

    /// <summary>One entry that may be corrected, with what is left of it; null where there is none.</summary>
    public async Task<(IncomeEntry Entry, long Left)?> EntryAsync(Guid id, CancellationToken cancellationToken) =>
        await db.IncomeEntries.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id && e.Kind != IncomeKind.Correction, cancellationToken) is { } entry
            ? (entry, entry.Amount + await db.IncomeEntries.Where(e => e.CorrectsId == id).SumAsync(e => e.Amount, cancellationToken))
            : null;

    /// <summary>One round, open or decided; null where there is none.</summary>
    public async Task<RoundDesk?> RoundAsync(Guid actorId, Guid id, CancellationToken cancellationToken)
    {
        if ((await ledger.RoundsAsync(db.ShareRounds.Where(r => r.Id == id), cancellationToken)).SingleOrDefault() is not { } round)
        {
            return null;
        }

        var mine = await db.RoundConfirmations.AnyAsync(c => c.RoundId == id && c.Version == round.Version && c.ById == actorId, cancellationToken);
        return new(round, await db.AvailableAsync(round.Currency, cancellationToken), mine, await db.Organisations.Where(o => !db.RoundShares.Any(s => s.RoundId == id && s.OrganisationId == o.Id && s.Standing == o.Standing)).Select(o => o.Name).ToListAsync(cancellationToken));
    }

    /// <summary>What an organiser may do: say what members of theirs need in open rounds, and what they did with their shares of decided ones.</summary>
    public async Task<OrganisersLedger> OrganisedAsync(Guid actorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = await db.Organisations.AsNoTracking().Where(o => db.OrganisedBy(actorId, now).Contains(o.Id)).OrderBy(o => o.Name).Select(o => new OrganisationCard(o.Id, o.Slug, o.Name, o.Standing, o.Summary)).ToListAsync(cancellationToken);
        var ids = mine.ConvertAll(o => o.Id);
        var rounds = await ledger.RoundsAsync(db.ShareRounds.Where(r => (r.DecidedAt == null && r.CorrectsId == null) || db.RoundShares.Any(s => s.RoundId == r.Id && s.Amount > 0 && ids.Contains(s.OrganisationId))), cancellationToken);
        return new(mine, rounds);
    }
}

/// <summary>What administrators see of the ledger.</summary>
public sealed record LedgerDeskPage(IReadOnlyList<LedgerPulse> Currencies, IReadOnlyList<IncomeEntry> Entries, int Count, IReadOnlyList<RoundView> Rounds);

/// <summary>A round as administrators work on it.</summary>
/// <param name="Available">What came in and was not shared yet.</param>
/// <param name="IsMine">Whether who reads has confirmed this version.</param>
/// <param name="Changed">Organisations that are not in it as what they are now: the shares are to be proposed anew.</param>
public sealed record RoundDesk(RoundView Round, long Available, bool IsMine, IReadOnlyList<string> Changed);

/// <summary>What an organiser sees: their organisations, open rounds and those in which one of theirs got a share.</summary>
public sealed record OrganisersLedger(IReadOnlyList<OrganisationCard> Organisations, IReadOnlyList<RoundView> Rounds);
