using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Portal.Core;

namespace Portal.Web.Infrastructure;

/// <summary>How often each family of forms may be sent. Over the limit comes a page that says so, and when to try again.</summary>
public static class RateLimits
{
    /// <summary>New accounts.</summary>
    public const string Registering = "registering";

    /// <summary>Passwords that are tried.</summary>
    public const string SigningIn = "signing-in";

    /// <summary>Account mails that are asked for, and codes that are tried.</summary>
    public const string AccountMail = "account-mail";

    /// <summary>Events of the mail's provider.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>Concerns about people.</summary>
    public const string Telling = "telling";

    /// <summary>All other forms.</summary>
    public const string Forms = "forms";

    private const int BytesOfNetwork = 8;
    private static readonly object Vouched = new();

    /// <summary>The families, with the numbers of <see cref="LimitsOptions"/>.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            {
                context.HttpContext.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
            }

            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Registering, context => context.Items.ContainsKey(Vouched) ? RateLimitPartition.GetNoLimiter("") : PerNetwork(context, limits => limits.RegistrationsPerHour, TimeSpan.FromHours(1)));
        options.AddPolicy(SigningIn, context => PerNetwork(context, limits => limits.SignInsPerMinute, TimeSpan.FromMinutes(1)));
        options.AddPolicy(AccountMail, context => PerNetwork(context, limits => limits.AccountMailsPerHour, TimeSpan.FromHours(1)));
        options.AddPolicy(Webhooks, context => PerNetwork(context, limits => limits.WebhooksPerMinute, TimeSpan.FromMinutes(1)));
        options.AddPolicy(Telling, context => PerNetwork(context, limits => limits.ConcernsPerHour, TimeSpan.FromHours(1), PersonOf(context)));
        options.AddPolicy(Forms, context => PerNetwork(context, limits => limits.FormsPerMinute, TimeSpan.FromMinutes(1), PersonOf(context)));
    });

    /// <summary>Somebody else vouches for a new account, and is limited: the network it comes from is not.</summary>
    public static void VouchFor(HttpContext context) => context.Items[Vouched] = true;

    /// <summary>Whom a request comes from as far as limits go: an IPv4 address, or the /64 of an IPv6 one.</summary>
    public static string NetworkOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } six => $"{new IPAddress([.. six.GetAddressBytes().AsSpan(0, BytesOfNetwork), .. new byte[BytesOfNetwork]])}/64",
        var four => four.ToString(),
    };

    private static string? PersonOf(HttpContext context) => context.User.Identity?.IsAuthenticated == true ? context.User.FindFirst(ClaimTypes.NameIdentifier)?.Value : null;

    // Looking at a form is free: only what is sent counts.
    private static RateLimitPartition<string> PerNetwork(HttpContext context, Func<LimitsOptions, int> most, TimeSpan window, string? person = null)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var limit = most(context.RequestServices.GetRequiredService<IOptions<LimitsOptions>>().Value);
        return RateLimitPartition.GetFixedWindowLimiter(person ?? NetworkOf(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = window });
    }
}
