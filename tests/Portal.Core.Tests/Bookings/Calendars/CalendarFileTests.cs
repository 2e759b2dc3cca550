using Ical.Net;
using Portal.Core.Bookings.Calendars;

namespace Portal.Core.Tests.Bookings.Calendars;

public sealed class CalendarFileTests
{
    private static readonly CalendarEntry Entry = new(
        "01980000-0000-7000-8000-000000000001@bookings.portal",
        3,
        "Kitchen, evening · Driver; or so",
        new DateTimeOffset(2027, 3, 28, 8, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2027, 3, 28, 12, 0, 0, TimeSpan.Zero),
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"),
        "Calais east",
        "https://example.org/shifts/1")
    {
        ChangedAt = new DateTimeOffset(2027, 1, 14, 9, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void What_is_written_is_read_back()
    {
        var calendar = Calendar.Load(CalendarFile.For(Entry))!;

        var read = Assert.Single(calendar.Events);
        Assert.Equal("01980000-0000-7000-8000-000000000001@bookings.portal", read.Uid);
        Assert.Equal((3, "Kitchen, evening · Driver; or so", "Calais east", "CONFIRMED"), (read.Sequence, read.Summary, read.Location, read.Status));
        Assert.Equal("https://example.org/shifts/1", read.Url!.ToString());
        Assert.Equal(("Europe/Paris", new DateTime(2027, 3, 28, 10, 0, 0)), (read.Start!.TzId, read.Start.Value));
        Assert.Equal((Entry.StartsAt.UtcDateTime, Entry.EndsAt.UtcDateTime), (read.Start.AsUtc, read.End!.AsUtc));
        Assert.Equal("Europe/Paris", Assert.Single(calendar.TimeZones).TzId);
    }

    [Theory]
    [InlineData(CalendarStatus.Tentative, "STATUS:TENTATIVE")]
    [InlineData(CalendarStatus.Cancelled, "STATUS:CANCELLED")]
    public void The_file_says_how_sure_the_place_is(CalendarStatus status, string line) =>
        Assert.Contains(line, CalendarFile.For(Entry with { Status = status }), StringComparison.Ordinal);

    [Fact]
    public void Lines_are_as_the_standard_wants_them()
    {
        var text = CalendarFile.For(Entry with { Title = new string('é', 200) });

        Assert.Contains("SEQUENCE:3\r\n", text, StringComparison.Ordinal);
        Assert.Contains("BEGIN:VTIMEZONE\r\n", text, StringComparison.Ordinal);
        Assert.Contains("TZOFFSETTO:+0200", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75 * 2, line));
    }
}
