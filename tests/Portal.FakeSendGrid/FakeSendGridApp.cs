namespace Portal.FakeSendGrid;

/// <summary>
/// Speaks SendGrid's <c>POST /v3/mail/send</c>: checks what the real one checks, counts by message id what it accepted,
/// and misbehaves when told to. It is the judge of whether mail was lost or sent twice.
/// </summary>
public static class FakeSendGridApp
{
    /// <summary>The key it wants unless <c>--key</c> names another.</summary>
    public const string DefaultKey = "SG.fake";

    /// <summary>The largest request, in bytes.</summary>
    public const long Largest = 30 * 1024 * 1024;

    /// <summary>Builds it; the caller runs or starts it. In a test: <c>--urls http://127.0.0.1:0</c>, then ask for its addresses.</summary>
    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = Largest);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Ledger>();
        builder.Services.AddSingleton<Behaviour>();
        builder.Services.AddSingleton<EventKey>();
        builder.Services.AddSingleton<EventPost>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EventPost>());
        var app = builder.Build();
        app.MapPost("/v3/mail/send", MailSend.AnswerAsync);
        app.MapGet("/stats", (Ledger ledger) => ledger.Stats());
        app.MapGet("/accepted", (Ledger ledger) => ledger.Accepted());
        app.MapGet("/mails", (Ledger ledger) => ledger.Bodies());
        app.MapPost("/behave", (Order order, Behaviour behaviour) => behaviour.Take(order));
        app.MapPost("/forget", (Ledger ledger) => ledger.Forget());
        app.MapGet("/events/key", (EventKey key) => key.Public);
        app.MapGet("/events/stats", (EventPost post) => post.Stats());
        app.MapPost("/events", (EventsOrder order, EventPost post) => post.Take(order));
        app.MapPost("/events/send", (EventsOrder order, EventPost post, CancellationToken stop) => post.SendAllAsync(order, stop));
        return app;
    }
}
