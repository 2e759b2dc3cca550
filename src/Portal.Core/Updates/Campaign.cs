using Portal.Core.Privacy;

namespace Portal.Core.Updates;

/// <summary>A cause that updates and newsletters belong to, such as winter shelter.</summary>
public sealed class Campaign
{
    /// <summary>Longest name in addresses.</summary>
    public const int SlugLength = 60;

    /// <summary>Longest name in one language, in UTF-16 units.</summary>
    public const int NameLength = 120;

    /// <summary>Longest sentence of what it is about, in one language, in UTF-16 units.</summary>
    public const int LeadLength = 300;

    /// <summary>Longest story in one language, in UTF-16 units.</summary>
    public const int StoryLength = 8000;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Its name in addresses; unique.</summary>
    [NotPersonal(Because.Published)]
    public required string Slug { get; init; }

    /// <summary>Its name.</summary>
    [NotPersonal(Because.Published)]
    public required LocalText Name { get; set; }

    /// <summary>What it is about, in one sentence; empty where nobody has said.</summary>
    [NotPersonal(Because.Published)]
    public LocalText Lead { get; set; } = LocalText.Of("");

    /// <summary>What it is about at length, in Markdown; empty where nobody has said.</summary>
    [NotPersonal(Because.Published)]
    public LocalText Story { get; set; } = LocalText.Of("");

    /// <summary>When it ended, or null. Its page stays; nothing new is posted to it.</summary>
    [NotPersonal(Because.Published)]
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Raised with every change. A stale copy cannot be saved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; set; }
}
