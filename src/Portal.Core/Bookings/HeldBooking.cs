namespace Portal.Core.Bookings;

/// <summary>A live booking of a person that is not long over, as far as eligibility needs to know.</summary>
public sealed record HeldBooking(Guid BookingId, Guid ShiftId, BookingState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone, LocalText Activity)
{
    /// <summary>Whose shift it is.</summary>
    public Guid OrganisationId { get; init; }

    /// <summary>Where; null for remote work.</summary>
    public Guid? SiteId { get; init; }
}
