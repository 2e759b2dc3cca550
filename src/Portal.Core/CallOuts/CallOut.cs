using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.CallOuts;

/// <summary>An urgent question to people who can come: somebody is missing on one position of a shift.</summary>
public sealed class CallOut
{
    /// <summary>Longest line, in UTF-16 units.</summary>
    public const int LineLength = 200;

    /// <summary>Most people to be found at once.</summary>
    public const int MostWanted = 50;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The organisation that asks.</summary>
    [NotPersonal(Because.Planning)]
    public required Guid OrganisationId { get; init; }

    /// <summary>The shift.</summary>
    [NotPersonal(Because.Planning)]
    public required Guid ShiftId { get; init; }

    /// <summary>The position that lacks people.</summary>
    [NotPersonal(Because.Planning)]
    public required Guid PositionId { get; init; }

    /// <summary>Who asks.</summary>
    [Personal("to know who answers for a call-out", Tier.Restricted, "as long as the text", "organisers of the organisation")]
    public required Guid AuthorId { get; init; }

    /// <summary>The one line that the author wrote, plain text.</summary>
    [NotPersonal(Because.Published)]
    public required string Line { get; init; }

    /// <summary>Two-letter code of its language.</summary>
    [NotPersonal(Because.Published)]
    public required string Language { get; init; }

    /// <summary>How many places of the position must be held so that nobody is missing any more. More than were held when it began.</summary>
    [NotPersonal(Because.Planning)]
    public required int Target { get; init; }

    /// <summary>How far it reaches: this circle and those before it.</summary>
    [NotPersonal(Because.Planning)]
    public Circle Circle { get; private set; } = Circle.InTheRegion;

    /// <summary>When it began.</summary>
    [NotPersonal(Because.Planning)]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When an organiser ended it, or null. It also rests once nobody is missing, and when the shift begins.</summary>
    [NotPersonal(Because.Planning)]
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Raised with every change. A stale copy cannot be saved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; private set; }

    /// <summary>The shift.</summary>
    public Shift? Shift { get; init; }

    /// <summary>The position.</summary>
    public Position? Position { get; init; }

    /// <summary>The people who are asked.</summary>
    public List<CallOutAsk> Asks { get; init; } = [];

    /// <summary>Reaches one circle further. False where it reaches as far already, or has ended.</summary>
    public bool TryWiden(Circle circle)
    {
        if (EndedAt is not null || circle <= Circle)
        {
            return false;
        }

        Circle = circle;
        Version++;
        return true;
    }

    /// <summary>Ends it. False where it has ended.</summary>
    public bool TryEnd(DateTimeOffset now)
    {
        if (EndedAt is not null)
        {
            return false;
        }

        EndedAt = now;
        Version++;
        return true;
    }
}

/// <summary>Who is asked, from the nearest to the farthest; each holds those before it.</summary>
public enum Circle
{
    /// <summary>Whoever can come and is in the region: the organisation's own volunteers, and those who belong to none.</summary>
    InTheRegion,

    /// <summary>The same people where they are not in the region.</summary>
    Qualified,

    /// <summary>Volunteers of other organisations that agreed to it.</summary>
    Others,
}
