using System.Collections.Concurrent;
using Microsoft.Playwright;
using Portal.Core.Accounts;

namespace Portal.Browser.Tests;

/// <summary>Somebody with a browser of their own.</summary>
public sealed class Visitor
{
    private readonly IBrowserContext _context;
    private readonly PortalFactory _portal;
    private readonly bool _traced;
    private readonly ConcurrentQueue<string> _troubles = new();
    private readonly List<string> _expected = [];

    private Visitor(IBrowserContext context, IPage page, PortalFactory portal, bool traced)
    {
        _context = context;
        Page = page;
        _portal = portal;
        _traced = traced;
    }

    /// <summary>The page being looked at.</summary>
    public IPage Page { get; }

    /// <summary>What went wrong behind the page and was not expected.</summary>
    public IReadOnlyList<string> Troubles => [.. _troubles.Where(trouble => !_expected.Exists(part => trouble.Contains(part, StringComparison.Ordinal)))];

    /// <summary>Goes to a path of the portal.</summary>
    public Task GoAsync(string path) => Page.GotoAsync(path);

    /// <summary>Says that a trouble with these words is part of the test, such as <c>404</c>.</summary>
    public void Expects(string part) => _expected.Add(part);

    /// <summary>Signs in without the sign-in page.</summary>
    public async Task SignInAsync(Supporter supporter)
    {
        using var client = await _portal.SignedInAsync(supporter);
        await _context.AddCookiesAsync(client.Cookies.Names.Select(name => new Cookie
        {
            Name = name,
            Value = client.Cookies.Find(name)!,
            Url = _portal.BaseAddress,
            HttpOnly = true,
            SameSite = SameSiteAttribute.Lax,
        }));
    }

    /// <summary>Asserts that the page as it stands has no flaw that axe knows (WCAG 2.2 A and AA), and fits its screen's width.</summary>
    public async Task FindsThePageAccessibleAsync()
    {
        Findings.None(await Accessibility.FlawsAsync(Page));
        Assert.Equal(0, await OverflowAsync());
    }

    /// <summary>By how many CSS pixels the page is wider than its screen.</summary>
    public Task<int> OverflowAsync() =>
        Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    internal static async Task<Visitor> ComeAsync(IBrowserContext context, PortalFactory portal, bool traced)
    {
        if (traced)
        {
            await context.Tracing.StartAsync(new TracingStartOptions { Snapshots = true });
        }

        await context.Clock.InstallAsync(new ClockInstallOptions { TimeDate = portal.Clock.GetUtcNow().UtcDateTime });
        var page = await context.NewPageAsync();
        var visitor = new Visitor(context, page, portal, traced);
        page.Console += (_, message) => visitor.Note(message.Type == "error", $"console: {message.Text}");
        page.PageError += (_, error) => visitor.Note(true, $"error: {error}");
        // Leaving a page aborts what it still loads.
        page.RequestFailed += (_, request) => visitor.Note(request.Failure != "net::ERR_ABORTED", $"failed: {request.Url} {request.Failure}");
        page.Request += (_, request) => visitor.Note(IsForeign(request.Url, portal.BaseAddress), $"foreign: {request.Url}");
        return visitor;
    }

    internal async Task LeaveAsync(string? artifacts)
    {
        if (artifacts is not null)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{artifacts}.png", FullPage = true });
        }

        if (_traced)
        {
            await _context.Tracing.StopAsync(new TracingStopOptions { Path = artifacts is null ? null : $"{artifacts}.zip" });
        }

        await _context.DisposeAsync();
    }

    private static bool IsForeign(string url, string portal) =>
        !url.StartsWith(portal, StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal);

    private void Note(bool isTrouble, string trouble)
    {
        if (isTrouble)
        {
            _troubles.Enqueue(trouble);
        }
    }
}
