using System.Text.RegularExpressions;

namespace Portal.Core.Newsletters.Editions;

/// <summary>A block of a newsletter, such as <c>{{shifts}}</c> or <c>{{campaign:winter}}</c>.</summary>
/// <param name="Slug">What it is of, or empty.</param>
public sealed record NewsletterBlock(string Name, string Slug)
{
    /// <summary>Coming shifts that lack people.</summary>
    public const string Shifts = "shifts";

    /// <summary>The latest public updates.</summary>
    public const string Updates = "updates";

    /// <summary>How a campaign is going.</summary>
    public const string Campaign = "campaign";
}

/// <summary>Finds the blocks in what is written. Each stands on a line of its own; what looks like one and is none is refused.</summary>
public static partial class BlockText
{
    /// <summary>The most blocks of one text.</summary>
    public const int Most = 8;

    /// <summary>The most links that one block becomes.</summary>
    public const int MostLinks = 10;

    /// <summary>The blocks of a text, in order.</summary>
    public static IReadOnlyList<NewsletterBlock> In(string body) => [.. Whole().Matches(body).Select(Of)];

    /// <summary>Puts text in the place of each block; a paragraph of its own.</summary>
    public static string Replace(string body, Func<NewsletterBlock, string> with) => Whole().Replace(body, match => $"\n{with(Of(match)).Trim()}\n");

    /// <summary>The first thing that looks like a block and is none of these campaigns, or stands within a line; null when all is well.</summary>
    public static string? Unknown(string body, IReadOnlyCollection<string> campaigns)
    {
        var rest = Whole().Replace(body, match => IsKnown(Of(match), campaigns) ? "" : match.Value);
        return Braces().Match(rest) is { Success: true } found ? found.Value : null;
    }

    private static bool IsKnown(NewsletterBlock block, IReadOnlyCollection<string> campaigns) => block.Name switch
    {
        NewsletterBlock.Shifts or NewsletterBlock.Updates => block.Slug.Length == 0,
        NewsletterBlock.Campaign => campaigns.Contains(block.Slug),
        _ => false,
    };

    private static NewsletterBlock Of(Match match) => new(match.Groups["name"].Value, match.Groups["slug"].Value);

    [GeneratedRegex(@"^[ \t]{0,3}\{\{[ \t]*(?<name>[a-z]+)(?::(?<slug>[a-z0-9-]+))?[ \t]*\}\}[ \t]*(?=\r?$)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\{\{[^{}\r\n]{0,80}\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}
