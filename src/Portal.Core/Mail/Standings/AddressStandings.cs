using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Mail.Standings;

/// <summary>
/// Whether mail to an address is of any use. An address that is dead gets nothing any more but what its owner asks for at that moment:
/// a link to confirm it, a new password, or to have it tried again.
/// </summary>
public sealed class AddressStandings(IDbContextFactory<PortalDbContext> contexts, Retry retry, SubscriberTokens tokens, AddressProofs proofs, Attempts attempts, Outbox outbox, MailBell bell, TimeProvider clock)
{
    /// <summary>The reason with which mail to a dead address is skipped.</summary>
    public const string Dead = "address-dead";

    /// <summary>Under what an address is known; null for what is no address.</summary>
    public byte[]? HashOf(string? address) => SubscriberAddress.TryParse(address, out var read) ? tokens.HashOf(read) : null;

    /// <summary>Whether there is no use in writing to an address.</summary>
    public async Task<bool> IsDeadAsync(string address, CancellationToken cancellationToken)
    {
        if (HashOf(address) is not { } hash)
        {
            return false;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.AddressStandings.AnyAsync(a => a.AddressHash == hash && a.DeadSince != null, cancellationToken);
    }

    /// <summary>Takes a person's word that their address works: mail goes to it again, beginning with one that says so.</summary>
    public async Task<TryAgainOutcome> TryAgainAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        if (await AddressOfAsync(supporterId, cancellationToken) is not { } address || !await IsDeadAsync(address, cancellationToken))
        {
            return TryAgainOutcome.NotDead;
        }

        if (await attempts.TakeMailAsync(address, cancellationToken) is not null)
        {
            return TryAgainOutcome.TooOften;
        }

        var revived = await retry.RunAsync((db, stop) => ReviveAsync(db, supporterId, address, stop), cancellationToken);
        bell.Ring();
        return revived ? TryAgainOutcome.Tried : TryAgainOutcome.NotDead;
    }

    private async Task<string?> AddressOfAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Supporters.Where(p => p.Id == supporterId).Select(p => p.Email).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<bool> ReviveAsync(PortalDbContext db, Guid supporterId, string address, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await proofs.TakeAsync(db, address, cancellationToken))
        {
            return false;
        }

        var language = await db.Supporters.Where(p => p.Id == supporterId).Select(p => p.Language).SingleAsync(cancellationToken);
        outbox.Add(db, new MailDraft($"{AddressWorksLetter.Name}:{Ids.New(clock)}", MailPriority.Account, AddressWorksLetter.Name, language) { SupporterId = supporterId });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>What came of asking to have an address tried again.</summary>
public enum TryAgainOutcome
{
    /// <summary>A mail is on its way.</summary>
    Tried,

    /// <summary>Mail goes to the address anyway.</summary>
    NotDead,

    /// <summary>It had enough mails for now.</summary>
    TooOften,
}
