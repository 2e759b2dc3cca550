using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Portal.Core.Telemetry;
using Portal.Core.Updates;
using Portal.Web.Live;

namespace Portal.Web.Tests.Telemetry;

public sealed class TelemetryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_set_up_while_no_collector_is_configured()
    {
        await using var portal = await PortalFactory.StartAsync();

        Assert.Null(portal.Services.GetService<TracerProvider>());
        Assert.Null(portal.Services.GetService<MeterProvider>());
    }

    [Fact]
    public async Task A_collector_gets_spans_and_metrics_without_anything_of_a_person()
    {
        await using var collector = await Collector.StartAsync();
        await using var portal = await PortalFactory.StartAsync(settings: new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        var ruth = await portal.Data.CreateSupporterAsync(email: "ruth.private@example.org");
        var shift = await portal.Data.CreateShiftAsync();
        using var visitor = await portal.SignedInAsync(ruth);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/shifts/{shift.Id}?q=secret-query") { Headers = { { "User-Agent", "secret-agent" } } };
        await visitor.SendAsync(request);
        await visitor.SubmitAsync("/account/forgotten", "Send the link", ("Email", ruth.Email));

        Assert.True(portal.Services.GetRequiredService<TracerProvider>().ForceFlush());
        Assert.True(portal.Services.GetRequiredService<MeterProvider>().ForceFlush());

        var sent = collector.Everything;
        Assert.Contains("/v1/traces", collector.Paths);
        Assert.Contains("/v1/metrics", collector.Paths);
        Assert.Contains("shifts/{id:guid}", sent, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", sent, StringComparison.Ordinal);
        foreach (var secret in new[] { "ruth.private", "secret-query", "secret-agent", ruth.Id.ToString(), shift.Id.ToString() })
        {
            Assert.DoesNotContain(secret, sent, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void A_tag_that_is_not_known_to_be_harmless_is_taken_out()
    {
        using var source = new ActivitySource("test");
        using var listener = new ActivityListener { ShouldListenTo = s => s == source, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        using var activity = source.StartActivity("GET /shifts/{id:guid}")!;
        activity.SetTag("http.route", "/shifts/{id:guid}").SetTag("url.path", "/shifts/1").SetTag("url.query", "?token=x").SetTag("client.address", "203.0.113.1")
            .SetTag("user_agent.original", "x").SetTag("db.query.text", "select 1").SetTag("enduser.id", "1").SetTag("of.tomorrow", "x").SetStatus(ActivityStatusCode.Error, "ruth@example.org");

        new OnlyHarmlessTags().OnEnd(activity);

        Assert.Equal("http.route", Assert.Single(activity.TagObjects).Key);
        Assert.Null(activity.StatusDescription);
    }

    [Fact]
    public async Task A_collector_that_is_no_address_stops_the_start()
    {
        await using var database = await TestDatabase.CreateAsync(Core.Data.DatabaseProvider.Sqlite);
        var settings = new Dictionary<string, string?>([.. TestSettings.Defaults(), .. database.Settings]) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "banana" };

        var (exitCode, errors) = await PortalProcess.RunToEndAsync(settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Live_connections_are_counted_while_they_are_open()
    {
        using var heard = new HeardMeters(PortalMeters.Name);
        var connections = new LiveConnections(Options.Create(new LiveOptions()));
        var (one, two) = (new StubCaller("one"), new StubCaller("two"));

        connections.Add(one, LiveReader.Anonymous);
        connections.Add(two, LiveReader.Anonymous);
        connections.Remove(one);
        connections.Remove(one);

        Assert.Equal(1, heard.Sum("portal.live.connections"));
        Assert.All(heard.All, measured => Assert.Empty(measured.Tags));
    }

    private sealed class StubCaller(string id) : HubCallerContext
    {
        public override string ConnectionId => id;

        public override string? UserIdentifier => null;

        public override System.Security.Claims.ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override Microsoft.AspNetCore.Http.Features.IFeatureCollection Features { get; } = new Microsoft.AspNetCore.Http.Features.FeatureCollection();

        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public override void Abort()
        {
        }
    }

    /// <summary>Takes what an OTLP collector would be sent.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> _requests = new();
        private readonly WebApplication _app;

        private Collector(WebApplication app) => _app = app;

        public string Address => _app.Urls.First();

        public IEnumerable<string> Paths => _requests.Select(r => r.Path);

        public string Everything => string.Concat(_requests.Select(r => r.Body));

        public static async Task<Collector> StartAsync()
        {
            var app = WebApplication.CreateSlimBuilder().Build();
            app.Urls.Add("http://127.0.0.1:0");
            var collector = new Collector(app);
            app.Run(collector.TakeAsync);
            await app.StartAsync(Stop);
            return collector;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _requests.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        }
    }
}
