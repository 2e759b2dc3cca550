using System.Globalization;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;

namespace Portal.Core.Tests.Newsletters.Sending;

public sealed class MorningTimesTests
{
    [Theory]
    [InlineData("2027-01-15", "Europe/Paris", "2027-01-15T08:00:00Z")]
    [InlineData("2027-03-28", "Europe/Paris", "2027-03-28T07:00:00Z")]
    [InlineData("2027-10-31", "Europe/Paris", "2027-10-31T08:00:00Z")]
    [InlineData("2027-01-15", "Pacific/Kiritimati", "2027-01-14T19:00:00Z")]
    [InlineData("2027-01-15", "Pacific/Niue", "2027-01-15T20:00:00Z")]
    [InlineData("2027-01-15", "", "2027-01-15T08:00:00Z")]
    [InlineData("2027-01-15", "Nowhere/Known", "2027-01-15T08:00:00Z")]
    public void Nine_is_told_by_the_clock_of_each_zone_on_days_that_clocks_change_too(string day, string zone, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture),
            MorningTimes.Of(DateOnly.Parse(day, CultureInfo.InvariantCulture), zone, "Europe/Paris"));

    [Fact]
    public void Zones_come_in_the_order_of_their_mornings_each_once()
    {
        var mornings = MorningTimes.Of(new DateOnly(2027, 1, 15), ["America/New_York", "Asia/Tokyo", "", "Asia/Tokyo"], "Europe/Paris");

        Assert.Equal(["Asia/Tokyo", "", "America/New_York"], mornings.Select(morning => morning.Zone));
    }
}
