using System.ComponentModel.DataAnnotations;

namespace Portal.Core.Newsletters;

/// <summary>How newsletters are prepared, from the section <c>Newsletters</c>.</summary>
public sealed class NewslettersOptions
{
    /// <summary>How many readers one transaction makes messages for. Writers of the embedded database wait for one slice at most.</summary>
    [Range(1, 5_000)]
    public int SliceSize { get; set; } = 5_000;
}
