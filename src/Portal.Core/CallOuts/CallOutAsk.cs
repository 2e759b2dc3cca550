using Portal.Core.Privacy;

namespace Portal.Core.CallOuts;

/// <summary>That a call-out asks somebody. At most two a person and day, which a unique index keeps.</summary>
public sealed class CallOutAsk
{
    /// <summary>Most questions to one person on one day.</summary>
    public const int MostADay = 2;

    /// <summary>The call-out.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid CallOutId { get; init; }

    /// <summary>Who is asked.</summary>
    [Personal("to find people who can come", Tier.Restricted, "90 days", "oneself; organisers of one's own organisations")]
    public required Guid SupporterId { get; init; }

    /// <summary>In which circle.</summary>
    [NotPersonal(Because.Planning)]
    public required Circle Circle { get; init; }

    /// <summary>When: at once, or when the person's quiet hours end.</summary>
    [NotPersonal(Because.Planning)]
    public required DateTimeOffset AskAt { get; init; }

    /// <summary>The day of <see cref="AskAt"/> by the clock of the shift.</summary>
    [NotPersonal(Because.Planning)]
    public required DateOnly Day { get; init; }

    /// <summary>Which question of that day it is to this person: 1 or 2.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Number { get; init; }

    /// <summary>When the person saw it in the portal; null while not known.</summary>
    [Personal("so that organisers know when to ask further", Tier.Restricted, "90 days", "oneself; organisers see the number")]
    public DateTimeOffset? SeenAt { get; private set; }

    /// <summary>When the person said "not now": no further question about that shift. Whoever comes has a booking, and needs no answer here.</summary>
    [Personal("to leave in peace who cannot come", Tier.Restricted, "90 days", "oneself; organisers of one's own organisations")]
    public DateTimeOffset? DeclinedAt { get; private set; }

    /// <summary>The call-out.</summary>
    public CallOut? CallOut { get; init; }
}
