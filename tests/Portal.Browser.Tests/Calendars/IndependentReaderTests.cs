using System.Text.Json;
using Microsoft.Playwright;
using Portal.Core.Bookings.Calendars;

namespace Portal.Browser.Tests.Calendars;

/// <summary>
/// Reads what the portal writes for calendars with ical.js (Mozilla's, of Thunderbird), which shares no line with the library that wrote
/// it and knows no zone but those that the file itself describes.
/// </summary>
public sealed class IndependentReaderTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private IPage? _page;

    public async ValueTask InitializeAsync()
    {
        _page = await chromium.Browser.NewPageAsync();
        using var script = new StreamReader(typeof(IndependentReaderTests).Assembly.GetManifestResourceStream("ical.js")!);
        await _page.EvaluateAsync($"() => {{ {await script.ReadToEndAsync(TestContext.Current.CancellationToken)}\n }}");
    }

    /// <summary>Shifts around the three clock changes: the day before, across, the day after, in the hour that there is twice, and in other zones.</summary>
    public static TheoryData<string, string, string> Times => new()
    {
        { "2026-03-28T09:00Z", "2026-03-28T13:00Z", "Europe/Paris" },
        { "2026-03-28T21:00Z", "2026-03-29T05:00Z", "Europe/Paris" },
        { "2026-03-29T01:30Z", "2026-03-29T04:00Z", "Europe/Paris" },
        { "2026-03-30T08:00Z", "2026-03-30T12:00Z", "Europe/Paris" },
        { "2026-10-24T08:00Z", "2026-10-24T12:00Z", "Europe/Paris" },
        { "2026-10-24T20:00Z", "2026-10-25T00:30Z", "Europe/Paris" },
        { "2026-10-24T20:00Z", "2026-10-25T01:30Z", "Europe/Paris" },
        { "2026-10-25T01:30Z", "2026-10-25T05:00Z", "Europe/Paris" },
        { "2026-10-26T09:00Z", "2026-10-26T13:00Z", "Europe/Paris" },
        { "2027-03-27T09:00Z", "2027-03-27T13:00Z", "Europe/Paris" },
        { "2027-03-28T08:00Z", "2027-03-28T12:00Z", "Europe/Paris" },
        { "2026-11-01T05:30Z", "2026-11-01T06:30Z", "America/New_York" },
        { "2026-07-01T05:30Z", "2026-07-01T06:30Z", "Asia/Kolkata" },
    };

    [Fact]
    public async Task Around_every_clock_change_it_reads_the_very_instants_that_were_meant()
    {
        List<CalendarEntry> entries = [.. Times.Select((row, index) => Entry(index, row.Data.Item1, row.Data.Item2, row.Data.Item3))];

        var read = await ReadAsync(CalendarFile.Feed(entries, "My shifts"));

        Assert.Equal(entries.Select(e => (e.Uid, e.StartsAt.UtcDateTime, e.EndsAt.UtcDateTime)), read.Select(e => (e.Uid, e.Start, e.End)));
        // Alone in its file, as in a mail, each is the same.
        foreach (var entry in entries)
        {
            var alone = Assert.Single(await ReadAsync(CalendarFile.For(entry)));
            Assert.Equal((entry.StartsAt.UtcDateTime, entry.EndsAt.UtcDateTime), (alone.Start, alone.End));
        }
    }

    [Fact]
    public async Task Without_the_rules_of_the_zone_it_reads_others()
    {
        var text = CalendarFile.Feed([Entry(0, "2026-03-30T08:00Z", "2026-03-30T12:00Z", "Europe/Paris")], "My shifts");
        var bare = text[..text.IndexOf("BEGIN:VTIMEZONE", StringComparison.Ordinal)] + text[(text.IndexOf("END:VTIMEZONE", StringComparison.Ordinal) + "END:VTIMEZONE\r\n".Length)..];

        Assert.NotEqual(new DateTime(2026, 3, 30, 8, 0, 0, DateTimeKind.Utc), Assert.Single(await ReadAsync(bare)).Start);
    }

    [Fact]
    public async Task It_reads_every_word_and_how_sure_each_is()
    {
        const string Title = "Kitchen, \"evening\"; عشاء · Fahrer\\in 🍲";
        var entry = Entry(0, "2027-03-28T08:00Z", "2027-03-28T12:00Z", "Europe/Paris") with { Title = Title, Area = "Grande-Synthe; forêt" };

        var read = await ReadAsync(CalendarFile.Feed([entry, entry with { Uid = "b", Status = CalendarStatus.Tentative }, entry with { Uid = "c", Status = CalendarStatus.Cancelled }], "Mes créneaux"));

        Assert.Equal(["CONFIRMED", "TENTATIVE", "CANCELLED"], read.Select(e => e.Status));
        Assert.All(read, e => Assert.Equal((Title, "Grande-Synthe; forêt", 7, "https://example.org/shifts/1"), (e.Summary, e.Location, e.Sequence, e.Url)));
        Assert.Equal("Mes créneaux|PT1H|2.0", await _page!.EvaluateAsync<string>(
            "text => { const all = new ICAL.Component(ICAL.parse(text)); return ['name', 'refresh-interval', 'version'].map(n => String(all.getFirstPropertyValue(n))).join('|'); }",
            CalendarFile.Feed([entry], "Mes créneaux")));
    }

    public async ValueTask DisposeAsync()
    {
        await _page!.CloseAsync();
        GC.SuppressFinalize(this);
    }

    private static CalendarEntry Entry(int number, string from, string to, string zone) => new(
        $"{number}@bookings.portal", 7, "Kitchen", DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
        zone == Paris.Id ? Paris : TimeZoneInfo.FindSystemTimeZoneById(zone), "Calais east", "https://example.org/shifts/1")
    {
        ChangedAt = new DateTimeOffset(2026, 1, 14, 9, 0, 0, TimeSpan.Zero),
    };

    private async Task<List<Read>> ReadAsync(string text)
    {
        var found = await _page!.EvaluateAsync<JsonElement>("""
            text => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map(component => {
                const event = new ICAL.Event(component);
                const at = time => time.toUnixTime() * 1000;
                return {
                    uid: event.uid, startMs: at(event.startDate), endMs: at(event.endDate), summary: event.summary, location: event.location, sequence: event.sequence,
                    status: component.getFirstPropertyValue('status'), url: component.getFirstPropertyValue('url'),
                };
            })
            """, text);
        return found.Deserialize<List<Read>>(JsonSerializerOptions.Web)!;
    }

    private sealed record Read(string Uid, double StartMs, double EndMs, string Summary, string Location, int Sequence, string Status, string Url)
    {
        public DateTime Start => DateTime.UnixEpoch.AddMilliseconds(StartMs);

        public DateTime End => DateTime.UnixEpoch.AddMilliseconds(EndMs);
    }
}
