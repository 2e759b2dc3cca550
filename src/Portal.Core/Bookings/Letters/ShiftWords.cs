using System.Globalization;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Letters;

/// <summary>Tells when and where a shift is, in the language of the letter. On site the site's clock only (a second one makes people late); at home the reader's first.</summary>
internal sealed class ShiftWords(Phrasebook words, PortalLinks links)
{
    /// <summary>The box with what matters: what, when, where, with whom.</summary>
    public LetterBlock.Facts Box(LetterFacts facts, TimeZoneInfo? reader) => new(
    [
        words["Bookings.Mail.What", facts.Activity, facts.Position],
        .. When(facts.Plan, reader),
        facts.Area?.ToString() ?? words["Bookings.Mail.FromHome"],
        facts.Organisation,
    ]);

    /// <summary>The box of a shift that the letter is not about as a booking: what, when, where, with whom.</summary>
    public LetterBlock.Facts Box(ShiftPlan plan, string organisation, TimeZoneInfo? reader) => new(
    [
        $"{plan.Activity}",
        .. When(plan, reader),
        plan.Area?.ToString() ?? words["Bookings.Mail.FromHome"],
        organisation,
    ]);

    /// <summary>A moment by the site's clock, or at home by the reader's: "Friday 4 December, 06:00".</summary>
    public string Moment(DateTimeOffset at, LetterFacts facts, TimeZoneInfo? reader) => Moment(at, facts.Plan, reader);

    /// <summary>The same for a shift without a booking.</summary>
    public string Moment(DateTimeOffset at, ShiftPlan plan, TimeZoneInfo? reader)
    {
        var wall = WallTime.At(at, plan.Remote ? reader ?? plan.Zone : plan.Zone);
        return words["Bookings.Mail.Moment", Day(wall), Clock(wall)];
    }

    /// <summary>A moment that belongs to no shift, by a clock.</summary>
    public string At(DateTimeOffset at, TimeZoneInfo zone)
    {
        var wall = WallTime.At(at, zone);
        return words["Bookings.Mail.Moment", Day(wall), Clock(wall)];
    }

    /// <summary>From when the meeting point can be read on the shift's page, told at a moment; null where none is stored.</summary>
    public LetterBlock.Paragraph? Point(LetterFacts facts, TimeZoneInfo? reader, DateTimeOffset now) =>
        !facts.HasPoint ? null
        : facts.PointOpensAt > now ? new(words[facts.Remote ? "Bookings.Mail.LinkOpens" : "Bookings.Mail.PointOpens", Moment(facts.PointOpensAt, facts, reader)])
        : facts.State == BookingState.Requested ? new(words[facts.Remote ? "Bookings.Mail.LinkAfterAnswer" : "Bookings.Mail.PointAfterAnswer"])
        : new(words[facts.Remote ? "Bookings.Mail.LinkOpen" : "Bookings.Mail.PointOpen"]);

    /// <summary>The button to the shift's page.</summary>
    public LetterBlock.Buttons ToShift(LetterFacts facts) => new([new LetterLink(words["Bookings.Mail.SeeShift"], Address(facts))]);

    /// <summary>The address of the shift's page.</summary>
    public string Address(LetterFacts facts) => links.To($"/shifts/{facts.ShiftId}");

    /// <summary>The calendar entry, as sure as the booking is.</summary>
    public string Calendar(LetterFacts facts, CalendarStatus status) => CalendarFile.For(
        new(CalendarEntry.UidOf(facts.BookingId), CalendarEntry.SequenceOf(facts.BookingVersion, facts.ShiftVersion), words.CalendarTitle(facts.Activity, facts.Position, facts.IsTask), facts.StartsAt, facts.EndsAt, facts.Zone, facts.Area?.ToString(), Address(facts))
        {
            Status = status,
            ChangedAt = facts.ChangedAt,
        });

    /// <summary>Another shift in one line, for a link: "Wood · Friday 4 December, 09:00".</summary>
    public string Line(ComingShift other) => Line(other.Activity, other.StartsAt, other.Zone);

    /// <summary>The same for a shift of one's own, by the site's clock.</summary>
    public string Line(LocalText activity, DateTimeOffset startsAt, TimeZoneInfo zone)
    {
        var wall = WallTime.At(startsAt, zone);
        return words["Bookings.Mail.Line", activity, Day(wall), Clock(wall)];
    }

    /// <summary>A time other than the booking's own, as its box would say it.</summary>
    public string Span(DateTimeOffset startsAt, DateTimeOffset endsAt, LetterFacts facts, TimeZoneInfo? reader) =>
        Span(startsAt, endsAt, facts.Remote ? reader ?? facts.Zone : facts.Zone);

    private IEnumerable<string> When(ShiftPlan plan, TimeZoneInfo? reader)
    {
        if (plan.Remote && reader is not null && reader.GetUtcOffset(plan.StartsAt) != plan.Zone.GetUtcOffset(plan.StartsAt))
        {
            yield return Span(plan.StartsAt, plan.EndsAt, reader);
        }

        yield return Span(plan.StartsAt, plan.EndsAt, plan.Zone);
    }

    private string Span(DateTimeOffset startsAt, DateTimeOffset endsAt, TimeZoneInfo zone)
    {
        var (start, end) = (WallTime.At(startsAt, zone), WallTime.At(endsAt, zone));
        return RemoteTask.Is(startsAt, endsAt) ? words["Bookings.Mail.DueBy", Day(end), Clock(end), WallTime.PlaceOf(zone)]
            : endsAt - startsAt < TimeSpan.FromHours(24)
            ? words["Bookings.Mail.Span", Day(start), Clock(start), Clock(end), WallTime.PlaceOf(zone)]
            : words["Bookings.Mail.LongSpan", Day(start), Clock(start), Day(end), Clock(end), WallTime.PlaceOf(zone)];
    }

    private static string Day(DateTime wall) => Days.Of(DateOnly.FromDateTime(wall), "dddd d MMMM");

    private string Clock(DateTime wall) => wall.ToString(words["Bookings.Mail.ClockFormat"], CultureInfo.CurrentCulture);
}
