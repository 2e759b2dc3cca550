using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Organisations;
using Portal.Core.Updates;

namespace Portal.Core.Ledger.Rounds;

/// <summary>Opens rounds, takes what members need, and drops a round that came to nothing; each time on record.</summary>
public sealed class RoundService(Retry retry, TimeProvider clock)
{
    private const string OpenedAction = "ledger.round-opened";
    private const string NeedAction = "ledger.need";
    private const string DroppedAction = "ledger.round-dropped";

    /// <summary>Opens one as an administrator, once per <paramref name="formKey"/>: members are in it with a need to be stated, partners as standing with the appeal.</summary>
    public Task<LedgerOutcome> OpenAsync(Guid actorId, RoundDraft draft, Guid formKey, CancellationToken cancellationToken) => retry.RunAsync(
        (db, token) => OpenOnceAsync(
            db,
            actorId,
            formKey,
            async () =>
            {
                var (faults, currency, amount) = draft.Read();
                if (currency is not null && faults.Count == 0 && await db.AvailableAsync(currency.Code, token) is var available && amount > available)
                {
                    faults.Add(new(nameof(RoundDraft.Amount), LedgerFaultKind.MoreThanCameIn) { What = MoneyText.Of(Math.Max(0, available), currency.Code) });
                }

                return faults.Count > 0 ? (LedgerOutcome.Refused(faults), null) : (null, new Plan(currency!.Code, amount, draft.Rule!.Value, null, null));
            },
            token),
        cancellationToken);

    /// <summary>Opens one that puts a decided round right, with the reason: its shares may be less than nothing.</summary>
    public Task<LedgerOutcome> OpenCorrectionAsync(Guid actorId, Guid roundId, PublicLine reason, Guid formKey, CancellationToken cancellationToken)
    {
        var clean = reason.Cleaned();
        return retry.RunAsync(
            (db, token) => OpenOnceAsync(
                db,
                actorId,
                formKey,
                async () =>
                {
                    if (await db.ShareRounds.AsNoTracking().FirstOrDefaultAsync(r => r.Id == roundId && r.DecidedAt != null && r.CorrectsId == null, token) is not { } round)
                    {
                        return (LedgerOutcome.NotFound, null);
                    }

                    var (texts, faults) = (clean.Faults("Reason", needed: true), clean.Unsafe().ToList());
                    return faults.Count + texts.Count > 0 ? (LedgerOutcome.Refused(faults, texts), null) : (null, new Plan(round.Currency, 0, ShareRule.ByHand, roundId, clean));
                },
                token),
            cancellationToken);
    }

    /// <summary>Says what a member needs, as its organiser or as an administrator; null in place of an amount takes it back. Shares that were proposed before are void.</summary>
    public Task<LedgerOutcome> StateNeedAsync(Guid actorId, Guid roundId, Guid organisationId, string? amount, AmountLayout layout, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => StateOnceAsync(db, actorId, roundId, organisationId, amount, layout, token), cancellationToken);

    /// <summary>Drops an open round, as an administrator: nothing of it is left but the record. False where there is none that is open.</summary>
    public Task<bool> DropAsync(Guid actorId, Guid roundId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            await db.TakeTurnAsync(LedgerSums.Turn, token);
            if (!await db.OpenRounds(roundId).AnyAsync(r => db.Administrators(clock.GetUtcNow()).Contains(actorId), token))
            {
                return false;
            }

            await db.RoundConfirmations.Where(c => c.RoundId == roundId).ExecuteDeleteAsync(token);
            await db.RoundShares.Where(s => s.RoundId == roundId).ExecuteDeleteAsync(token);
            await db.OpenRounds(roundId).ExecuteDeleteAsync(token);
            db.RecordLedger(clock, actorId, DroppedAction, roundId);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);

    private async Task<LedgerOutcome> OpenOnceAsync(PortalDbContext db, Guid actorId, Guid formKey, Func<Task<(LedgerOutcome? Refusal, Plan? Plan)>> plan, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await db.LockSupporterAsync(actorId, cancellationToken) || !await db.Administrators(now).ContainsAsync(actorId, cancellationToken))
        {
            return LedgerOutcome.NotFound;
        }

