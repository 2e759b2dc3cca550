using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Portal.Browser.Tests;

/// <summary>Asks axe.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Standard = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>Every flaw of the page as it stands, with where it is.</summary>
    public static async Task<IReadOnlyList<string>> FlawsAsync(IPage page)
    {
        var result = await page.RunAxe(Standard);
        return [.. result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html} ({page.Url})"))];
    }
}
