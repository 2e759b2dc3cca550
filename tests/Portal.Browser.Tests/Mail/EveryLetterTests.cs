using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MimeKit;
using Portal.Core.Mail;
using Portal.Testing.Letters;

namespace Portal.Browser.Tests.Mail;

/// <summary>Every letter as mail programs show it: light and dark, narrow, without its stylesheet, with names of another script.</summary>
public sealed partial class EveryLetterTests(Chromium chromium) : IAsyncLifetime
{
    // Gmail cuts off what is longer.
    private const int MostBytes = 102 * 1024;

    private const string Amina = "آمنة بن علي";

    private readonly PortalFactory _portal = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _portal.InitializeAsync();

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Every_letter_reads_well_light_dark_narrow_and_without_its_stylesheet(string language)
    {
        var letters = await SendAsync(new LetterSetting(language) { Person = Amina, Work = "مطبخ / Kitchen 3", Group = "תנו אוכל" });
        var findings = new List<string>();
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var context = await chromium.Browser.NewContextAsync(Screen.Narrow.Options(language, theme));
            var page = await context.NewPageAsync();
            foreach (var (letter, mail) in letters)
            {
                findings.AddRange((await LookAsync(page, mail.HtmlBody!)).Select(flaw => $"{letter.Template} ({letter.Case}), {theme}: {flaw}"));
                await KeepAsync(page, $"{language}-{theme}-{letter.Template}-{letter.Case}");
                findings.AddRange((await LookAsync(page, Styles().Replace(mail.HtmlBody!, ""))).Select(flaw => $"{letter.Template} ({letter.Case}), {theme}, bare: {flaw}"));
            }
        }

        Findings.None(findings.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Every_letter_says_its_all_in_both_parts_and_needs_nothing_from_elsewhere(string language)
    {
        var findings = new List<string>();
        foreach (var (letter, mail) in await SendAsync(new LetterSetting(language) { Person = Amina }))
        {
            var (html, text) = (new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.HtmlBody!), mail.TextBody!);
            void Check(bool holds, string what) => findings.AddRange(holds ? [] : [$"{letter.Template} ({letter.Case}): {what}"]);
            Check(Encoding.UTF8.GetByteCount(mail.HtmlBody!) < MostBytes, "is cut off");
            Check(html.QuerySelectorAll("img, link, script, iframe, form, input, [background]").Length == 0 && !mail.HtmlBody!.Contains("url(", StringComparison.Ordinal), "asks for something else");
            Check(html.QuerySelectorAll("table").All(table => table.GetAttribute("role") == "presentation"), "has a table that is read as one");
            Check(html.DocumentElement.GetAttribute("lang") == language && html.QuerySelector("body > table")!.GetAttribute("lang") == language, "does not name its language");
            Check(html.DocumentElement.GetAttribute("dir") == "ltr" && html.QuerySelector("body > table")!.GetAttribute("dir") == "ltr", "does not name its direction");
            Check(html.QuerySelector("body > div")!.TextContent.Trim().Length > 0, "has no preview");
            Check(html.QuerySelectorAll("a").All(link => link.TextContent.Trim().Length > 0), "has a link without words");
            Check(!Tags().IsMatch(text), "has markup in its text");
            Check(text.Contains(html.QuerySelector("h1")!.TextContent.Trim(), StringComparison.Ordinal) || Bare(text).Contains(html.QuerySelector("h1")!.TextContent.Trim(), StringComparison.Ordinal), "does not say its heading in its text");
            Check(html.QuerySelectorAll("td p:not(:has(a)), td strong").All(said => letter.Template.StartsWith("newsletter", StringComparison.Ordinal) || Squeezed(Bare(text)).Contains(Squeezed(said.TextContent), StringComparison.Ordinal)), "says less in its text");
            Check(Count(mail.HtmlBody!, "<bdi>") == Count(mail.HtmlBody!, "</bdi>") && Count(text, "\u2068") == Count(text, "\u2069"), "leaves an isolate open");
            Check(letter.Template.StartsWith("newsletter", StringComparison.Ordinal) || !text.Replace("\u2068" + Amina + "\u2069", "", StringComparison.Ordinal).Contains(Amina, StringComparison.Ordinal), "has a name that is not isolated");
        }

        Findings.None(findings);
    }

    private async Task<IReadOnlyList<(WrittenMessage Letter, MimeMessage Mail)>> SendAsync(LetterSetting setting)
    {
        var written = await EveryLetter.WriteAsync(_portal, setting);
        await _portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);
        return [.. written.Select(one => (one, MimeMessage.Load(Path.Combine(_portal.Settings["Mail:PickupFolder"]!, $"{one.MessageId}.eml"), Stop)))];
    }

    private static async Task<IEnumerable<string>> LookAsync(IPage page, string html)
    {
        await page.SetContentAsync(html);
        var flaws = new List<string>(await Accessibility.FlawsOfColourAsync(page));
        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        flaws.AddRange(width > Screen.Narrow.Width ? [$"is {width} wide"] : []);
        return flaws;
    }

    // Pictures to look at, where somebody asks for them.
    private static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PORTAL_PICTURES") is not { } folder)
        {
            return;
        }

        foreach (var width in new[] { 390, 700 })
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name.Replace(' ', '-')}-{width}.png"), FullPage = true });
        }

        await page.SetViewportSizeAsync(Screen.Narrow.Width, Screen.Narrow.Height);
    }

    private static string Bare(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    private static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Styles();

    [GeneratedRegex(@"</?[a-z]+[^>]*>|&[a-z]+;|&#")]
    private static partial Regex Tags();
}
