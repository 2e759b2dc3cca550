using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Resources;

namespace Portal.Core.Newsletters.Sending;

/// <summary>
/// Makes one text of an issue for many readers right before it is sent: reads again who still is a reader, renders once, and leaves tags
/// where readers differ, one set of them for HTML and one for text.
/// </summary>
public sealed class IssueComposer(
    IDbContextFactory<PortalDbContext> contexts,
    IServiceScopeFactory scopes,
    FrozenEditions editions,
    SubscriberLinks links,
    MailSender sender,
    Phrasebook texts,
    ILogger<IssueComposer> log)
{
    /// <summary>The batch, and what is not to be sent any more with its reasons. A reader whose mail cannot be made fails alone; a database that is away fails none.</summary>
    public async Task<ComposedIssue> ComposeAsync(TakenIssue issue, CancellationToken cancellationToken)
    {
        // Flows into the renderer and no further: an asynchronous method hands its caller's culture back.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.CultureOf(issue.Language);
        var readers = await ReadersAsync(issue, cancellationToken);
        var ended = readers.Where(r => r.Refusal is not null).Select(r => new EndedMessage(r.MessageId, MessageState.Skipped, r.Refusal)).ToList();
        ended.AddRange(issue.Ids.Except(readers.Select(r => r.MessageId)).Select(id => new EndedMessage(id, MessageState.Skipped, "recipient-gone")));
        var wanted = readers.Where(r => r.Refusal is null).ToList();
        if (wanted.Count == 0)
        {
            return new ComposedIssue(null, ended);
        }

        var tags = new Tags();
        if (await RenderAsync(issue, tags, cancellationToken) is not ({ } rendered, { } subject))
        {
            return new ComposedIssue(null, [.. ended, .. wanted.Select(r => new EndedMessage(r.MessageId, MessageState.Skipped, "newsletter-gone"))]);
        }

        var recipients = new List<BatchRecipient>(wanted.Count);
        foreach (var reader in wanted)
        {
            try
            {
                recipients.Add(RecipientOf(issue.NewsletterId, reader, tags));
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "The mail of message {Message} could not be made.", reader.MessageId);
                ended.Add(new EndedMessage(reader.MessageId, MessageState.Failed, $"template-failed: {fault.GetType().Name}"));
            }
        }

        return new ComposedIssue(
            new MailBatch(MailPriority.Newsletter, HeaderText.OneLine(subject), rendered.Html, rendered.Text) { From = sender.From, Recipients = recipients }, ended)
        {
            Attempts = wanted.Max(r => r.Attempts),
        };
    }

    private async Task<(RenderedLetter? Letter, string? Subject)> RenderAsync(TakenIssue issue, Tags tags, CancellationToken cancellationToken)
    {
        if (await editions.FindAsync(issue.NewsletterId, issue.Language, cancellationToken) is not { } edition)
        {
            return (null, null);
        }

        await using var scope = scopes.CreateAsyncScope();
        var letter = Letters.Of(edition, texts["Newsletters.Mail.Why"]) with
        {
            FooterChoice = new LetterLink(texts["Newsletters.Mail.Choose"], tags.Choose.InLetter),
            FooterLink = new LetterLink(texts["Newsletters.Mail.Leave"], tags.Leave.InLetter),
        };
        var rendered = await scope.ServiceProvider.GetRequiredService<MailRenderer>().RenderAsync(letter, issue.Language);
        return (tags.Choose.PartedIn(tags.Leave.PartedIn(rendered)), letter.Subject);
    }

    private BatchRecipient RecipientOf(Guid issueId, Reader reader, Tags tags)
    {
        var (leave, choose) = (links.Leave(reader.SubscriberId, issueId), links.Preferences(reader.SubscriberId, issueId));
        return new BatchRecipient(
            reader.MessageId,
            new MailAddress(HeaderText.OneLine(reader.Address), HeaderText.OneLine(reader.Name ?? "")),
            links.Headers(leave),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [tags.Leave.InHtml] = HtmlEncoder.Default.Encode(leave),
                [tags.Leave.InText] = leave,
                [tags.Choose.InHtml] = HtmlEncoder.Default.Encode(choose),
                [tags.Choose.InText] = choose,
            });
    }

    private async Task<List<Reader>> ReadersAsync(TakenIssue issue, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = issue.Ids;
        return await db.Messages
            .Where(m => EF.Parameter(ids).Contains(m.Id))
            .Join(db.Subscribers, m => m.SubscriberId, s => s.Id, (m, s) => new { m.Id, m.Attempts, Subscriber = s })
            .Select(x => new Reader(
                x.Id,
                x.Attempts,
                x.Subscriber.Id,
                x.Subscriber.State,
                x.Subscriber.Address,
                db.Supporters.Where(p => p.Id == x.Subscriber.SupporterId && p.EmailConfirmed).Select(p => p.DisplayName).FirstOrDefault(),
                db.AddressStandings.Any(a => a.AddressHash == x.Subscriber.AddressHash && (a.DeadSince != null || a.ComplainedAt != null))))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Tags of one batch. A text or a name that looks like one would have to guess 128 bits.</summary>
    private sealed class Tags
    {
        public Tags()
        {
            var stem = RandomNumberGenerator.GetHexString(32, lowercase: true);
            (Leave, Choose) = (new Tag($"leave-{stem}"), new Tag($"choose-{stem}"));
        }

        public Tag Leave { get; }

        public Tag Choose { get; }
    }

    /// <summary>What stands for an address: one tag while the letter is rendered, then one for each part, since each part encodes it otherwise.</summary>
    private sealed record Tag(string InLetter)
    {
        public string InHtml { get; } = $"html-{InLetter}";

        public string InText { get; } = $"text-{InLetter}";

        public RenderedLetter PartedIn(RenderedLetter letter) =>
            new(letter.Html.Replace(InLetter, InHtml, StringComparison.Ordinal), letter.Text.Replace(InLetter, InText, StringComparison.Ordinal));
    }

    private sealed record Reader(Guid MessageId, int Attempts, Guid SubscriberId, SubscriberState State, string Address, string? Name, bool HasTrouble)
    {
        /// <summary>Why nothing is to be sent to them any more, or null.</summary>
        public string? Refusal => State switch
        {
            SubscriberState.Suppressed => "suppressed",
            SubscriberState.Unsubscribed => "unsubscribed",
            SubscriberState.Pending => "unconfirmed",
            _ => HasTrouble ? "suppressed" : null,
        };
    }
}

/// <summary>What is to be handed over, or null where nobody is left, and what is over already.</summary>
public sealed record ComposedIssue(MailBatch? Batch, IReadOnlyList<EndedMessage> Ended)
{
    /// <summary>How often the most tried of them was tried.</summary>
    public int Attempts { get; init; }
}

/// <summary>A message that is not sent, and why.</summary>
public sealed record EndedMessage(Guid MessageId, MessageState State, string? Reason);
