using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;

namespace Portal.Core.Ledger;

/// <summary>Reads the ledger for everybody. Each sum is made of the rows that are shown with it.</summary>
public sealed class LedgerQueries(PortalDbContext db)
{
    /// <summary>All of it, each currency by itself, in five commands.</summary>
    public async Task<IReadOnlyList<CurrencyLedger>> ReadAsync(CancellationToken cancellationToken)
    {
        var sums = await db.IncomeEntries.GroupBy(e => new { e.Currency, e.Month, e.Kind })
            .Select(g => new { g.Key.Currency, g.Key.Month, g.Key.Kind, Amount = g.Sum(e => e.Amount) }).ToListAsync(cancellationToken);
        var notes = await db.IncomeEntries.AsNoTracking().Where(e => e.Note != null).OrderByDescending(e => e.Month).ThenBy(e => e.Id)
            .Select(e => new { e.Currency, Note = new IncomeNote(e.Month, e.Kind, e.Amount, e.Note!) }).ToListAsync(cancellationToken);
        var rounds = await RoundsAsync(db.ShareRounds.Where(r => r.DecidedAt != null), cancellationToken);
        return [.. sums.Select(sum => sum.Currency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(code => new CurrencyLedger(
            code,
            [.. sums.Where(sum => sum.Currency == code).GroupBy(sum => sum.Month).OrderByDescending(month => month.Key)
                .Select(month => new IncomeMonth(month.Key, month.ToDictionary(sum => sum.Kind, sum => sum.Amount)))],
            [.. notes.Where(note => note.Currency == code).Select(note => note.Note)],
            [.. rounds.Where(round => round.Currency == code)]))];
    }

    /// <summary>One decided round; null where there is none.</summary>
    public async Task<RoundView?> RoundAsync(Guid id, CancellationToken cancellationToken) => (await RoundsAsync(db.ShareRounds.Where(r => r.Id == id && r.DecidedAt != null), cancellationToken)).SingleOrDefault();

    /// <summary>How much came in and was shared of each currency, for the front page, in one command.</summary>
    public async Task<IReadOnlyList<LedgerPulse>> PulseAsync(CancellationToken cancellationToken)
    {
        var all = await db.IncomeEntries.GroupBy(e => e.Currency)
            .Select(g => new LedgerPulse(
                g.Key,
                g.Sum(e => e.Amount),
                db.ShareRounds.Where(r => r.Currency == g.Key && r.DecidedAt != null).Sum(r => r.Amount),
                db.ShareRounds.Count(r => r.Currency == g.Key && r.DecidedAt != null && r.CorrectsId == null)))
            .ToListAsync(cancellationToken);
        return [.. all.OrderBy(pulse => pulse.Currency, StringComparer.Ordinal)];
    }

    /// <summary>All that came in and was shared, row by row, for a table to take along.</summary>
    public async Task<(IReadOnlyList<IncomeEntry> Income, IReadOnlyList<RoundView> Rounds)> RowsAsync(CancellationToken cancellationToken) => (
        await db.IncomeEntries.AsNoTracking().OrderBy(e => e.Month).ThenBy(e => e.Id).ToListAsync(cancellationToken),
        await RoundsAsync(db.ShareRounds.Where(r => r.DecidedAt != null), cancellationToken));

    // The newest first.
    internal async Task<IReadOnlyList<RoundView>> RoundsAsync(IQueryable<ShareRound> which, CancellationToken cancellationToken)
    {
        var rounds = await which.AsNoTracking().OrderByDescending(r => r.Number)
            .Select(r => new { Round = r, Corrects = db.ShareRounds.Where(c => c.Id == r.CorrectsId).Select(c => (int?)c.Number).FirstOrDefault() }).ToListAsync(cancellationToken);
        var ids = rounds.ConvertAll(r => r.Round.Id);
        var lines = await (
            from share in db.RoundShares
            where ids.Contains(share.RoundId)
            join organisation in db.Organisations on share.OrganisationId equals organisation.Id
            from story in db.ShareStories.Where(s => s.RoundId == share.RoundId && s.OrganisationId == share.OrganisationId).DefaultIfEmpty()
            orderby organisation.Name, organisation.Id
            select new { share.RoundId, Line = new ShareLine(organisation.Id, organisation.Slug, organisation.Name, share.Standing, share.Need, share.Amount, story == null ? null : story.Text) })
            .ToListAsync(cancellationToken);
        var from = await db.RoundConfirmations.Where(c => ids.Contains(c.RoundId) && db.ShareRounds.Any(r => r.Id == c.RoundId && r.Version == c.Version))
            .Join(db.Organisations, c => c.OrganisationId, o => o.Id, (c, o) => new { c.RoundId, c.At, o.Name }).OrderBy(from => from.At).ThenBy(from => from.Name).ToListAsync(cancellationToken);
        return [.. rounds.Select(r => new RoundView(r.Round.Id, r.Round.Number, r.Round.Currency, r.Round.Amount, r.Round.Rule)
        {
            Version = r.Round.Version,
            CorrectsId = r.Round.CorrectsId,
            Corrects = r.Corrects,
            Reason = r.Round.Reason,
            ProposedAt = r.Round.ProposedAt,
            DecidedAt = r.Round.DecidedAt,
            Shares = [.. lines.Where(line => line.RoundId == r.Round.Id).Select(line => line.Line)],
            ConfirmedFrom = [.. from.Where(one => one.RoundId == r.Round.Id).Select(one => one.Name)],
        })];
    }
}
