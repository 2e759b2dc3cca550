using Portal.Core.Privacy;

namespace Portal.Core.Circles;

/// <summary>A local or thematic group of supporters. It is seen by others once an administrator approved it, and rests while nobody hosts it.</summary>
public sealed class SupporterCircle
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLength = 80;

    /// <summary>Longest text on what it is for.</summary>
    public const int PurposeLength = 1500;

    /// <summary>Longest reason why it was declined.</summary>
    public const int ReasonLength = 500;

    /// <summary>Longest name in addresses.</summary>
    public const int SlugLength = 60;

    /// <summary>Most hosts, those who were asked and have not answered among them.</summary>
    public const int MostHosts = 3;

    /// <summary>Days without a host after which it rests.</summary>
    public const int DaysWithoutHost = 60;

    /// <summary>Months after it was declined for which a proposal is kept.</summary>
    public const int MonthsKept = 12;

    private const string For = "to answer whoever proposed it";

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Its name in addresses.</summary>
    [NotPersonal(Because.Published)]
    public required string Slug { get; init; }

    /// <summary>Its name.</summary>
    [NotPersonal(Because.Published)]
    public required string Name { get; init; }

    /// <summary>What it is for, in plain text.</summary>
    [NotPersonal(Because.Published)]
    public required string Purpose { get; init; }

    /// <summary>Name and purpose as they are sought in: see <see cref="CircleWords.Folded"/>.</summary>
    [NotPersonal(Because.Published)]
    public required string Sought { get; init; }

    /// <summary>Codes of the languages spoken in it, of <c>SpokenLanguages</c>.</summary>
    [NotPersonal(Because.Published)]
    public required List<string> Languages { get; init; }

    /// <summary>Two-letter code of its country; null where it meets online.</summary>
    [NotPersonal(Because.Published)]
    public required string? Country { get; init; }

    /// <summary>Whether whoever likes joins at once; otherwise a host answers.</summary>
    [NotPersonal(Because.Published)]
    public required bool IsOpen { get; init; }

    /// <summary>Proposed, approved or declined.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public CircleState State { get; private set; }

    /// <summary>Who proposed it; null once their account is gone.</summary>
    [Personal(For, Tier.Restricted, Because.Account, "oneself, administrators")]
    public required Guid? ProposedById { get; init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>When an administrator answered.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Why it was declined, for whoever proposed it.</summary>
    [Personal(For, Tier.Restricted, "12 months", "oneself, administrators")]
    public string? Reason { get; private set; }

    /// <summary>Since when nobody hosts it; null while somebody does.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? HostlessSince { get; private set; }

    /// <summary>Since when it rests; null while it does not.</summary>
    [NotPersonal(Because.Published)]
    public DateTimeOffset? RestingSince { get; private set; }

    /// <summary>Raised by whoever changes who belongs to it, so that they take turns. Changed by a guarded statement only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public long Turn { get; private set; }

    /// <summary>Says yes or no to a proposal. False where that was said before.</summary>
    public bool TryDecide(bool approve, string? reason, DateTimeOffset now)
    {
        if (State != CircleState.Proposed)
        {
            return false;
        }

        (State, DecidedAt, Reason) = (approve ? CircleState.Approved : CircleState.Declined, now, approve ? null : reason);
        return true;
    }

    /// <summary>Notes that nobody hosts it. False where that is known.</summary>
    public bool TryLoseHosts(DateTimeOffset now)
    {
        if (HostlessSince is not null)
        {
            return false;
        }

        HostlessSince = now;
        return true;
    }

    /// <summary>Somebody hosts it: it does not rest any more.</summary>
    public void FindHost() => (HostlessSince, RestingSince) = (null, null);
}

/// <summary>Where a circle stands.</summary>
public enum CircleState
{
    /// <summary>Waits for an administrator; nobody else but whoever proposed it sees it.</summary>
    Proposed,

    /// <summary>Seen by everybody.</summary>
    Approved,

    /// <summary>An administrator said no, and why.</summary>
    Declined,
}
