using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Organisations;

namespace Portal.Core.Ledger.Rounds;

/// <summary>Proposes the shares of an open round by its rule, as an administrator. Every proposal voids the confirmations of the one before.</summary>
public sealed class RoundProposals(Retry retry, TimeProvider clock)
{
    private const string Action = "ledger.round-proposed";

    /// <summary>Proposes them.</summary>
    /// <param name="version">The version that was seen.</param>
    /// <param name="byHand">What was typed for each member; only read where the rule is by hand.</param>
    public Task<LedgerOutcome> ProposeAsync(Guid actorId, Guid roundId, int version, IReadOnlyDictionary<Guid, string?> byHand, AmountLayout layout, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => ProposeOnceAsync(db, actorId, roundId, version, byHand, layout, token), cancellationToken);

    private async Task<LedgerOutcome> ProposeOnceAsync(PortalDbContext db, Guid actorId, Guid roundId, int version, IReadOnlyDictionary<Guid, string?> byHand, AmountLayout layout, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.TakeTurnAsync(LedgerSums.Turn, cancellationToken);
        var now = clock.GetUtcNow();
        if (await db.ShareRounds.AsNoTracking().FirstOrDefaultAsync(r => r.Id == roundId && db.Administrators(now).Contains(actorId), cancellationToken) is not { } round)
        {
            return LedgerOutcome.NotFound;
        }

        if (round.Version != version || round.DecidedAt is not null)
        {
            return new(LedgerResult.ChangedMeanwhile);
        }

        var all = await db.Organisations.AsNoTracking().OrderBy(o => o.Name).ThenBy(o => o.Id).Select(o => new { o.Id, o.Standing }).ToListAsync(cancellationToken);
        var rows = await db.RoundShares.AsNoTracking().Where(s => s.RoundId == roundId).ToDictionaryAsync(s => s.OrganisationId, cancellationToken);
        var held = round.CorrectsId is { } corrected ? await HeldAsync(db, corrected, cancellationToken) : [];
        var takers = all.Where(o => o.Standing == Standing.Member || held.GetValueOrDefault(o.Id) > 0).Select(o => o.Id).ToList();
        var (shares, faults) = Shares(round, takers, id => rows.GetValueOrDefault(id)?.Need ?? 0, byHand, layout);
        faults.AddRange(takers.Where((id, at) => round.CorrectsId is not null && faults.Count == 0 && shares[at] < 0 && held.GetValueOrDefault(id) + shares[at] < 0)
            .Select(id => new LedgerFault($"Shares[{id}]", LedgerFaultKind.MoreThanShare) { What = MoneyText.Of(held.GetValueOrDefault(id), round.Currency) }).ToList());
        var amount = round.CorrectsId is null ? round.Amount : shares.Sum();
        if (faults.Count == 0 && await db.AvailableAsync(round.Currency, cancellationToken) is var available && amount > Math.Max(0, available))
        {
            faults.Add(new("", LedgerFaultKind.MoreThanCameIn) { What = MoneyText.Of(Math.Max(0, available), round.Currency) });
        }

        if (faults.Count > 0)
        {
            return LedgerOutcome.Refused(faults);
        }

        await db.RoundShares.Where(s => s.RoundId == roundId).ExecuteDeleteAsync(cancellationToken);
        db.RoundShares.AddRange(all.Select(o => new RoundShare
        {
            RoundId = roundId,
            OrganisationId = o.Id,
            Standing = o.Standing,
            Need = o.Standing == Standing.Member ? rows.GetValueOrDefault(o.Id)?.Need : null,
            NeedById = rows.GetValueOrDefault(o.Id)?.NeedById,
            Amount = takers.IndexOf(o.Id) is var at and >= 0 ? shares[at] : 0,
        }));
        await db.OpenRounds(roundId).ExecuteUpdateAsync(set => set.SetProperty(r => r.Version, r => r.Version + 1).SetProperty(r => r.Amount, amount).SetProperty(r => r.ProposedAt, (DateTimeOffset?)now), cancellationToken);
        db.RecordLedger(clock, actorId, Action, roundId, $"{round.Number}: {MoneyText.Plain(amount, round.Currency)} {round.Currency}, {round.Rule}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(LedgerResult.Done, roundId);
    }

    private static (IReadOnlyList<long> Shares, List<LedgerFault> Faults) Shares(ShareRound round, List<Guid> takers, Func<Guid, long> need, IReadOnlyDictionary<Guid, string?> byHand, AmountLayout layout)
    {
        if (takers.Count == 0)
        {
            return ([], [new("", LedgerFaultKind.NoMembers)]);
        }

        var needs = takers.ConvertAll(id => need(id));
        return round.Rule switch
        {
            ShareRule.ByNeed when needs.Sum() == 0 => ([], [new("", LedgerFaultKind.NoNeeds)]),
            ShareRule.ByNeed when needs.Sum() < round.Amount => ([], [new("", LedgerFaultKind.NeedsBelowAmount) { What = MoneyText.Of(needs.Sum(), round.Currency) }]),
            ShareRule.ByNeed => (ShareOut.Of(round.Amount, needs), []),
            ShareRule.Equal => (ShareOut.Of(round.Amount, [.. takers.Select(_ => 1L)]), []),
            _ => ByHand(round, takers, byHand, layout),
        };
    }

    private static (IReadOnlyList<long> Shares, List<LedgerFault> Faults) ByHand(ShareRound round, List<Guid> takers, IReadOnlyDictionary<Guid, string?> byHand, AmountLayout layout)
    {
        var (currency, shares, faults) = (Currency.Find(round.Currency)!, new List<long>(), new List<LedgerFault>());
        foreach (var id in takers)
        {
            // Who is not to get anything may be left empty, or be given nothing.
            var typed = byHand.GetValueOrDefault(id) is { } text && text.Trim().Length > 0 ? text : "0";
            var (share, wrong) = AmountText.Read(typed, currency, layout, mayBeLess: true);
            shares.Add(share);
            faults.AddRange(wrong.Select(one => new LedgerFault($"Shares[{id}]", one)));
            if (share < 0 && round.CorrectsId is null)
            {
                faults.Add(new($"Shares[{id}]", LedgerFaultKind.AmountNegative));
            }
        }

        if (faults.Count == 0 && round.CorrectsId is null && shares.Sum() != round.Amount)
        {
            faults.Add(new("", LedgerFaultKind.SharesDiffer) { What = MoneyText.Of(shares.Sum(), round.Currency) });
        }

        if (faults.Count == 0 && round.CorrectsId is not null && shares.TrueForAll(share => share == 0))
        {
            faults.Add(new("", LedgerFaultKind.NothingChanges));
        }

        return (shares, faults);
    }

    // What each has of a round, with all that was put right since.
    private static Task<Dictionary<Guid, long>> HeldAsync(PortalDbContext db, Guid roundId, CancellationToken cancellationToken) =>
        db.RoundShares.Where(s => s.RoundId == roundId || db.ShareRounds.Any(r => r.Id == s.RoundId && r.CorrectsId == roundId && r.DecidedAt != null))
            .GroupBy(s => s.OrganisationId).Select(g => new { g.Key, Sum = g.Sum(s => s.Amount) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancellationToken);
}
