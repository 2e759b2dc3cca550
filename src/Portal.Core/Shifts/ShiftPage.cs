using Portal.Core.Bookings;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts;

/// <summary>One page of the list, as one person may see it.</summary>
/// <param name="Total">How many shifts the filter found.</param>
/// <param name="Page">The page shown, from 1; a page beyond the last shows the last.</param>
/// <param name="Needs">What shifts that this person may not see need, as of the snapshot; no day, time or place.</param>
/// <param name="AsOf">The moment everything on it is computed from.</param>
public sealed record ShiftPage(IReadOnlyList<ListedShift> Shifts, int Total, int Page, int Pages, IReadOnlyList<ShiftNeed> Needs, DateTimeOffset AsOf)
{
    /// <summary>Shifts on one page.</summary>
    public const int Size = 50;

    /// <summary>The values the filters can take, from all shifts that this person may see.</summary>
    public required ShiftFacets Facets { get; init; }
}

/// <summary>A shift of the list with what it is to this person.</summary>
/// <param name="Mine">This person's live booking on it, or null.</param>
/// <param name="Bookable">Whether this person can book one of its positions now.</param>
public sealed record ListedShift(ComingShift Shift, HeldBooking? Mine, bool Bookable);

/// <summary>The values the filters can take.</summary>
public sealed record ShiftFacets(IReadOnlyList<OrganisationRef> Organisations, IReadOnlyList<AreaRef> Areas, IReadOnlyList<LocalText> Roles);
