using Microsoft.Playwright;

namespace Portal.Browser.Tests.Everywhere;

/// <summary>The main pages in French, from right to left, and on paper.</summary>
public sealed class MainPagesTests(Chromium chromium) : TownTest(chromium)
{
    // A4 upright without its margins, at 96 dots an inch.
    private static readonly Screen Paper = new(718, 1000, IsPhone: false);

    private static readonly string[] Patterns =
    [
        "/", "/shifts", "/shifts/{id:guid}", "/shifts/{id:guid}/roster", "/organisations", "/organisations/{slug}", "/updates", "/account/register",
        "/my/shifts", "/account/profile", "/organise", "/organise/shifts", "/organise/shifts/new", "/newsletter/archive/{id:guid}", "/admin/newsletters/{id:guid}",
    ];

    public static TheoryData<Reader> Readers => [.. Enum.GetValues<Reader>()];

    [Theory, MemberData(nameof(Readers))]
    public Task In_French_and_from_right_to_left_they_are_accessible_and_fit(Reader reader) => WalkAsync(reader, "fr", async page =>
    {
        List<string> findings = [];
        if (await page.EvaluateAsync<string>("() => document.documentElement.lang") != "fr")
        {
            findings.Add($"{page.Url} is not in French");
        }

        foreach (var screen in new[] { Screen.Narrow, Screen.Desk })
        {
            findings.AddRange(await WidthsAsync(page, screen));
        }

        findings.AddRange(await Accessibility.FlawsAsync(page));
        // No language of the portal is written so yet; the layout is ready for one.
        await page.EvaluateAsync("() => document.documentElement.dir = 'rtl'");
        foreach (var screen in new[] { Screen.Desk, Screen.Narrow })
        {
            findings.AddRange((await WidthsAsync(page, screen)).Select(flaw => $"from right to left: {flaw}"));
        }

        findings.AddRange((await Accessibility.FlawsOfLayoutAsync(page)).Select(flaw => $"from right to left: {flaw}"));
        return findings;
    });

    [Theory, MemberData(nameof(Readers))]
    public Task On_paper_there_is_the_page_and_nothing_to_press(Reader reader) => WalkAsync(reader, "en", async page =>
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        List<string> findings = [.. await WidthsAsync(page, Paper)];
        foreach (var part in new[] { ".masthead", ".tabbar", ".site-foot", ".skip" })
        {
            if (await page.Locator(part).First.IsVisibleAsync())
            {
                findings.Add($"{page.Url} prints {part}");
            }
        }

        if (!await page.Locator("main h1").First.IsVisibleAsync())
        {
            findings.Add($"{page.Url} prints no heading");
        }

        var paper = await page.EvaluateAsync<string>("() => getComputedStyle(document.body).color");
        return paper == "rgb(0, 0, 0)" ? findings : [.. findings, $"{page.Url} prints in {paper}"];
    });

    [Fact]
    public void They_are_pages() => Assert.Empty(Patterns.Except(PortalPages.All.Select(page => page.Pattern)));

    private async Task WalkAsync(Reader reader, string language, Func<IPage, Task<List<string>>> look)
    {
        var town = await SettleAsync();
        if (reader != Reader.Anyone)
        {
            await SpeaksAsync(reader, language);
        }

        var visitor = await WalkerAsync(reader, language);
        var findings = new List<string>();
        foreach (var page in PortalPages.All.Where(page => page.Reader == reader && Patterns.Contains(page.Pattern)))
        {
            findings.AddRange(await OpenAsync(visitor.Page, page.AddressIn(town)));
            findings.AddRange(await look(visitor.Page));
        }

        Findings.None(findings.Distinct(StringComparer.Ordinal));
    }

    // A profile's language comes before the browser's.
    private async Task SpeaksAsync(Reader reader, string language)
    {
        await using var db = Portal.NewContext();
        var person = await DemoTown.FindAsync(db, reader);
        db.Attach(person).Entity.Language = language;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
