using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance;

/// <summary>Who may run a shift, as part of the statement that reads or writes.</summary>
internal static class RosterRights
{
    /// <summary>The shifts that this person leads, and those of the organisations this person organises for.</summary>
    public static IQueryable<Shift> ShiftsRunBy(this PortalDbContext db, Guid actorId, DateTimeOffset now) =>
        db.Shifts.Where(s => db.OrganisedBy(actorId, now).Contains(s.OrganisationId) || db.ActiveAccount(actorId).Any(id => id == s.LeadId));
}