        if (await FormMade.FindAsync(db, FormMade.Round, actorId, formKey, cancellationToken) is { } before)
        {
            return before.Id is { } made ? new(LedgerResult.Done, made) : LedgerOutcome.NotFound;
        }

        var (refusal, read) = await plan();
        if (read is not { } found)
        {
            return refusal!;
        }

        // Of two who open one at once, the index refuses the second, who then takes the next number.
        var number = (await db.ShareRounds.MaxAsync(r => (int?)r.Number, cancellationToken) ?? 0) + 1;
        var round = new ShareRound
        {
            Id = Ids.New(clock),
            Number = number,
            Currency = found.Currency,
            Amount = found.Amount,
            Rule = found.Rule,
            CorrectsId = found.CorrectsId,
            Reason = found.Reason?.Stored(),
            Version = 1,
            OpenedById = actorId,
            OpenedAt = now,
        };
        db.ShareRounds.Add(round);
        foreach (var organisation in await db.Organisations.Select(o => new { o.Id, o.Standing }).ToListAsync(cancellationToken))
        {
            db.RoundShares.Add(new RoundShare { RoundId = round.Id, OrganisationId = organisation.Id, Standing = organisation.Standing });
        }

        FormMade.Add(db, FormMade.Round, actorId, formKey, round.Id, now);
        db.RecordLedger(clock, actorId, OpenedAction, round.Id, $"{number}: {MoneyText.Plain(found.Amount, found.Currency)} {found.Currency}, {found.Rule}");
        if (found.Reason is { } reason)
        {
            RiskRecord.Add(db, clock, "ledger.written-with-risk", actorId, organisationId: null, round.Id, reason.WhySafe, reason.Risks);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(LedgerResult.Done, round.Id);
    }

    private async Task<LedgerOutcome> StateOnceAsync(PortalDbContext db, Guid actorId, Guid roundId, Guid organisationId, string? amount, AmountLayout layout, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.TakeTurnAsync(LedgerSums.Turn, cancellationToken);
        var now = clock.GetUtcNow();
        var may = db.OpenRounds(roundId).Where(r => r.CorrectsId == null
            && db.Organisations.Any(o => o.Id == organisationId && o.Standing == Standing.Member)
            && (db.Administrators(now).Contains(actorId) || db.OrganisedBy(actorId, now).Contains(organisationId)));
        if (await may.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is not { } round)
        {
            return LedgerOutcome.NotFound;
        }

        long? need = null;
        if (amount?.Trim() is { Length: > 0 })
        {
            var (minor, wrong) = AmountText.Read(amount, Currency.Find(round.Currency)!, layout);
            if (wrong.Count > 0)
            {
                return LedgerOutcome.Refused([.. wrong.Select(one => new LedgerFault("Need", one))]);
            }

            need = minor;
        }

        // Who became a member meanwhile comes in by saying what it needs.
        if (await db.RoundShares.Where(s => s.RoundId == roundId && s.OrganisationId == organisationId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Need, need).SetProperty(s => s.NeedById, (Guid?)actorId).SetProperty(s => s.Standing, Standing.Member), cancellationToken) == 0)
        {
            db.RoundShares.Add(new RoundShare { RoundId = roundId, OrganisationId = organisationId, Standing = Standing.Member, Need = need, NeedById = actorId });
        }

        await db.OpenRounds(roundId).ExecuteUpdateAsync(set => set.SetProperty(r => r.Version, r => r.Version + 1).SetProperty(r => r.ProposedAt, (DateTimeOffset?)null), cancellationToken);
        db.RecordLedger(clock, actorId, NeedAction, roundId, need is { } said ? $"{MoneyText.Plain(said, round.Currency)} {round.Currency}" : "none", organisationId);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(LedgerResult.Done, roundId);
    }

    private sealed record Plan(string Currency, long Amount, ShareRule Rule, Guid? CorrectsId, PublicLine? Reason);
}
