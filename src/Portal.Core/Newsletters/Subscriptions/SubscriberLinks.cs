using Microsoft.Extensions.Options;
using Portal.Core.Mail;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>The links of one subscriber, and the headers by which mail programs offer to leave (RFC 2369, RFC 2919, RFC 8058).</summary>
public sealed class SubscriberLinks(PortalLinks links, SubscriberTokens tokens, IOptions<PortalOptions> options, IOptions<MailOptions> mail)
{
    /// <summary>Where the address is confirmed; the token in it is made now.</summary>
    public string Confirm(Guid subscriberId) => links.To($"/newsletter/confirm?s={subscriberId:N}&t={tokens.Confirm(subscriberId)}");

    /// <summary>Where the newsletter is left. The issue is no part of the proof: it only says by which one, so that its leavers are counted.</summary>
    public string Leave(Guid subscriberId, Guid? issueId = null) => links.To($"/newsletter/unsubscribe?s={subscriberId:N}&t={tokens.Leave(subscriberId)}{(issueId is { } issue ? $"&i={issue:N}" : "")}");

    /// <summary>Where preferences are changed, and the newsletter left too.</summary>
    public string Preferences(Guid subscriberId, Guid issueId) => links.To($"/newsletter/preferences/{subscriberId:N}/{tokens.Preferences(subscriberId)}?i={issueId:N}");

    /// <summary>The headers of an issue. By mail one leaves only where somebody reads the mailbox.</summary>
    public IReadOnlyDictionary<string, string> Headers(Guid subscriberId, Guid issueId) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["List-Id"] = $"<newsletter.{new Uri(options.Value.BaseAddress).IdnHost}>",
        ["List-Unsubscribe"] = mail.Value.UnsubscribeMailbox is { Length: > 0 } mailbox ? $"<{Leave(subscriberId, issueId)}>, <mailto:{mailbox}?subject=unsubscribe>" : $"<{Leave(subscriberId, issueId)}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
    };
}
