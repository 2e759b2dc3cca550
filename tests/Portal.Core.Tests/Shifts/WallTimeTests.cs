using System.Globalization;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Shifts;

public sealed class WallTimeTests
{
    [Theory]
    [InlineData("2027-01-14T18:00:00", "2027-01-14T17:00:00Z", false)]
    [InlineData("2026-03-29T01:59:00", "2026-03-29T00:59:00Z", false)]
    [InlineData("2026-03-29T02:30:00", "2026-03-29T01:30:00Z", true)] // does not exist: 03:30 by the new clock
    [InlineData("2026-03-29T03:00:00", "2026-03-29T01:00:00Z", false)]
    [InlineData("2026-10-25T02:30:00", "2026-10-25T00:30:00Z", false)] // exists twice: the first
    [InlineData("2026-10-25T03:00:00", "2026-10-25T02:00:00Z", false)]
    [InlineData("2027-03-28T02:00:00", "2027-03-28T01:00:00Z", true)]
    [InlineData("2027-03-28T10:00:00", "2027-03-28T08:00:00Z", false)]
    public void Clock_changes_are_taken_as_promised(string wall, string instant, bool moved)
    {
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

        var result = WallTime.ToInstant(DateTime.Parse(wall, CultureInfo.InvariantCulture), paris);

        Assert.Equal((DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), moved), result);
    }

    [Theory]
    [InlineData("Europe/Paris", "0001-01-01T00:00:00", "0001-01-01T00:00:00Z")]
    [InlineData("Europe/Paris", "9999-12-31T23:59:00", "9999-12-31T22:59:00Z")]
    [InlineData("America/New_York", "9999-12-31T23:59:00", "9999-12-31T23:59:59.9999999Z")]
    public void The_calendar_ends_at_its_ends_whatever_the_zone(string zone, string wall, string instant) => Assert.Equal(
        DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture),
        WallTime.ToInstant(DateTime.Parse(wall, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)).At);

    [Fact]
    public void Unknown_zones_are_not_found() => Assert.Null(WallTime.FindZone("Europe/Nowhere"));
}
