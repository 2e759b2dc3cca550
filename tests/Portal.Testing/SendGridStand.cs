using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Portal.FakeSendGrid;

namespace Portal.Testing;

/// <summary>A fake SendGrid on a port of its own: <c>await using var sendGrid = await SendGridStand.StartAsync();</c></summary>
public sealed class SendGridStand : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SendGridStand(WebApplication app) => _app = app;

    /// <summary>Where it is reached.</summary>
    public string BaseAddress => _app.Urls.First();

    /// <summary>What it accepted, by message id.</summary>
    public IReadOnlyDictionary<string, int> Accepted => _app.Services.GetRequiredService<Ledger>().Accepted();

    /// <summary>The sums.</summary>
    public Stats Stats => _app.Services.GetRequiredService<Ledger>().Stats();

    /// <summary>The accepted requests, in the order they came.</summary>
    public IReadOnlyList<JsonElement> Mails => [.. _app.Services.GetRequiredService<Ledger>().Bodies().Select(body => JsonSerializer.Deserialize<JsonElement>(body))];

    /// <summary>The settings that make a portal send through it, one request at a time.</summary>
    public Dictionary<string, string?> Settings => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Mail:Transport"] = "SendGrid",
        ["Mail:SendGrid:ApiKey"] = FakeSendGridApp.DefaultKey,
        ["Mail:SendGrid:BaseAddress"] = BaseAddress,
        ["Mail:AtOnce"] = "1",
    };

    /// <summary>The same, and the key by which the portal knows its events.</summary>
    public Dictionary<string, string?> SettingsWithEvents => new(Settings, StringComparer.OrdinalIgnoreCase) { ["Mail:SendGrid:WebhookPublicKey"] = EventKey };

    /// <summary>The public key that its events are signed with.</summary>
    public string EventKey => _app.Services.GetRequiredService<EventKey>().Public;

    /// <summary>A started one.</summary>
    public static async Task<SendGridStand> StartAsync()
    {
        var app = FakeSendGridApp.Build("--urls", "http://127.0.0.1:0");
        await app.StartAsync();
        return new SendGridStand(app);
    }

    /// <summary>How often a message was accepted.</summary>
    public int CountOf(Guid message) => Accepted.GetValueOrDefault(message.ToString());

    /// <summary>Ends as soon as the sums are as awaited.</summary>
    public Task UntilAsync(Func<Stats, bool> awaited, CancellationToken cancellationToken) =>
        _app.Services.GetRequiredService<Ledger>().UntilAsync(awaited, cancellationToken);

    /// <summary>Tells it what to do with the next requests, as another process would.</summary>
    public async Task BehaveAsync(Order order)
    {
        using var client = new HttpClient { BaseAddress = new Uri(BaseAddress) };
        using var answer = await client.PostAsJsonAsync("/behave", order);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Signed events for what it accepted until now, to be posted by the test itself.</summary>
    public IReadOnlyList<SignedEvents> SignEvents(EventsOrder order) => _app.Services.GetRequiredService<EventPost>().SignAll(order);

    /// <summary>Signs events of a test's own making.</summary>
    public SignedEvents Sign(string body, DateTimeOffset at) => _app.Services.GetRequiredService<EventKey>().Sign(body, at.ToUnixTimeSeconds());

    /// <summary>Posts events for what it accepted until now to <see cref="EventsOrder.To"/>, until they are taken, as another process would ask it to.</summary>
    public async Task<EventStats> SendEventsAsync(EventsOrder order)
    {
        using var client = new HttpClient { BaseAddress = new Uri(BaseAddress) };
        using var answer = await client.PostAsJsonAsync("/events/send", order);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<EventStats>())!;
    }

    /// <summary>Tells it what to report, and when, of the mails that it accepts from now on.</summary>
    public async Task ReportAsync(EventsOrder order)
    {
        using var client = new HttpClient { BaseAddress = new Uri(BaseAddress) };
        using var answer = await client.PostAsJsonAsync("/events", order);
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
