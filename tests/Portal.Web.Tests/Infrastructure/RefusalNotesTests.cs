using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Telemetry;
using Portal.Web.Infrastructure.OpenForms;
using Portal.Web.Tests.Features.Accounts;

namespace Portal.Web.Tests.Infrastructure;

public sealed class RefusalNotesTests
{
    [Fact]
    public async Task What_is_refused_as_an_attack_would_be_is_counted_by_kind()
    {
        await using var portal = await PortalFactory.StartAsync(settings: new Dictionary<string, string?> { ["Limits:FormsPerMinute"] = "3" });
        using var heard = new HeardMeters(PortalMeters.Name);
        using var supporter = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        await portal.Anonymous().SignInAsync("nobody@example.org", "not the right one at all");
        await (await portal.Anonymous().GetAsync("/account/sign-in")).SubmitAsync("/account/passkey", ("Credential", "{}"));
        Assert.Equal(HttpStatusCode.Forbidden, (await supporter.GetAsync("/admin/jobs")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await supporter.Http.PostAsync(new Uri("/my/calendar", UriKind.Relative), new FormUrlEncodedContent([]), TestContext.Current.CancellationToken)).StatusCode);
        await portal.Anonymous().JoinAsync("ruth@example.org", (OpenFormAttribute.Honey, "https://spam.example"));
        var calendar = await supporter.GetAsync("/my/calendar");
        await calendar.SubmitAsync("/my/calendar");
        await calendar.SubmitAsync("/my/calendar");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await calendar.SubmitAsync("/my/calendar")).Status);

        Assert.Equal(["Form 1", "Limit 1", "Machine 1", "Passkey 1", "Password 1", "Right 1"], heard.All.Where(one => one.Instrument == "portal.refusals").Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Tags["kind"]} {one.Value}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_each_kind_a_line_a_minute_says_how_often()
    {
        var (log, clock) = (new Lines(), new TestClock(TestPortal.Begin));
        var notes = new RefusalNotes(log, clock);
        for (var at = 0; at < 40; at++)
        {
            notes.Note(RefusalKind.Password);
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        notes.Note(RefusalKind.Code);

        Assert.Equal(["Refused since the last such line: Password, 1 times.", "Refused since the last such line: Password, 30 times.", "Refused since the last such line: Code, 1 times."], log.Written);
    }

    private sealed class Lines : ILogger<RefusalNotes>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));
    }
}
