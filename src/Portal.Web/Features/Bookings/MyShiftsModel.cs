using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Bookings;

/// <summary>The reader's shifts: what comes next, what follows, a page of what was.</summary>
public sealed class MyShiftsModel
{
    private const int PageSize = 50;
    private readonly IReadOnlyList<MyBooking> _past;

    /// <summary>Sorts out the next one and the page asked for.</summary>
    public MyShiftsModel(MyShifts mine, int page)
    {
        Mine = mine;
        Next = mine.Upcoming.FirstOrDefault(booking => booking.ShiftStatus == ShiftStatus.Published);
        List<MyBooking> off = [.. mine.Past.Where(booking => booking.EndsAt > mine.AsOf && IsOff(booking)).OrderBy(booking => booking.StartsAt)];
        OffBefore = [.. off.TakeWhile(booking => Next is null || booking.StartsAt <= Next.StartsAt)];
        Upcoming = [.. mine.Upcoming.Where(booking => booking != Next).Concat(off.Skip(OffBefore.Count)).OrderBy(booking => booking.StartsAt)];
        _past = [.. mine.Past.Where(booking => booking.EndsAt <= mine.AsOf && booking.State != BookingState.CancelledByVolunteer)];
        var pages = Math.Max(1, (_past.Count + PageSize - 1) / PageSize);
        Pager = new PagerModel(Math.Clamp(page, 1, pages), pages, number => $"/my/shifts?page={number}#past");
    }

    /// <summary>The groups that the reader brings.</summary>
    public IReadOnlyList<LedParty> Groups { get; init; } = [];

    /// <summary>All of it.</summary>
    public MyShifts Mine { get; }

    /// <summary>The moment that everything on the page is told from.</summary>
    public DateTimeOffset Now => Mine.AsOf;

    /// <summary>The next one that takes place, or the one that is under way.</summary>
    public MyBooking? Next { get; }

    /// <summary>Those before it that were called off: nobody may set off for them because the page speaks of a later one first.</summary>
    public IReadOnlyList<MyBooking> OffBefore { get; }

    /// <summary>Those after it, also those that were called off.</summary>
    public IReadOnlyList<MyBooking> Upcoming { get; }

    /// <summary>Those that a closed site cancelled or moved and that this page is the first to say: with it the reader knows.</summary>
    public IReadOnlyList<Guid> News => [.. OffBefore.Concat(Upcoming).Concat(Next is null ? [] : [Next]).Where(booking => booking.HasNews).Select(booking => booking.Id)];

    /// <summary>Whether the page says that a shift is at another place now: it is not asked about and not called off.</summary>
    public static bool IsMoved(MyBooking booking) => booking is { HasNews: true, IsAskedAgain: false } && !IsOff(booking);

    /// <summary>The page of those that are over, the last first.</summary>
    public IEnumerable<MyBooking> Past => _past.Skip((Pager.Page - 1) * PageSize).Take(PageSize);

    /// <summary>The pages of <see cref="Past"/>.</summary>
    public PagerModel Pager { get; }

    /// <summary>Whether a booking's place is sure.</summary>
    public static bool IsSure(MyBooking booking) => BookingStates.Sure.Contains(booking.State);

    /// <summary>Whether the place may be given back: until the shift begins.</summary>
    public static bool CanGiveBack(MyBooking booking, DateTimeOffset now) =>
        booking.ShiftStatus == ShiftStatus.Published && booking.State.MayGiveBack(booking.StartsAt, now);

    /// <summary>Whether a shift was called off.</summary>
    public static bool IsOff(MyBooking booking) => booking.State == BookingState.CancelledByOrganiser || (booking.ShiftStatus == ShiftStatus.Cancelled && BookingStates.Live.Contains(booking.State));
}
