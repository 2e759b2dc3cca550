using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Portal.Core.Mail;

/// <summary>Looks at the settings of the mail and says what is missing for mail that arrives. What stops the start is not here.</summary>
public sealed class MailSelfCheck(IOptions<MailOptions> mail, IOptions<PortalOptions> portal, IHostEnvironment environment)
{
    // RFC 2606: mail from such a domain is nobody's.
    private static readonly string[] Reserved = ["example.org", "example.com", "example.net", "example", "test", "invalid", "localhost"];

    /// <summary>Whether the provider's events come: without them nobody learns of bounces, and a doubt is decided by time.</summary>
    public bool HasEvents => mail.Value.HearsOfMails;

    /// <summary>Whether events could come and are not set up.</summary>
    public bool LacksEvents => mail.Value.Transport == MailTransportKind.SendGrid && !HasEvents;

    /// <summary>What is to be set right, as codes of texts; none when all is well.</summary>
    public IReadOnlyList<string> Findings() => [.. Look()];

    private IEnumerable<string> Look()
    {
        var (options, site) = (mail.Value, new Uri(portal.Value.BaseAddress));
        if (site.Scheme != Uri.UriSchemeHttps && !environment.IsDevelopment())
        {
            yield return "base-not-https";
        }

        if (options.Transport == MailTransportKind.Pickup && !environment.IsDevelopment())
        {
            yield return "pickup";
        }

        var domain = options.From[(options.From.LastIndexOf('@') + 1)..];
        if (IsReserved(domain))
        {
            yield return "from-example";
        }
        else if (!IsWithin(site.Host, domain) && !IsWithin(domain, site.Host))
        {
            yield return "from-elsewhere";
        }

        if (LacksEvents)
        {
            yield return "no-events";
        }

        if (options.Transport == MailTransportKind.Smtp)
        {
            yield return "smtp-no-events";
        }

        if (options.Transport == MailTransportKind.SendGrid && new Uri(options.SendGrid.BaseAddress).Host == "api.sendgrid.com")
        {
            yield return "outside-eu";
        }
    }

    private static bool IsReserved(string domain) => Array.Exists(Reserved, reserved => IsWithin(domain, reserved));

    private static bool IsWithin(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
