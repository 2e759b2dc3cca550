using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Reminders;

/// <summary>A coming shift one of whose rules may be due now in some time zone, or was.</summary>
internal sealed record RemindableShift(Guid Id, int Version, DateTimeOffset StartsAt, string TimeZone, bool Remote, IReadOnlyList<ReminderRule> Rules)
{
    /// <summary>In two commands. An organisation's own rules replace the defaults.</summary>
    public static async Task<IReadOnlyList<RemindableShift>> FindAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rules = (await db.ReminderRules.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(r => r.OrganisationId);
        var furthest = rules.SelectMany(r => r).Select(r => r.HoursBefore).DefaultIfEmpty().Max();
        var until = now.AddHours(furthest) + ReminderTime.MostEarlier;
        var shifts = await db.Shifts.AsNoTracking()
            .Where(s => s.Status == ShiftStatus.Published && s.StartsAt > now && s.StartsAt <= until)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Select(s => new { s.Id, s.OrganisationId, s.Version, s.StartsAt, s.TimeZone, Remote = s.SiteId == null, OwnRules = db.Organisations.Any(o => o.Id == s.OrganisationId && o.HasOwnReminders) })
            .ToListAsync(cancellationToken);
        return
        [
            .. from shift in shifts
               let own = rules[shift.OwnRules ? shift.OrganisationId : null]
               let near = own.Where(rule => MayBeDue(rule, shift.StartsAt, now)).ToList()
               where near.Count > 0
               select new RemindableShift(shift.Id, shift.Version, shift.StartsAt, shift.TimeZone, shift.Remote, near),
        ];
    }

    private static bool MayBeDue(ReminderRule rule, DateTimeOffset startsAt, DateTimeOffset now) =>
        now >= startsAt.AddHours(-rule.HoursBefore) - ReminderTime.MostEarlier;
}
