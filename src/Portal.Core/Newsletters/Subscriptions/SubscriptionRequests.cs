using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>Asking for the newsletter, with or without an account. Asking never tells whether an address is known.</summary>
public sealed class SubscriptionRequests(IDbContextFactory<PortalDbContext> contexts, Outbox outbox, MailBell bell, SubscriberTokens tokens, TimeProvider clock)
{
    /// <summary>How many mails one address gets a day (UTC) when it is asked for again and again.</summary>
    public const int ConfirmMailsADay = 3;

    // One address may be asked for at the same moment: once as a new row, and once for each mail of the day.
    private const int Tries = ConfirmMailsADay + 2;

    /// <summary>
    /// Asks for the newsletter at an address. The same answer for every address: a mail with a link goes out unless the address
    /// is suppressed or had its mails of the day, and nothing is subscribed before that link is followed and a button pressed.
    /// </summary>
    public Task<AskOutcome> AskAsync(string address, string language, CancellationToken cancellationToken) => AskAsync(address, language, [], cancellationToken);

    /// <summary>The same with what is to be heard of; of somebody who is a reader already nothing is changed.</summary>
    public async Task<AskOutcome> AskAsync(string address, string language, IReadOnlyList<Guid> topics, CancellationToken cancellationToken)
    {
        if (!SubscriberAddress.TryParse(address, out var parsed))
        {
            return AskOutcome.NotAnAddress;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AskOnceAsync(parsed, Languages.Known(language), topics, cancellationToken);
                bell.Ring();
                return AskOutcome.Asked;
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // Somebody asked for the same address at the same moment: what they wrote is there now.
            }
        }
    }

    private async Task AskOnceAsync(SubscriberAddress address, string language, IReadOnlyList<Guid> topics, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var subscriber = await db.Subscribers.Include(s => s.Topics).SingleOrDefaultAsync(s => s.NormalizedAddress == address.Normalized, cancellationToken);
        if (subscriber is null)
        {
            subscriber = await NewSubscribers.AddAsync(db, Ids.New(clock), address, language, tokens, now, cancellationToken);
        }

        subscriber.Ask(language, now);
        if (subscriber.State != SubscriberState.Confirmed)
        {
            subscriber.Choose(topics);
        }

        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var mails = await db.Messages.CountAsync(
            m => m.SubscriberId == subscriber.Id && m.Template == ConfirmLetterWriter.Name && m.CreatedAt >= today, cancellationToken);
        if (mails < ConfirmMailsADay && subscriber.State != SubscriberState.Suppressed)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{ConfirmLetterWriter.Name}:{subscriber.Id}:{now:yyyyMMdd}:{mails + 1}");
            outbox.Add(db, new MailDraft(key, MailPriority.Subscription, ConfirmLetterWriter.Name, subscriber.Language) { SubscriberId = subscriber.Id });
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>What came of asking for the newsletter.</summary>
public enum AskOutcome
{
    /// <summary>Asked; whether a mail goes out is not told.</summary>
    Asked,

    /// <summary>This cannot be an address.</summary>
    NotAnAddress,
}
