using System.Globalization;
using System.Text.Json;

namespace Portal.FakeSendGrid;

/// <summary>Answers <c>POST /v3/mail/send</c>.</summary>
internal static class MailSend
{
    public static async Task<IResult> AnswerAsync(
        HttpContext context, Ledger ledger, Behaviour behaviour, EventPost events, IConfiguration settings, TimeProvider clock, IHostApplicationLifetime life)
    {
        ledger.Came();
        using var reader = new StreamReader(context.Request.Body);
        string body;
        try
        {
            body = await reader.ReadToEndAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException tooLarge)
        {
            return Errors(tooLarge.StatusCode, [new Fault("The request is larger than 30 MB.", null)]);
        }

        if (context.Request.Headers.Authorization != $"Bearer {settings["key"] ?? FakeSendGridApp.DefaultKey}")
        {
            return Errors(StatusCodes.Status401Unauthorized, [new Fault("The provided authorization grant is invalid, expired, or revoked", null)]);
        }

        if (!context.Request.HasJsonContentType())
        {
            return Errors(StatusCodes.Status415UnsupportedMediaType, [new Fault("Content-Type should be application/json.", null)]);
        }

        var order = behaviour.Next();
        using var goneOrEnd = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        return Refusal(context, order) ?? await CheckedAsync(context, ledger, events, order, body, clock, goneOrEnd.Token);
    }

    private static async Task<IResult> CheckedAsync(
        HttpContext context, Ledger ledger, EventPost events, Order order, string body, TimeProvider clock, CancellationToken goneOrEnd)
    {
        var (mail, faults) = MailRules.Read(body);
        if (faults.Count > 0)
        {
            return Errors(StatusCodes.Status400BadRequest, faults);
        }

        if (order.Conduct == Conduct.Reset)
        {
            context.Abort();
            return Results.Empty;
        }

        // Accepted first, then slow: what a caller that does not wait takes for lost.
        ledger.Accept(MailRules.MessageIds(mail), body);
        events.Accepted(body);
        if (order.Conduct == Conduct.AcceptAndDrop)
        {
            context.Abort();
            return Results.Empty;
        }

        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(order.DelayMilliseconds), clock, goneOrEnd);
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more, or this program is asked to end: it never answers, as it would have.
            context.Abort();
            return Results.Empty;
        }

        context.Response.Headers["X-Message-Id"] = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static IResult? Refusal(HttpContext context, Order order)
    {
        switch (order.Conduct)
        {
            case Conduct.TooMany:
                context.Response.Headers["X-RateLimit-Reset"] = order.ResetAt?.ToString(CultureInfo.InvariantCulture);
                return Errors(StatusCodes.Status429TooManyRequests, [new Fault("too many requests", null)]);
            case Conduct.Unavailable:
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            case Conduct.Broken:
                return Results.StatusCode(StatusCodes.Status500InternalServerError);
            case Conduct.Unauthorised:
                return Errors(StatusCodes.Status401Unauthorized, [new Fault("The provided authorization grant is invalid, expired, or revoked", null)]);
            case Conduct.Refuse:
                return Errors(StatusCodes.Status400BadRequest, [new Fault("Does not contain a valid address.", "personalizations.0.to.0.email")]);
            default:
                return null;
        }
    }

    private static IResult Errors(int status, IReadOnlyList<Fault> faults) =>
        Results.Json(new { errors = faults.Select(fault => new { message = fault.Message, field = fault.Field, help = (string?)null }) }, JsonSerializerOptions.Web, statusCode: status);
}
