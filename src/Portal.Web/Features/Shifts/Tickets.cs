using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Bookings;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Bookings;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Shifts;

/// <summary>Turns shifts of a list into tickets for one reader.</summary>
public sealed class Tickets(Phrasebook texts, TimeWords words, CurrentViewer current, TicketShelf shelf)
{
    private const string View = "Shifts.Act.View";
    private const string SeeAlternatives = "Shifts.Act.Alternatives";
    private const string Book = "Shifts.Act.Book";

    /// <summary>The ticket of a shift, drawn once for all readers to whom it looks the same; with its day, where it does not stand under that.</summary>
    public ValueTask<IHtmlContent> ShowAsync(IHtmlHelper html, ListedShift listed, DateTimeOffset now, bool withDay = false)
    {
        var shift = listed.Shift;
        var toldIn = ToldIn(shift);
        var look = new TicketLook(
            CultureInfo.CurrentUICulture.Name,
            toldIn.Id,
            TimeWords.DayOf(now, toldIn),
            OpensAt(shift, now),
            listed.Mine?.State,
            KeyOf(listed),
            withDay);
        return shelf.GetAsync(shift, look, () => html.PartialAsync(withDay ? "_DatedTicket" : "_ShiftTicket", Of(listed, now)));
    }

    private ShiftTicket Of(ListedShift listed, DateTimeOffset now)
    {
        var shift = listed.Shift;
        return new ShiftTicket(
            shift.Id,
            shift.StartsAt,
            shift.EndsAt,
            shift.Zone,
            shift.Activity,
            shift.Organisation.Name,
            shift.Area?.Name,
            [.. shift.Positions.Select(position => Line(position, isMine: false))],
            [.. TagsOf(listed, now)],
            ActOf(listed),
            now)
        {
            IsMine = listed.Mine is not null,
            ToldIn = ToldIn(shift),
        };
    }

    /// <summary>A position as a list shows it.</summary>
    public static PositionLine Line(ComingPosition position, bool isMine) =>
        new(position.Id, position.Name, position.Capacity - position.Free, position.Capacity, isMine);

    private TimeZoneInfo ToldIn(ComingShift shift) => TimeWords.ToldIn(shift.Remote, shift.Zone, current.Value);

    private string? OpensAt(ComingShift shift, DateTimeOffset now) =>
        shift.BookingOpensAt is { } opens && opens > now ? words.Moment(opens, shift.Zone, now) : null;

    private IEnumerable<TicketTag> TagsOf(ListedShift listed, DateTimeOffset now)
    {
        var shift = listed.Shift;
        if (listed.Mine is { } mine)
        {
            yield return new TicketTag(mine.State == BookingState.Requested ? "wait" : "ok", texts[StateWords.KeyOf(mine.State, shift.StartsAt, shift.EndsAt)]);
        }
        else if (shift.Free == 0)
        {
            yield return new TicketTag("", texts["Shifts.Tag.Full"]);
        }
        else if (shift.Positions.Any(position => position.BeginnerFriendly && position.Free > 0))
        {
            yield return new TicketTag("ok", texts["Shifts.Tag.First"]);
        }

        if (OpensAt(shift, now) is { } opens)
        {
            yield return new TicketTag("wait", texts["Shifts.Tag.Opens", opens]);
        }

        if (shift.Visibility == Visibility.Members)
        {
            yield return new TicketTag("", texts["Shifts.Tag.Members"]);
        }

        if (shift.BookingMode == BookingMode.Approval && listed.Mine is null)
        {
            yield return new TicketTag("", texts["Shifts.Tag.Approval"]);
        }
    }

    private TicketAct ActOf(ListedShift listed)
    {
        var key = KeyOf(listed);
        var part = key switch
        {
            View => "",
            SeeAlternatives => "#alternatives",
            _ => "#book",
        };
        return new TicketAct($"/shifts/{listed.Shift.Id}{part}", key);
    }

    private string KeyOf(ListedShift listed) => listed switch
    {
        { Mine: not null } => View,
        { Shift.Free: 0 } => SeeAlternatives,
        { Bookable: true } => Book,
        _ when current.Value is null => Book,
        _ => "Shifts.Act.Missing",
    };
}
