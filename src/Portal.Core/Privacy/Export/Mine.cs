using System.Linq.Expressions;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Privacy.Export;

/// <summary>What belongs to somebody by their address rather than by their account.</summary>
internal static class Mine
{
    /// <summary>The subscription of an account, or of its address where that is confirmed: nobody reads one that may be another's.</summary>
    public static Expression<Func<Subscriber, bool>> Subscription(PortalDbContext db, Guid me) => s =>
        s.SupporterId == me || db.Supporters.Any(p => p.Id == me && p.EmailConfirmed && p.NormalizedEmail == s.NormalizedAddress);
}
