using Microsoft.AspNetCore.Server.Kestrel.Core;
using NetEscapades.AspNetCore.SecurityHeaders.Headers;

namespace Portal.Web.Infrastructure;

/// <summary>The headers that every answer bears. No nonce is in them, so that pages can be cached.</summary>
public static class SecurityHeaders
{
    /// <summary>Everything from this origin, no inline script or style, no sink without a trusted type, and one policy that makes such.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types portal";

    /// <summary>The policy of the one page that shows a mail's own HTML, in Development: its styles and nothing else, no script, no picture.</summary>
    public const string MailPart = "mail-part";

    /// <summary>The policy of pictures: as of pages, but other sites may show them, such as readers of feeds. What is not public they cannot ask for: they bring no cookie.</summary>
    public const string Picture = "picture";

    private const int Year = 365 * 24 * 60 * 60;

    private static readonly string[] Unused =
    [
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "usb", "xr-spatial-tracking",
    ];

    /// <summary>Sets the policy for all answers. HTTPS is demanded for a year outside Development.</summary>
    public static IServiceCollection AddSecurityHeaders(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(Policy(environment).AddCrossOriginResourcePolicy(policy => policy.SameOrigin()))
            .AddPolicy(Picture, Policy(environment).AddCrossOriginResourcePolicy(policy => policy.CrossOrigin()))
            .AddPolicy(MailPart, MailPartPolicy());
        return services.Configure<KestrelServerOptions>(server => server.AddServerHeader = false);
    }

    private static HeaderPolicyCollection Policy(IHostEnvironment environment)
    {
        var policies = new HeaderPolicyCollection()
            .AddCustomHeader("Content-Security-Policy", ContentSecurityPolicy)
            .AddCustomHeader("Permissions-Policy", string.Join(", ", Unused.Select(feature => $"{feature}=()")))
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyNoReferrer()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddFrameOptionsDeny();
        if (!environment.IsDevelopment())
        {
            policies.AddStrictTransportSecurityMaxAgeIncludeSubDomains(Year);
        }

        return policies;
    }

    private static HeaderPolicyCollection MailPartPolicy() => new HeaderPolicyCollection()
        .AddCustomHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-popups")
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyNoReferrer()
        .AddFrameOptionsDeny();
}
