using Microsoft.Extensions.Options;
using Portal.Core.Mail;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>The links of one subscriber, and the headers by which mail programs offer to leave (RFC 2369, RFC 2919, RFC 8058).</summary>
public sealed class SubscriberLinks(PortalLinks links, SubscriberTokens tokens, IOptions<PortalOptions> options, IOptions<MailOptions> mail)
{
    /// <summary>Where the address is confirmed; the token in it is made now.</summary>
    public string Confirm(Guid subscriberId) => links.To($"/newsletter/confirm?s={subscriberId:N}&t={tokens.Confirm(subscriberId)}");

    /// <summary>Where the newsletter is left.</summary>
    public string Leave(Guid subscriberId) => links.To($"/newsletter/unsubscribe?s={subscriberId:N}&t={tokens.Leave(subscriberId)}");

    /// <summary>Where preferences are changed.</summary>
    public string Preferences(Guid subscriberId) => links.To($"/newsletter/preferences/{subscriberId:N}/{tokens.Preferences(subscriberId)}");

    /// <summary>The headers of every issue. By mail one leaves only where somebody reads the mailbox.</summary>
    public IReadOnlyDictionary<string, string> Headers(Guid subscriberId) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["List-Id"] = $"<newsletter.{new Uri(options.Value.BaseAddress).IdnHost}>",
        ["List-Unsubscribe"] = mail.Value.UnsubscribeMailbox is { Length: > 0 } mailbox ? $"<{Leave(subscriberId)}>, <mailto:{mailbox}?subject=unsubscribe>" : $"<{Leave(subscriberId)}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
    };
}
