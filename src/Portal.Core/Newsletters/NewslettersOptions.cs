using System.ComponentModel.DataAnnotations;

namespace Portal.Core.Newsletters;

/// <summary>How newsletters are prepared, from the section <c>Newsletters</c>.</summary>
public sealed class NewslettersOptions
{
    /// <summary>How many readers one transaction makes messages for. A booking on the embedded database waits for one slice at most: for less than a tenth of a second with this many.</summary>
    [Range(1, 5_000)]
    public int SliceSize { get; set; } = 2_000;

    /// <summary>Above this many recipients a second person has to release an issue.</summary>
    [Range(0, 1_000_000)]
    public int ReleaseAbove { get; set; } = 500;

    /// <summary>For how many minutes an issue can be taken back before its sending begins.</summary>
    [Range(0, 24 * 60)]
    public int TakeBackMinutes { get; set; } = 10;
}
