using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Portal.Browser.Tests;

/// <summary>
/// Asks axe. Its script is put into a page once, and the page itself is asked: the package's own way opens another page for
/// every question, to see into frames, of which the portal has none.
/// </summary>
internal static class Accessibility
{
    private const string All = "{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}";
    private const string OfColour = "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}";
    private const string OfLayout = "{type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable', 'nested-interactive', 'aria-hidden-focus']}";
    private static readonly Lazy<string> Script = new(Read);

    /// <summary>Every flaw of the page as it stands, with where it is.</summary>
    public static Task<IReadOnlyList<string>> FlawsAsync(IPage page) => AskAsync(page, All);

    /// <summary>Only those that another theme can bring, where all were asked for in the first.</summary>
    public static Task<IReadOnlyList<string>> FlawsOfColourAsync(IPage page) => AskAsync(page, OfColour);

    /// <summary>Only those that another width or direction can bring.</summary>
    public static Task<IReadOnlyList<string>> FlawsOfLayoutAsync(IPage page) => AskAsync(page, OfLayout);

    private static async Task<IReadOnlyList<string>> AskAsync(IPage page, string rules)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script.Value);
        }

        var flaws = await page.EvaluateAsync<JsonElement>($$"""
            async () => (await axe.run(document, {runOnly: {{rules}}, resultTypes: ['violations']}))
                .violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`))
            """);
        return [.. flaws.EnumerateArray().Select(flaw => $"{flaw.GetString()} ({page.Url})")];
    }

    private static string Read()
    {
        using var stream = typeof(AxeRunOptions).Assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!;
        using var reader = new StreamReader(stream);
        // A promise or a function at its end would be waited for or called.
        return $"(() => {{ {reader.ReadToEnd()}\n }})()";
    }
}
