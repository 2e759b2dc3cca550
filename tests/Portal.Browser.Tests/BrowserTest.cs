using Microsoft.Playwright;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Browser.Tests;

/// <summary>
/// A test with a portal of its own and visitors with browsers. The portal's clock stands at <see cref="TestPortal.Begin"/>, and so
/// does that of the pages; cookies lose their date of expiry on the way, because the browser would judge it by the real clock.
/// A console error, a violated policy, a failed request or a request to anybody else fails the test. Of a failed test
/// a screenshot of each visitor is kept under <c>artifacts/browser</c>, and with <c>PORTAL_TRACE</c> set a trace: keeping one of every page
/// in every state takes as long as the test.
/// </summary>
public abstract class BrowserTest(Chromium chromium, DatabaseProvider provider = DatabaseProvider.Sqlite) : IAsyncLifetime
{
    private readonly List<Visitor> _visitors = [];

    /// <summary>The portal, on SQLite unless the test says otherwise.</summary>
    protected PortalFactory Portal { get; } = new() { Provider = provider };

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Portal.ServeOnKestrel();
        await Portal.InitializeAsync();
    }

    /// <summary>Somebody new comes along, with scripts switched off where <paramref name="scripts"/> is false.</summary>
    protected async Task<Visitor> VisitorAsync(
        Screen? screen = null, string language = "en", ColorScheme theme = ColorScheme.Light, bool scripts = true)
    {
        var options = (screen ?? Screen.Phone).Options(language, theme);
        options.BaseURL = Portal.BaseAddress;
        options.JavaScriptEnabled = scripts;
        var visitor = await Visitor.ComeAsync(await chromium.Browser.NewContextAsync(options), Portal, traced: Environment.GetEnvironmentVariable("PORTAL_TRACE") is not null);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>How long one look of <see cref="SoonAsync"/> takes at most, in milliseconds.</summary>
    protected const float Look = 1500;

    /// <summary>Numbers on live pages are sent once a second by the portal's clock, which stands still until it is moved.</summary>
    protected async Task SoonAsync(Func<Task> holds)
    {
        for (var tries = 1; ; tries++)
        {
            Portal.Clock.Advance(TimeSpan.FromSeconds(1));
            try
            {
                await holds();
                return;
            }
            catch (PlaywrightException) when (tries < 20)
            {
                // Not yet.
            }
        }
    }

    /// <summary>Sends every mail that waits, as the job would.</summary>
    protected Task<DispatchReport> DispatchAsync() =>
        Portal.RunAsync<Dispatcher, DispatchReport>(dispatcher => dispatcher.DispatchUntilEmptyAsync(TestContext.Current.CancellationToken));

    /// <summary>The newest mail to an address, once everything that waits is sent.</summary>
    protected async Task<ReceivedMail> NewestMailAsync(string address)
    {
        await DispatchAsync();
        return new ReceivedMail(Portal.Mail.To(address)[^1]);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed || _visitors.Exists(visitor => visitor.Troubles.Count > 0);
        foreach (var visitor in _visitors)
        {
            await visitor.LeaveAsync(failed ? ArtifactsOf(visitor) : null);
        }

        await Portal.DisposeAsync();
        Findings.None(_visitors.SelectMany(visitor => visitor.Troubles));
        GC.SuppressFinalize(this);
    }

    private string ArtifactsOf(Visitor visitor)
    {
        var test = TestContext.Current.Test?.TestDisplayName ?? "test";
        var name = string.Concat(test.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));
        return Repository.Path("artifacts", "browser", $"{name[..Math.Min(name.Length, 150)]}-{_visitors.IndexOf(visitor)}");
    }
}
