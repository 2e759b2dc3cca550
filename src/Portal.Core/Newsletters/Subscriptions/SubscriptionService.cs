using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters.Outcomes;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>
/// Beginning and ending a subscription. The switch of an account is the same record as a subscription without one: whoever
/// subscribed first and registered later finds the switch on.
/// </summary>
public sealed class SubscriptionService(IDbContextFactory<PortalDbContext> contexts, Retry retry, SubscriberTokens tokens, AddressProofs proofs, TimeProvider clock)
{
    /// <summary>Begins the subscription that a mailed link stands for. Pressing twice is pressing once.</summary>
    public async Task<ConfirmOutcome> ConfirmAsync(Guid subscriberId, string? token, CancellationToken cancellationToken)
    {
        if (tokens.ConfirmMadeAt(subscriberId, token) is not { } madeAt)
        {
            return ConfirmOutcome.LinkRefused;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var subscriber = await db.Subscribers.SingleOrDefaultAsync(s => s.Id == subscriberId, cancellationToken);
        if (subscriber is null || !subscriber.TryConfirm(madeAt, clock.GetUtcNow()))
        {
            return ConfirmOutcome.LinkRefused;
        }

        // Whoever registered with this address and never proved it theirs has no part in it.
        if (subscriber.SupporterId is { } account && !await db.Supporters.AnyAsync(p => p.Id == account && p.EmailConfirmed, cancellationToken))
        {
            subscriber.SupporterId = null;
        }

        await proofs.TakeAsync(db, subscriber.Address, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return ConfirmOutcome.Confirmed;
    }

    /// <summary>
    /// Ends a subscription at once. False for a token that is forged or somebody else's; leaving twice is true. An issue by whose link it
    /// was counts it, once, in the same transaction; one that never went to this reader counts nothing, and keeps nobody from leaving.
    /// </summary>
    public async Task<bool> LeaveAsync(Guid subscriberId, string? token, Guid? issueId, CancellationToken cancellationToken) =>
        tokens.MayLeave(subscriberId, token) && await retry.RunAsync((db, stop) => LeaveOnceAsync(db, subscriberId, issueId, stop), cancellationToken);

    /// <summary>
    /// Sets the switch of an account. Where the account's address is confirmed the switch is the consent and acts at once, with proof; where it
    /// is not yet, the wish waits for <see cref="HonourWishAsync"/> and no subscription of somebody else's is touched.
    /// False when the newsletter is not as wanted afterwards: no such account, or a suppressed address. Setting it twice at once makes one record.
    /// </summary>
    public Task<bool> SetForSupporterAsync(Guid supporterId, bool wanted, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => SetOnceAsync(db, supporterId, wanted, token), cancellationToken);

    /// <summary>Begins the subscription that was wished for while registering. To be called when the account's address was confirmed; harmless otherwise.</summary>
    public Task HonourWishAsync(Guid supporterId, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => HonourOnceAsync(db, supporterId, token), cancellationToken);

    private async Task<bool> LeaveOnceAsync(PortalDbContext db, Guid subscriberId, Guid? issueId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.Id == subscriberId, cancellationToken) is not { } subscriber)
        {
            return false;
        }

        var (before, leftBefore, now) = (subscriber.State, subscriber.LeftAt, clock.GetUtcNow());
        if (!subscriber.Leave(now))
        {
            return true;
        }

        if (issueId is { } issue)
        {
            await IssueLeavers.CountAsync(db, issue, subscriberId, now, cancellationToken);
        }

        var left = await db.Subscribers.Where(s => s.Id == subscriberId && s.State == before && s.LeftAt == leftBefore)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.State, subscriber.State).SetProperty(s => s.LeftAt, subscriber.LeftAt), cancellationToken);
        if (left == 0)
        {
            throw new DbUpdateConcurrencyException("Somebody else ended the same subscription.");
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Lets a subscription follow its account to another address, in the transaction that gave the account the address: with what its reader
    /// chose, and also where it was suppressed because mail did not reach the former address any more. A complaint does not follow, nor a wish to leave.
    /// </summary>
    internal async Task FollowAsync(PortalDbContext db, Guid supporterId, CancellationToken cancellationToken)
    {
        var former = await db.Subscribers.Include(s => s.Topics).SingleOrDefaultAsync(s => s.SupporterId == supporterId, cancellationToken);
        if (former is null)
        {
            return;
        }

        var goesOn = former.State == SubscriberState.Confirmed
            || (former.State == SubscriberState.Suppressed && former.SuppressedBecause != AddressVerdicts.Complained && former.ConfirmedAt is not null && !former.HasLeft);
        // Who left at the new address left: that nobody asked them anew about the newsletter is no consent.
        goesOn = goesOn && !await LeftThereAsync(db, supporterId, cancellationToken);
        await SetOnceAsync(db, supporterId, goesOn, cancellationToken);
        var row = await db.Subscribers.Include(s => s.Topics).SingleOrDefaultAsync(s => s.SupporterId == supporterId, cancellationToken);
        if (goesOn && row is { State: SubscriberState.Confirmed } && row.Id != former.Id && row.Topics.Count == 0)
        {
            (row.Language, row.Country, row.TimeZone) = (former.Language, former.Country, former.TimeZone);
            row.Choose(former.Topics.Select(topic => topic.TopicId));
        }
    }

    private static async Task<bool> LeftThereAsync(PortalDbContext db, Guid supporterId, CancellationToken cancellationToken) =>
        await HolderAsync(db, supporterId, cancellationToken) is { } holder
        && await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.NormalizedAddress == holder.Address.Normalized, cancellationToken) is { HasLeft: true };

    private async Task<bool> SetOnceAsync(PortalDbContext db, Guid supporterId, bool wanted, CancellationToken cancellationToken)
    {
        if (await HolderAsync(db, supporterId, cancellationToken) is not { } holder)
        {
            return false;
        }

        var rows = await db.Subscribers.Where(s => s.SupporterId == supporterId || s.NormalizedAddress == holder.Address.Normalized).ToListAsync(cancellationToken);
        var row = rows.Find(s => s.NormalizedAddress == holder.Address.Normalized);
        var former = rows.Find(s => s != row);
        if (wanted && row is null)
        {
            row = await NewSubscribers.AddAsync(db, Ids.New(clock), holder.Address, holder.Language, tokens, clock.GetUtcNow(), cancellationToken);
        }

        var done = row is null || (holder.Confirmed ? Switch(row, holder, wanted) : Wish(row, holder, wanted));
        if (former is not null && holder.Confirmed)
        {
            former.Leave(clock.GetUtcNow());
            former.SupporterId = null;
        }

        await db.SaveChangesAsync(cancellationToken);
        return done;
    }

    private async Task<bool> HonourOnceAsync(PortalDbContext db, Guid supporterId, CancellationToken cancellationToken)
    {
        if (await HolderAsync(db, supporterId, cancellationToken) is not { Confirmed: true } holder)
        {
            return false;
        }

        var row = await db.Subscribers.SingleOrDefaultAsync(s => s.SupporterId == supporterId && s.NormalizedAddress == holder.Address.Normalized, cancellationToken);
        var begun = row is not null && row.TryConfirm(row.RequestedAt, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return begun;
    }

    private bool Switch(Subscriber row, Holder holder, bool wanted)
    {
        var now = clock.GetUtcNow();
        row.SupporterId = holder.Id;
        if (!wanted)
        {
            row.Leave(now);
            return true;
        }

        row.Ask(holder.Language, now);
        if (row.State != SubscriberState.Confirmed)
        {
            (row.Source, row.Country) = (ConsentSource.Account, row.Country ?? holder.Country);
            row.TimeZone = row.TimeZone.Length > 0 ? row.TimeZone : holder.TimeZone;
        }

        return row.TryConfirm(now, now);
    }

    private bool Wish(Subscriber row, Holder holder, bool wanted)
    {
        if (wanted && row.State != SubscriberState.Confirmed && row.SupporterId is null)
        {
            row.SupporterId = holder.Id;
            row.Ask(holder.Language, clock.GetUtcNow());
        }
        else if (!wanted && row.SupporterId == holder.Id && row.State == SubscriberState.Pending)
        {
            row.Leave(clock.GetUtcNow());
        }

        return row.State != SubscriberState.Suppressed;
    }

    private static async Task<Holder?> HolderAsync(PortalDbContext db, Guid supporterId, CancellationToken cancellationToken)
    {
        var found = await db.Supporters.Where(p => p.Id == supporterId).Select(p => new { p.Email, p.EmailConfirmed, p.Language, p.Country, p.TimeZone }).SingleOrDefaultAsync(cancellationToken);
        return found is not null && SubscriberAddress.TryParse(found.Email, out var address) ? new Holder(supporterId, address, found.EmailConfirmed, found.Language, found.Country, found.TimeZone) : null;
    }

    private sealed record Holder(Guid Id, SubscriberAddress Address, bool Confirmed, string Language, string? Country, string TimeZone);
}

/// <summary>What came of pressing the button behind a confirming link.</summary>
public enum ConfirmOutcome
{
    /// <summary>The newsletter comes.</summary>
    Confirmed,

    /// <summary>The link is too old, older than a leaving, incomplete or forged.</summary>
    LinkRefused,
}
