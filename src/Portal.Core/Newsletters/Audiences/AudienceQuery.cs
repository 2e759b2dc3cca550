using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;

namespace Portal.Core.Newsletters.Audiences;

/// <summary>
/// Whom a newsletter reaches: the one place that says it, wholly in SQL, for the count beside the editor and for freezing alike.
/// Every reason to leave somebody out is one rule, so that who is counted and who is written to cannot differ.
/// </summary>
public static class AudienceQuery
{
    /// <summary>How long somebody has to have booked nothing to count as quiet, in months.</summary>
    public const int QuietMonths = 6;

    /// <summary>Those whom it reaches now.</summary>
    public static IQueryable<Subscriber> Of(PortalDbContext db, AudienceConditions conditions, DateTimeOffset now) =>
        Rules(db, conditions, now).Aggregate(db.Subscribers.AsQueryable(), (readers, rule) => readers.Where(rule.Keeps));

    /// <summary>Everybody, counted once: those whom it reaches, and the others under the first reason that holds, by language.</summary>
    public static IQueryable<AudienceGroup> Groups(PortalDbContext db, AudienceConditions conditions, DateTimeOffset now)
    {
        var subscriber = Expression.Parameter(typeof(Subscriber), "s");
        Expression reason = Expression.Constant(LeftOut.Nothing);
        foreach (var (why, keeps) in Rules(db, conditions, now).Reverse())
        {
            var kept = ReplacingExpressionVisitor.Replace(keeps.Parameters[0], subscriber, keeps.Body);
            reason = Expression.Condition(kept, reason, Expression.Constant(why));
        }

        var reasonOf = Expression.Lambda<Func<Subscriber, LeftOut>>(reason, subscriber);
        return db.Subscribers
            .GroupBy(PairOf(reasonOf))
            .Select(group => new AudienceGroup(group.Key.Reason, group.Key.Language, group.Count()));
    }

    // In the order in which reasons are said: what a person did themselves first, then what the conditions ask.
    private static IEnumerable<(LeftOut Reason, Expression<Func<Subscriber, bool>> Keeps)> Rules(PortalDbContext db, AudienceConditions conditions, DateTimeOffset now)
    {
        yield return (LeftOut.Unconfirmed, s => s.State != SubscriberState.Pending);
        yield return (LeftOut.Left, s => s.State != SubscriberState.Unsubscribed);
        yield return (LeftOut.Suppressed, s => s.State == SubscriberState.Confirmed && !db.AddressStandings.Any(a => a.AddressHash == s.AddressHash && (a.DeadSince != null || a.ComplainedAt != null)));
        if (conditions.Languages.Count > 0)
        {
            List<string> languages = [.. conditions.Languages];
            yield return (LeftOut.Language, s => languages.Contains(s.Language));
        }

        if (conditions.Countries.Count > 0)
        {
            List<string> countries = [.. conditions.Countries];
            yield return (LeftOut.Country, s => s.Country != null && countries.Contains(s.Country));
        }

        if (conditions.Topics.Count > 0)
        {
            List<Guid> topics = [.. conditions.Topics];
            yield return (LeftOut.Topic, s => !s.Topics.Any() || s.Topics.Any(t => topics.Contains(t.TopicId)));
        }

        if (conditions.VolunteersOf is { } organisation)
        {
            var volunteers = VolunteersOf(db, organisation, now);
            yield return (LeftOut.NoVolunteer, s => volunteers.Any(p => p.NormalizedEmail == s.NormalizedAddress));
        }

        if (conditions.Quiet)
        {
            var people = People(db);
            var active = ActiveSince(db, now.AddMonths(-QuietMonths));
            yield return (LeftOut.NoAccount, s => people.Any(p => p.NormalizedEmail == s.NormalizedAddress));
            yield return (LeftOut.BookedLately, s => !active.Any(p => p.NormalizedEmail == s.NormalizedAddress));
        }
    }

    // Whose address it is, is known of confirmed ones only; nobody becomes a reader's account by typing the reader's address.
    private static IQueryable<Supporter> People(PortalDbContext db) => db.Supporters.Where(p => p.EmailConfirmed);

    private static IQueryable<Supporter> VolunteersOf(PortalDbContext db, Guid organisation, DateTimeOffset now)
    {
        List<BookingState> live = [.. BookingStates.Live];
        return People(db).Where(p =>
            db.Memberships.Any(m => m.SupporterId == p.Id && m.OrganisationId == organisation && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
            || db.Bookings.Any(b => b.SupporterId == p.Id && live.Contains(b.State) && b.Shift!.OrganisationId == organisation));
    }

    private static IQueryable<Supporter> ActiveSince(PortalDbContext db, DateTimeOffset since)
    {
        List<BookingState> live = [.. BookingStates.Live];
        return People(db).Where(p => db.Bookings.Any(b => b.SupporterId == p.Id && live.Contains(b.State) && b.Shift!.StartsAt >= since));
    }

    private static Expression<Func<Subscriber, ReasonAndLanguage>> PairOf(Expression<Func<Subscriber, LeftOut>> reasonOf)
    {
        var subscriber = reasonOf.Parameters[0];
        var language = Expression.Property(subscriber, nameof(Subscriber.Language));
        var pair = Expression.MemberInit(
            Expression.New(typeof(ReasonAndLanguage)),
            Expression.Bind(typeof(ReasonAndLanguage).GetProperty(nameof(ReasonAndLanguage.Reason))!, reasonOf.Body),
            Expression.Bind(typeof(ReasonAndLanguage).GetProperty(nameof(ReasonAndLanguage.Language))!, language));
        return Expression.Lambda<Func<Subscriber, ReasonAndLanguage>>(pair, subscriber);
    }

    private sealed class ReasonAndLanguage
    {
        public LeftOut Reason { get; init; }

        public string Language { get; init; } = "";
    }
}
