using Portal.Core.Privacy;

namespace Portal.Core.Circles;

/// <summary>What the hosts of a circle wrote to all its members at once. Each gets it as a mail of their own; nobody sees an address.</summary>
public sealed class CircleMessage
{
    /// <summary>Most messages of a circle within a day.</summary>
    public const int MostADay = 2;

    /// <summary>Months for which it is kept.</summary>
    public const int MonthsKept = 12;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose members it went to.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid CircleId { get; init; }

    /// <summary>Which host wrote it; null once their account is gone.</summary>
    [Personal("to know who answers for a text", Tier.Restricted, "12 months", Because.Nobody)]
    public required Guid? AuthorId { get; init; }

    /// <summary>Its title, in plain text.</summary>
    [NotPersonal("a text to the members of a circle")]
    public required string Title { get; init; }

    /// <summary>Its text, in Markdown.</summary>
    [NotPersonal("a text to the members of a circle")]
    public required string Body { get; init; }

    /// <summary>Two-letter code of the language it is written in.</summary>
    [NotPersonal("a text to the members of a circle")]
    public required string Language { get; init; }

    /// <summary>How many it was written to.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Readers { get; init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset SentAt { get; init; }
}
