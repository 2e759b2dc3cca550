using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Accounts.AddressChanges;

/// <summary>
/// Another address for an account: asked for with the password, and made the account's by a link that was mailed there, once, within a day.
/// Whether the address has an account already is told to nobody but whoever reads its mail.
/// </summary>
public sealed class AddressChangeService(
    Retry retry, UserManager<Supporter> people, PasswordCheck passwords, Attempts attempts, Outbox outbox, MailBell bell, SubscriptionService subscriptions, AddressProofs proofs, TimeProvider clock)
{
    /// <summary>Asks for another address. The work is the same whether or not it has an account.</summary>
    public async Task<AskChangeOutcome> AskAsync(Guid supporterId, string? address, string? password, string network, CancellationToken cancellationToken)
    {
        if (AccountAddress.Clean(address) is not { } clean)
        {
            return new(AccountFlaw.AddressUnfit);
        }

        var own = await retry.RunAsync((db, stop) => db.Supporters.AsNoTracking().SingleAsync(s => s.Id == supporterId, stop), cancellationToken);
        switch (await passwords.TryAsync(own.Email!, password ?? "", network, cancellationToken))
        {
            case PasswordVerdict.Wait wait:
                return new(Wait: wait.Until);
            case not PasswordVerdict.Right:
                return new(AccountFlaw.PasswordWrong);
        }

        if (AccountAddress.Normalized(clean) == own.NormalizedEmail)
        {
            return new(AccountFlaw.AddressOwn);
        }

        // As many as a stranger's address bears, and as many as one person asks for.
        if ((await attempts.TakeMailAsync($"{supporterId}", cancellationToken) ?? await attempts.TakeMailAsync(clean, cancellationToken)) is { } next)
        {
            return new(Wait: next);
        }

        await retry.RunAsync((db, stop) => KeepAsync(db, own, clean, stop), cancellationToken);
        bell.Ring();
        return new();
    }

    /// <summary>What a link would do, as this person sees it; null where it does nothing any more.</summary>
    public async Task<LinkedChange?> LookAsync(Guid changeId, string? token, Guid? viewer, CancellationToken cancellationToken) =>
        await retry.RunAsync((db, stop) => LinkedAsync(db, changeId, token, stop), cancellationToken) is { } linked
            ? new(linked.Change.NewAddress, linked.Supporter.Id == viewer)
            : null;

    /// <summary>Gives the account the address. Whoever is not signed in to it shows by its password that it is theirs: the address may be mistyped, and its owner another.</summary>
    public async Task<ConfirmChangeOutcome> ConfirmAsync(Guid changeId, string? token, Guid? viewer, string? password, string network, CancellationToken cancellationToken)
    {
        if (await retry.RunAsync((db, stop) => LinkedAsync(db, changeId, token, stop), cancellationToken) is not { } linked)
        {
            return new(ConfirmChangeResult.Refused);
        }

        if (linked.Supporter.Id != viewer)
        {
            switch (await passwords.TryAsync(linked.Supporter.Email!, password ?? "", network, cancellationToken))
            {
                case PasswordVerdict.Wait wait:
                    return new(ConfirmChangeResult.Wait, Wait: wait.Until);
                case not PasswordVerdict.Right:
                    return new(ConfirmChangeResult.PasswordWrong);
            }
        }

        var outcome = await retry.RunAsync((db, stop) => ChangeAsync(db, linked, stop), cancellationToken);
        bell.Ring();
        return outcome;
    }

    /// <summary>Erases what was not done within its time, and the addresses of what was done long enough ago. How many.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken) => retry.RunAsync(ForgetAsync, cancellationToken);

    // Of several that one person asks for the last one counts; and whenever one is asked for, what is over is erased.
    private async Task<bool> KeepAsync(PortalDbContext db, Supporter own, string address, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await ForgetAsync(db, cancellationToken);
        await db.AddressChanges.Where(c => c.SupporterId == own.Id && c.DoneAt == null).ExecuteDeleteAsync(cancellationToken);
        var change = new AddressChange { Id = Ids.New(clock), SupporterId = own.Id, NewAddress = address, AskedAt = now };
        db.AddressChanges.Add(change);
        outbox.Add(db, new MailDraft($"{ChangeAddressLetter.Name}:{change.Id}", MailPriority.Account, ChangeAddressLetter.Name, own.Language)
        {
            SupporterId = own.Id,
            Data = new AddressChangeData(change.Id),
            ExpiresAt = now + AddressChange.Lifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private Task<int> ForgetAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var (asked, done) = (clock.GetUtcNow() - AddressChange.Lifetime, clock.GetUtcNow() - AddressChange.Remembered);
        return db.AddressChanges.Where(c => (c.DoneAt == null && c.AskedAt <= asked) || c.DoneAt <= done).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<Linked?> LinkedAsync(PortalDbContext db, Guid changeId, string? token, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - AddressChange.Lifetime;
        var found = await db.AddressChanges.AsNoTracking()
            .Where(c => c.Id == changeId && c.DoneAt == null && c.AskedAt > since)
            .Join(db.Supporters.Where(s => s.SuspendedAt == null), c => c.SupporterId, s => s.Id, (c, s) => new { Change = c, Supporter = s })
            .SingleOrDefaultAsync(cancellationToken);
        return found is not null && await people.VerifyUserTokenAsync(found.Supporter, LinkTokens.Name, LinkTokens.ToChangeTo(found.Change.NewAddress), token ?? "")
            ? new(found.Change, found.Supporter)
            : null;
    }

    private async Task<ConfirmChangeOutcome> ChangeAsync(PortalDbContext db, Linked linked, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (change, former) = (linked.Change, linked.Supporter);
        if (!await MoveAsync(db, former, change.NewAddress, cancellationToken))
        {
            var normalized = AccountAddress.Normalized(change.NewAddress);
            return new(await db.Supporters.AnyAsync(s => s.Id != former.Id && s.NormalizedEmail == normalized, cancellationToken) ? ConfirmChangeResult.Taken : ConfirmChangeResult.Refused);
        }

        var now = clock.GetUtcNow();
        await db.AddressChanges.Where(c => c.Id == change.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DoneAt, now).SetProperty(c => c.OldAddress, former.Email), cancellationToken);
        outbox.Add(db, new MailDraft($"{AddressChangedLetter.Name}:{change.Id}", MailPriority.Account, AddressChangedLetter.Name, former.Language)
        {
            SupporterId = former.Id,
            Data = new AddressChangeData(change.Id),
            ExpiresAt = now + AddressChange.Remembered,
        });
        await proofs.TakeAsync(db, change.NewAddress, cancellationToken);
        await subscriptions.FollowAsync(db, former.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var supporter = await db.Supporters.AsNoTracking().SingleAsync(s => s.Id == former.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ConfirmChangeResult.Changed, supporter);
    }

    // Only the very account that the link was made for: a password, address or sign-out that came meanwhile gave it another stamp. The new stamp ends every session.
    private static async Task<bool> MoveAsync(PortalDbContext db, Supporter former, string address, CancellationToken cancellationToken)
    {
        var normalized = AccountAddress.Normalized(address);
        // Whoever joined with this address and never showed that it is theirs does not keep its owner from it.
        await db.Supporters.Where(s => s.NormalizedEmail == normalized && s.Id != former.Id && !s.EmailConfirmed && s.SuspendedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.Email, (string?)null).SetProperty(s => s.NormalizedEmail, (string?)null)
                .SetProperty(s => s.UserName, (string?)null).SetProperty(s => s.NormalizedUserName, (string?)null)
                .SetProperty(s => s.PasswordHash, (string?)null).SetProperty(s => s.SecurityStamp, SecurityStamps.New()).SetProperty(s => s.ConcurrencyStamp, SecurityStamps.New()),
            cancellationToken);
        var (stamp, concurrency) = (SecurityStamps.New(), SecurityStamps.New());
        return await db.Supporters
            .Where(s => s.Id == former.Id && s.SecurityStamp == former.SecurityStamp && s.SuspendedAt == null && !db.Supporters.Any(o => o.Id != former.Id && o.NormalizedEmail == normalized))
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Email, address).SetProperty(s => s.NormalizedEmail, normalized)
                    .SetProperty(s => s.UserName, address).SetProperty(s => s.NormalizedUserName, normalized)
                    .SetProperty(s => s.EmailConfirmed, true).SetProperty(s => s.SecurityStamp, stamp).SetProperty(s => s.ConcurrencyStamp, concurrency),
                cancellationToken) == 1;
    }

    private sealed record Linked(AddressChange Change, Supporter Supporter);
}
