using Portal.Core.Privacy;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Bookings;

/// <summary>What came of asking for a meeting point, told from <see cref="Now"/>.</summary>
public sealed record MeetingPointModel(Guid BookingId, MeetingPointOutcome Outcome, DateTimeOffset Now)
{
    /// <summary>The zone in which its times are told.</summary>
    public TimeZoneInfo Zone => Outcome.Zone ?? TimeWords.Calais;
}
