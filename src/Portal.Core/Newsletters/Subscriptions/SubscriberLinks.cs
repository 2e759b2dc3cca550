using Microsoft.Extensions.Options;
using Portal.Core.Mail;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>The links of one subscriber, and the headers by which mail programs offer to leave (RFC 2369, RFC 2919, RFC 8058).</summary>
public sealed class SubscriberLinks(PortalLinks links, SubscriberTokens tokens, IOptions<PortalOptions> options, IOptions<MailOptions> mail)
{
    private readonly Lazy<string> _list = new(() => $"<newsletter.{new Uri(options.Value.BaseAddress).IdnHost}>");

    /// <summary>Where the address is confirmed; the token in it is made now.</summary>
    public string Confirm(Guid subscriberId) => links.To($"/newsletter/confirm?s={subscriberId:N}&t={tokens.Confirm(subscriberId)}");

    /// <summary>Where the newsletter is left. The issue is no part of the proof: it only says by which one, so that its leavers are counted.</summary>
    public string Leave(Guid subscriberId, Guid? issueId = null) => links.To($"/newsletter/unsubscribe?s={subscriberId:N}&t={tokens.Leave(subscriberId)}{(issueId is { } issue ? $"&i={issue:N}" : "")}");

    /// <summary>Where preferences are changed, and the newsletter left too.</summary>
    public string Preferences(Guid subscriberId, Guid issueId) => links.To($"/newsletter/preferences/{subscriberId:N}/{tokens.Preferences(subscriberId)}?i={issueId:N}");

    /// <summary>The headers of an issue for whoever leaves by this link. By mail one leaves only where somebody reads the mailbox.</summary>
    public IReadOnlyDictionary<string, string> Headers(string leave) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["List-Id"] = _list.Value,
        ["List-Unsubscribe"] = mail.Value.UnsubscribeMailbox is { Length: > 0 } mailbox ? $"<{leave}>, <mailto:{mailbox}?subject=unsubscribe>" : $"<{leave}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
    };
}
