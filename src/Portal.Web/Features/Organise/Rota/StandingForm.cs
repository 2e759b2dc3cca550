using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Bookings.Rota;
using Portal.Core.Organisations;

namespace Portal.Web.Features.Organise.Rota;

/// <summary>On which days of the week a member is usually there.</summary>
public sealed class StandingForm
{
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>The days that are ticked.</summary>
    public List<string> Days { get; set; } = [];

    /// <summary>The member, which a post leaves as it is.</summary>
    [BindNever]
    public StandingMember? Member { get; private init; }

    /// <summary>All days, in the reader's language.</summary>
    [BindNever]
    public IReadOnlyList<SelectListItem> Weekdays { get; } =
        [.. Week.Select(day => new SelectListItem(CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day), $"{StandingDaysOfWeek.Of(day)}"))];

    /// <summary>What is ticked, as it is kept; null where something else than days was sent.</summary>
    public StandingDays? Chosen() => Days.TrueForAll(day => Week.Any(known => $"{StandingDaysOfWeek.Of(known)}" == day))
        ? Week.Select(StandingDaysOfWeek.Of).Where(day => Days.Contains($"{day}")).Aggregate(StandingDays.None, (all, day) => all | day)
        : null;

    /// <summary>The form for a member as it stands.</summary>
    public static StandingForm For(StandingMember member) =>
        new() { Member = member, Days = [.. Week.Select(StandingDaysOfWeek.Of).Where(day => member.Days.HasFlag(day)).Select(day => $"{day}")] };
}
