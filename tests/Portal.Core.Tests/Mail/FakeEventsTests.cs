using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail.Events;
using Portal.FakeSendGrid;

namespace Portal.Core.Tests.Mail;

/// <summary>The judge reports as it is told to, by signatures that the portal believes, until it is heard.</summary>
public sealed class FakeEventsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reports_what_it_accepted_until_it_is_heard()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, sendGrid.SettingsWithEvents, MailTests.Writers);
        var (ear, heard) = (Ear(), new ConcurrentQueue<(string Body, bool Genuine)>());
        await using var _ = ear;
        ear.MapPost("/", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var (signature, timestamp) = (context.Request.Headers[SignedEvents.SignatureHeader], context.Request.Headers[SignedEvents.TimestampHeader]);
            heard.Enqueue((body, portal.Services.GetRequiredService<EventSignature>().IsGenuine(signature, timestamp, Encoding.UTF8.GetBytes(body))));
            return heard.Count <= 2 ? Results.StatusCode(503) : Results.Ok();
        });
        await ear.StartAsync(Stop);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");
        await portal.DispatchAsync();

        var stats = await sendGrid.SendEventsAsync(new EventsOrder(["processed", "delivered"], ear.Urls.First(), Copies: 3, Shuffle: 7, BatchSize: 4, At: portal.Clock.GetUtcNow().ToUnixTimeSeconds()));

        Assert.Equal(new EventStats(Events: 6, Requests: 2, Failures: 2), stats);
        Assert.All(heard, one => Assert.True(one.Genuine));
        var events = heard.Skip(2).SelectMany(one => JsonSerializer.Deserialize<JsonElement[]>(one.Body)!).ToList();
        Assert.All(events, one => Assert.Equal(id.ToString(), one.GetProperty("message_id").GetString()));
        Assert.Equal(2, events.Select(one => one.GetProperty("sg_event_id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task It_reports_by_itself_when_it_was_told_to()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, sendGrid.Settings, MailTests.Writers);
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ear = Ear();
        ear.MapPost("/", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            heard.TrySetResult(await reader.ReadToEndAsync(context.RequestAborted));
        });
        await ear.StartAsync(Stop);
        await sendGrid.ReportAsync(new EventsOrder(["processed"], ear.Urls.First()));
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");

        await portal.DispatchAsync();

        Assert.Contains(id.ToString(), await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop), StringComparison.Ordinal);
    }

    private static WebApplication Ear() => WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]).Build();
}
