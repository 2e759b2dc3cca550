using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.FakeSendGrid;

namespace Portal.Web.Tests.Features.Webhooks;

public sealed class SendGridWebhookTests
{
    private const string Address = "/webhooks/sendgrid";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Signed_events_are_stored_once_in_few_statements_and_as_they_came(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await PortalFactory.StartAsync(provider, sendGrid.SettingsWithEvents);
        var events = sendGrid.Sign(Events(2000), TestPortal.Begin);

        var commands = await portal.Queries.DuringAsync(async () => Assert.Equal(HttpStatusCode.NoContent, await PostAsync(portal, events)));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(portal, events));

        Assert.InRange(commands.Count, 1, 6);
        await using var db = portal.NewContext();
        Assert.Equal(2000, await db.ProviderEvents.CountAsync(Stop));
        var one = await db.ProviderEvents.SingleAsync(e => e.EventId == "event-7", Stop);
        Assert.Equal(("""{"sg_event_id": "event-7",  "event":"open"}""", TestPortal.Begin), (one.Payload, one.ReceivedAt));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ten_thousand_forged_events_change_nothing(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await PortalFactory.StartAsync(provider, sendGrid.SettingsWithEvents);
        var genuine = sendGrid.Sign(Events(1000), TestPortal.Begin);
        var answers = new List<HttpStatusCode>();

        foreach (var forged in Forged(sendGrid, genuine))
        {
            answers.Add(await PostAsync(portal, forged));
        }

        Assert.Equal(14, answers.Count);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Forbidden, answer));
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.ProviderEvents.CountAsync(Stop));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(portal, genuine));
    }

    [Fact]
    public async Task A_signature_is_good_for_a_day_of_tries_and_no_longer()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await PortalFactory.StartAsync(settings: sendGrid.SettingsWithEvents);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(portal, sendGrid.Sign(Events(1), TestPortal.Begin.AddHours(-25))));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(portal, sendGrid.Sign(Events(1), TestPortal.Begin.AddHours(-27))));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(portal, sendGrid.Sign(Events(1), TestPortal.Begin.AddHours(1))));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_no_event_is_left_and_the_others_are_stored(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await PortalFactory.StartAsync(provider, sendGrid.SettingsWithEvents);
        var deep = new string('[', 60) + new string(']', 60);
        var body = $$"""
            [1, "two", null, [], {}, {"sg_event_id": 7}, {"sg_event_id": ""}, {"sg_event_id": "nul\u0000"}, {"sg_event_id": "half\ud800"},
            {"sg_event_id": "{{new string('x', 101)}}"}, {"sg_event_id": "good", "number": 1e999, "half": "\ud800", "nul": "\u0000"}, {"sg_event_id": "deep", "more": {{deep}}},
            {"sg_event_id": "good"}]
            """;

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(portal, sendGrid.Sign(body, TestPortal.Begin)));

        await using var db = portal.NewContext();
        Assert.Equal(["deep", "good"], await db.ProviderEvents.OrderBy(e => e.EventId).Select(e => e.EventId).ToListAsync(Stop));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("[{\"sg_event_id\": \"cut", HttpStatusCode.BadRequest)]
    [InlineData("<events/>", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.NoContent)]
    public async Task What_is_signed_and_no_JSON_is_refused(string body, HttpStatusCode expected)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await PortalFactory.StartAsync(settings: sendGrid.SettingsWithEvents);

        Assert.Equal(expected, await PostAsync(portal, sendGrid.Sign(body, TestPortal.Begin)));
    }

    [Theory]
    [InlineData(61, HttpStatusCode.NoContent)]
    [InlineData(63, HttpStatusCode.BadRequest)]
    [InlineData(500_000, HttpStatusCode.BadRequest)]
    public async Task What_is_signed_and_nested_too_deep_is_refused(int deep, HttpStatusCode expected)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await PortalFactory.StartAsync(settings: sendGrid.SettingsWithEvents);
        var body = $$"""[{"sg_event_id": "deep", "more": {{new string('[', deep)}}{{new string(']', deep)}}}]""";

        Assert.Equal(expected, await PostAsync(portal, sendGrid.Sign(body, TestPortal.Begin)));
    }

    [Theory]
    [InlineData(0, HttpStatusCode.NoContent)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_request_brings_at_most_a_megabyte(int more, HttpStatusCode expected)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await PortalFactory.StartAsync(settings: sendGrid.SettingsWithEvents);
        var body = """[{"sg_event_id": "large"}""";

        Assert.Equal(expected, await PostAsync(portal, sendGrid.Sign(body + new string(' ', (1024 * 1024) - body.Length - 1 + more) + "]", TestPortal.Begin)));
    }

    [Fact]
    public async Task Without_a_key_there_is_no_such_place_and_cookies_are_never_set()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var without = await PortalFactory.StartAsync();
        await using var with = await PortalFactory.StartAsync(settings: sendGrid.SettingsWithEvents);
        using var visitor = with.Anonymous();

        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(without, sendGrid.Sign(Events(1), TestPortal.Begin)));
        using var answer = await visitor.Http.SendAsync(sendGrid.Sign(Events(1), TestPortal.Begin).To(Address), Stop);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private static async Task<HttpStatusCode> PostAsync(PortalFactory portal, SignedEvents events)
    {
        using var visitor = portal.Anonymous();
        using var request = events.To(Address);
        using var answer = await visitor.Http.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    private static string Events(int count) =>
        $"[{string.Join(",\n", Enumerable.Range(0, count).Select(number => $$"""{"sg_event_id": "event-{{number}}",  "event":"open"}"""))}]";

    // Fourteen ways, most of them with a thousand events.
    private static IEnumerable<SignedEvents> Forged(SendGridStand sendGrid, SignedEvents genuine)
    {
        using var another = new EventKey();
        var stamp = long.Parse(genuine.Timestamp, System.Globalization.CultureInfo.InvariantCulture);
        yield return another.Sign(genuine.Body, stamp);
        yield return genuine with { Signature = "" };
        yield return genuine with { Timestamp = "" };
        yield return genuine with { Timestamp = $"{stamp + 1}" };
        yield return genuine with { Timestamp = $"0{stamp}" };
        yield return genuine with { Timestamp = $"-{stamp}" };
        yield return genuine with { Body = genuine.Body.Replace("event-7\"", "event-8\"", StringComparison.Ordinal) };
        yield return genuine with { Body = genuine.Body + " " };
        yield return genuine with { Signature = sendGrid.Sign(Events(999), TestPortal.Begin).Signature };
        yield return genuine with { Signature = Convert.ToBase64String([.. Convert.FromBase64String(genuine.Signature), 0]) };
        yield return genuine with { Signature = Convert.ToBase64String(new byte[64]) };
        yield return genuine with { Signature = new string('A', 100_000)[..6000] };
        // The public key is known to everybody: as the secret of a MAC it must be worth nothing.
        yield return genuine with { Signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(sendGrid.EventKey), Encoding.UTF8.GetBytes(genuine.Timestamp + genuine.Body))) };
        yield return genuine with { Signature = Convert.ToBase64String([0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00]) };
    }
}
