using System.Globalization;
using Portal.Core.Bookings;

namespace Portal.Core.Tests.Bookings;

public sealed class ReconfirmTimeTests
{
    /// <summary>Elapsed hours: in the night of 28 March 2027 clocks in Calais skip one, in that of 25 October 2026 one comes twice.</summary>
    [Theory]
    [InlineData("2027-01-14T09:00Z", "2027-01-20T09:00+01:00", "2027-01-16T09:00Z")]
    [InlineData("2027-01-14T09:00Z", "2027-01-15T10:00+01:00", "2027-01-15T03:00Z")]
    [InlineData("2027-03-27T18:00+01:00", "2027-03-28T08:00+02:00", "2027-03-28T01:00+01:00")]
    [InlineData("2026-10-24T18:00+02:00", "2026-10-25T08:00+01:00", "2026-10-25T02:00+01:00")]
    [InlineData("2027-03-27T10:00+01:00", "2027-03-30T10:00+02:00", "2027-03-29T11:00+02:00")]
    [InlineData("2027-01-14T09:00Z", "2027-01-14T16:00Z", "2027-01-14T10:00Z")]
    [InlineData("2027-01-14T09:07Z", "2027-01-14T16:20Z", "2027-01-14T10:20Z")]
    [InlineData("2027-01-14T09:07Z", "2027-01-20T16:00Z", "2027-01-16T09:00Z")]
    [InlineData("2027-01-14T09:00Z", "2027-01-14T15:59Z", null)]
    [InlineData("2027-01-14T09:00Z", "2027-01-14T10:00Z", null)]
    public void A_place_is_held_for_two_days_or_until_six_hours_before(string now, string startsAt, string? until) =>
        Assert.Equal(until is null ? null : At(until), ReconfirmTime.Until(At(now), At(startsAt)));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
