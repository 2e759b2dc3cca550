using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Ledger.Rounds;

/// <summary>
/// Decides rounds: two administrators who share no organisation say yes to the same version. One confirms after the other, however close
/// together they tap; who said yes and lost the role or the organisation meanwhile does not count.
/// </summary>
public sealed class RoundConfirmations(Retry retry, TimeProvider clock)
{
    private const string ConfirmedAction = "ledger.round-confirmed";
    private const string DecidedAction = "ledger.round-decided";

    /// <summary>Confirms what was seen of a round, as an administrator.</summary>
    public Task<ConfirmResult> ConfirmAsync(Guid actorId, Guid roundId, int version, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => ConfirmOnceAsync(db, actorId, roundId, version, token), cancellationToken);

    private async Task<ConfirmResult> ConfirmOnceAsync(PortalDbContext db, Guid actorId, Guid roundId, int version, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Without the turn two who confirm at once would each see nobody else, and nothing would be decided; and two rounds could share out the same money.
        await db.TakeTurnAsync(LedgerSums.Turn, cancellationToken);
        var now = clock.GetUtcNow();
        if (await db.ShareRounds.AsNoTracking().FirstOrDefaultAsync(r => r.Id == roundId && db.Administrators(now).Contains(actorId), cancellationToken) is not { } round)
        {
            return ConfirmResult.NotFound;
        }

        if (await RefusalAsync(db, round, version, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var before = await db.RoundConfirmations.AsNoTracking().Where(c => c.RoundId == roundId && c.Version == version).ToListAsync(cancellationToken);
        var homes = await db.HomesAsync([actorId, .. before.Select(c => c.ById)], now, cancellationToken);
        if (!homes[actorId].Any())
        {
            return ConfirmResult.NoOrganisation;
        }

        var people = before.ConvertAll(c => c.ById);
        var stillThere = await db.Administrators(now).Where(id => people.Contains(id)).ToListAsync(cancellationToken);
        var others = before.FindAll(c => c.ById != actorId && stillThere.Contains(c.ById) && homes[c.ById].Contains(c.OrganisationId));
        var second = others.Find(other => !homes[other.ById].Intersect(homes[actorId]).Any());
        if (second is null && others.Count > 0)
        {
            return ConfirmResult.SameOrganisation;
        }

        var isNew = !people.Contains(actorId);
        if (!isNew && second is null)
        {
            return ConfirmResult.Already;
        }

        if (isNew)
        {
            db.RoundConfirmations.Add(new RoundConfirmation { RoundId = roundId, Version = version, ById = actorId, OrganisationId = homes[actorId].First(), At = now });
            db.RecordLedger(clock, actorId, ConfirmedAction, roundId, $"{round.Number}", homes[actorId].First());
        }

        if (second is not null)
        {
            // What does not count does not stand beside the two that do.
            await db.RoundConfirmations.Where(c => c.RoundId == roundId && !(c.Version == version && (c.ById == actorId || c.ById == second.ById))).ExecuteDeleteAsync(cancellationToken);
            db.RecordLedger(clock, actorId, DecidedAction, roundId, $"{round.Number}");
        }

        await db.SaveChangesAsync(cancellationToken);
        if (second is not null && await db.OpenRounds(roundId).Where(r => r.Version == version).ExecuteUpdateAsync(set => set.SetProperty(r => r.DecidedAt, (DateTimeOffset?)now), cancellationToken) == 0)
        {
            return ConfirmResult.ChangedMeanwhile;
        }

        await transaction.CommitAsync(cancellationToken);
        return second is null ? ConfirmResult.Confirmed : ConfirmResult.Decided;
    }

    private static async Task<ConfirmResult?> RefusalAsync(PortalDbContext db, ShareRound round, int version, CancellationToken cancellationToken)
    {
        if (round.DecidedAt is not null)
        {
            return ConfirmResult.DecidedBefore;
        }

        if (round.Version != version)
        {
            return ConfirmResult.ChangedMeanwhile;
        }

        if (round.ProposedAt is null)
        {
            return ConfirmResult.NotProposed;
        }

        // As it was when the shares were proposed: every organisation is in the round, as what it is now.
        if (await db.Organisations.AnyAsync(o => !db.RoundShares.Any(s => s.RoundId == round.Id && s.OrganisationId == o.Id && s.Standing == o.Standing), cancellationToken))
        {
            return ConfirmResult.MembersChanged;
        }

        return round.Amount > Math.Max(0, await db.AvailableAsync(round.Currency, cancellationToken)) ? ConfirmResult.MoreThanCameIn : null;
    }
}
