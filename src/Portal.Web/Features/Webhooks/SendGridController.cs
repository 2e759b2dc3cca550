using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Mail.Events;

namespace Portal.Web.Features.Webhooks;

/// <summary>
/// Where SendGrid reports what became of mail: without cookie, login or antiforgery token, for its signature over every byte is the
/// proof. Answered as soon as the events are stored; nobody waits for them to be applied.
/// </summary>
[AllowAnonymous]
[Route("webhooks/sendgrid")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SendGridController(EventSignature signature, EventInbox inbox, ILogger<SendGridController> log) : Controller
{
    /// <summary>The most that one request may bring, in bytes.</summary>
    public const int Largest = 1024 * 1024;

    private const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    private const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>Stores events. A machine reads the answer, so a refusal has no page.</summary>
    [HttpPost("")]
    [IgnoreAntiforgeryToken]
    [SkipStatusCodePages]
    [EnableRateLimiting(Infrastructure.RateLimits.Webhooks)]
    [RequestSizeLimit(Largest)]
    public async Task<IActionResult> Store(CancellationToken cancellationToken)
    {
        if (!signature.IsConfigured)
        {
            return StatusCode(StatusCodes.Status404NotFound);
        }

        if (await ReadAsync(Request.BodyReader, cancellationToken) is not { } body)
        {
            return StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!signature.IsGenuine(Request.Headers[SignatureHeader], Request.Headers[TimestampHeader], body))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (await inbox.StoreAsync(body, cancellationToken) is not { } stored)
        {
            log.LogWarning("The mail's provider sent {Bytes} bytes that are no JSON, or nested too deep.", body.Length);
            return StatusCode(StatusCodes.Status400BadRequest);
        }

        log.LogInformation("Events of the mail's provider: {New} new, {Known} known, {Unusable} without an id.", stored.New, stored.Known, stored.Unusable);
        return NoContent();
    }

    // The server's own limit is only known to one of the servers, and a chunked body says no length.
    private static async Task<byte[]?> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        try
        {
            var result = await reader.ReadAtLeastAsync(Largest + 1, cancellationToken);
            var body = result.Buffer.Length <= Largest ? result.Buffer.ToArray() : null;
            reader.AdvanceTo(result.Buffer.End);
            return body;
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }
}
