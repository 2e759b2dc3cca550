using Portal.Core.Bookings;

namespace Portal.Core.Privacy.Reveals;

/// <summary>
/// That somebody opened meeting points and then gave those places back, several times within a month. There may be good reasons: the organisers
/// of the last organisation decide. As long as it holds back, the person gets meeting points by the duty phone only.
/// </summary>
public sealed class PointConcern
{
    private const string For = "so that nobody collects meeting points";
    private const string Kept = "30 days after it was let be";

    /// <summary>How often within <see cref="Within"/> it takes.</summary>
    public const int Times = 3;

    /// <summary>Who has been at fewer shifts is held back at once, until somebody decided.</summary>
    public const int Trusted = 5;

    /// <summary>The time in which places given back count.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromDays(30);

    /// <summary>What a booking becomes when its holder gives the place back.</summary>
    internal static readonly BookingState[] Withdrawn = [BookingState.CancelledByVolunteer, BookingState.SeekingCover];

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whom it is about.</summary>
    [Personal(For, Tier.Restricted, Kept, "organisers of the organisation")]
    public required Guid SupporterId { get; init; }

    /// <summary>Whose organisers decide: the organisation of the last place that was given back.</summary>
    [Personal(For, Tier.Restricted, Kept, "organisers of the organisation")]
    public required Guid OrganisationId { get; init; }

    /// <summary>When.</summary>
    [Personal(For, Tier.Restricted, Kept, "organisers of the organisation")]
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>Whether the person is held back.</summary>
    [Personal(For, Tier.Restricted, Kept, "oneself, organisers of the organisation")]
    public required bool HoldsBack { get; set; }

    /// <summary>When somebody decided last, or null.</summary>
    [Personal(For, Tier.Restricted, Kept, "organisers of the organisation")]
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who did.</summary>
    [Personal("to settle doubts", Tier.Restricted, Kept, "organisers of the organisation")]
    public Guid? DecidedById { get; set; }

    /// <summary>How often somebody decided, so that nobody decides about what they did not see.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Decisions { get; set; }
}
