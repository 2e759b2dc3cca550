using Microsoft.Extensions.Options;
using Portal.Core.Mail;

namespace Portal.Core.Newsletters;

/// <summary>The links of one subscriber, and the headers by which mail programs offer to leave (RFC 2369, RFC 2919, RFC 8058).</summary>
public sealed class SubscriberLinks(PortalLinks links, SubscriberTokens tokens, IOptions<PortalOptions> options)
{
    /// <summary>Where the address is confirmed; the token in it is made now.</summary>
    public string Confirm(Guid subscriberId) => links.To($"/newsletter/confirm?s={subscriberId:N}&t={tokens.Confirm(subscriberId)}");

    /// <summary>Where the newsletter is left.</summary>
    public string Leave(Guid subscriberId) => links.To($"/newsletter/unsubscribe?s={subscriberId:N}&t={tokens.Leave(subscriberId)}");

    /// <summary>The headers of every issue.</summary>
    public IReadOnlyDictionary<string, string> Headers(Guid subscriberId) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["List-Id"] = $"<newsletter.{new Uri(options.Value.BaseAddress).IdnHost}>",
        ["List-Unsubscribe"] = $"<{Leave(subscriberId)}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
    };
}
