using Portal.Core.Data;

namespace Portal.Core.Accounts.Welcome;

/// <summary>Who has begun to help, so that nobody need be shown a way to begin.</summary>
internal static class HelpingPeople
{
    /// <summary>Those who have ever asked for or held a place, done an action or promised something.</summary>
    public static IQueryable<Guid> Helping(this PortalDbContext db) =>
        db.Supporters.Where(s => db.Bookings.Any(b => b.SupporterId == s.Id) || db.ActionsDone.Any(d => d.SupporterId == s.Id) || db.Pledges.Any(p => p.SupporterId == s.Id)).Select(s => s.Id);
}
