using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Mail;

/// <summary>Reads the recipient of a message again right before sending, for much can change while a mail waits.</summary>
public sealed class MailRecipients(PortalDbContext db, AddressStandings standings)
{
    /// <summary>The recipient, or null and the reason why nothing is to be sent to them.</summary>
    public async Task<(MailRecipient? Recipient, string? Refusal)> FindAsync(Message message, CancellationToken cancellationToken)
    {
        var subscriber = message.SubscriberId is { } subscriberId
            ? await db.Subscribers.AsNoTracking().FirstOrDefaultAsync(s => s.Id == subscriberId, cancellationToken)
            : null;
        var supporterId = message.SupporterId ?? subscriber?.SupporterId;
        var supporter = supporterId is { } id
            ? await db.Supporters.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellationToken)
            : null;
        if (message.SubscriberId is not null && supporter is { EmailConfirmed: false })
        {
            // Whoever typed this address into a registration is not known to be its reader, and gives them no name.
            supporter = null;
        }

        var refusal = message.SubscriberId is not null ? Refusal(subscriber, message.Priority) : await RefusalAsync(supporter, message.Priority, cancellationToken);
        return refusal is not null
            ? (null, refusal)
            : (new MailRecipient(subscriber?.Address ?? supporter!.Email!, supporter?.DisplayName ?? "", supporter, subscriber), null);
    }

    // A dead address gets what its owner asks for just now, for that is how they set it right; a subscription says of itself that its address is dead.
    private async Task<string?> RefusalAsync(Supporter? supporter, MailPriority priority, CancellationToken cancellationToken) =>
        Refusal(supporter, priority)
        ?? (priority != MailPriority.Account && await standings.IsDeadAsync(supporter!.Email!, cancellationToken) ? AddressStandings.Dead : null);

    // Mail about the account reaches people who are not confirmed yet, or suspended: it is how they set it right.
    private static string? Refusal(Supporter? supporter, MailPriority priority) => supporter switch
    {
        null or { Email: null or "" } => "recipient-gone",
        _ when priority == MailPriority.Account => null,
        { EmailConfirmed: false } => "unconfirmed",
        { SuspendedAt: not null } => "suspended",
        _ => null,
    };

    // Mail about a subscription asks people to confirm it, so it reaches those who have not.
    private static string? Refusal(Subscriber? subscriber, MailPriority priority) => subscriber?.State switch
    {
        null => "recipient-gone",
        SubscriberState.Suppressed => "suppressed",
        SubscriberState.Unsubscribed when priority == MailPriority.Newsletter => "unsubscribed",
        SubscriberState.Pending when priority == MailPriority.Newsletter => "unconfirmed",
        _ => null,
    };
}
