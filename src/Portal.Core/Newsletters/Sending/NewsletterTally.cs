using Portal.Core.Mail;
using Portal.Core.Privacy;

namespace Portal.Core.Newsletters.Sending;

/// <summary>How many messages of a newsletter were settled in a state for a reason. Raised with each batch, so that looking at a million costs what looking at ten does; put right by the rows at the end.</summary>
public sealed class NewsletterTally
{
    /// <summary>The newsletter.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid NewsletterId { get; init; }

    /// <summary>The state.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required MessageState State { get; init; }

    /// <summary>The reason, or empty.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required string Reason { get; init; }

    /// <summary>How many.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Count { get; set; }
}
