using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Portal.Core.Mail.Transports;

/// <summary>Hands mails to SendGrid: what goes to one person in a request of its own, a newsletter to a thousand at once. Nothing here tries twice, for the interface knows no idempotency key.</summary>
public sealed class SendGridTransport(IHttpClientFactory clients, IOptions<MailOptions> options, TimeProvider clock) : IBatchTransport
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "SendGrid";

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public int MostAtOnce => options.Value.SendGrid.BatchSize;

    /// <inheritdoc />
    public Task<TransportAnswer> SendAsync(OutgoingMail mail, CancellationToken cancellationToken) => SendAsync(SendGridMail.Of(mail), cancellationToken);

    /// <inheritdoc />
    public Task<TransportAnswer> SendAsync(MailBatch batch, CancellationToken cancellationToken) => SendAsync(SendGridMail.Of(batch), cancellationToken);

    private async Task<TransportAnswer> SendAsync(SendGridMessage message, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(Client);
        if (TryMakeClient(http) is not { } client)
        {
            return TransportAnswer.Barred("settings-unfit");
        }

        try
        {
            var response = await client.SendEmailAsync(message, cancellationToken);
            return Understand(response);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return TransportAnswer.Later("not-reached");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return TransportAnswer.Doubtful("connection-lost");
        }
        catch (OperationCanceledException)
        {
            return TransportAnswer.Doubtful("no-answer-in-time");
        }
    }

    // Nothing was sent until here, so settings that no client can be made with leave no doubt; and with them no mail would go.
    private SendGridClient? TryMakeClient(HttpClient http)
    {
        var settings = options.Value.SendGrid;
        try
        {
            return new SendGridClient(http, new SendGridClientOptions { ApiKey = settings.ApiKey, Host = settings.BaseAddress.TrimEnd('/') });
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private TransportAnswer Understand(Response response)
    {
        var code = (int)response.StatusCode;
        var reason = $"http-{code}";
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => TransportAnswer.Accepted,
            // A wrong key or a wrong address of the provider says nothing about this mail: none would go through.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => TransportAnswer.Barred(reason),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => TransportAnswer.Later(reason, RetryAt(response)),
            _ when code is >= 400 and < 500 and not (int)HttpStatusCode.RequestTimeout => TransportAnswer.Refused(reason),
            _ => TransportAnswer.Doubtful(reason),
        };
    }

    private DateTimeOffset? RetryAt(Response response)
    {
        var now = clock.GetUtcNow();
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => now + delta,
            { Date: { } date } => date,
            _ => Reset(response),
        };
        return asked is not { } at ? null : at < now ? now : at > now + LongestPause ? now + LongestPause : at;
    }

    private static DateTimeOffset? Reset(Response response) =>
        response.Headers.TryGetValues("X-RateLimit-Reset", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
