using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations;

/// <summary>Reads what waits for an organiser's answer, in one queue: people who ask to join, for a place, or for a qualification to be confirmed.</summary>
public sealed class WaitingQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Everything that waits, in three commands; what must be answered soonest first.</summary>
    public async Task<WaitingForAnswer> ReadAsync(Guid actorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = db.OrganisedBy(actorId, now);
        var bookings = await db.Bookings.AsNoTracking()
            .Where(b => b.State == BookingState.Requested && b.SupporterId != actorId && (mine.Contains(b.Shift!.OrganisationId) || db.ActiveAccount(actorId).Any(id => id == b.Shift.LeadId)) && b.Shift.Status == ShiftStatus.Published)
            .OrderBy(b => b.AnswerBy).ThenBy(b => b.Id)
            .Join(db.Supporters, b => b.SupporterId, s => s.Id, (b, s) => new RequestedPlace(
                b.Id, b.ShiftId, s.DisplayName, s.SpokenLanguages, b.Shift!.Activity!.Name, b.Position!.Name, b.Shift.Organisation!.Name, b.Shift.StartsAt, b.Shift.EndsAt, b.Shift.TimeZone, b.AnswerBy,
                !db.Acquaintances.Any(a => a.SupporterId == s.Id), b.ChangedAt))
            .ToListAsync(cancellationToken);
        var memberships = await db.Memberships.AsNoTracking()
            .Where(m => m.State == MembershipState.Requested && m.SupporterId != actorId && mine.Contains(m.OrganisationId))
            .OrderBy(m => m.RequestedAt).ThenBy(m => m.Id)
            .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new RequestedMembership(m.Id, s.DisplayName, s.SpokenLanguages, m.Organisation!.Name, m.Word, m.RequestedAt))
            .ToListAsync(cancellationToken);
        var qualifications = await db.Qualifications.AsNoTracking()
            .Where(q => (q.State == QualificationState.Requested || (q.State == QualificationState.Held && q.RenewalAskedAt != null)) && q.SupporterId != actorId && mine.Contains(q.OrganisationId))
            .OrderBy(q => q.RenewalAskedAt ?? q.RequestedAt).ThenBy(q => q.Id)
            .Join(db.Supporters, q => q.SupporterId, s => s.Id, (q, s) => new RequestedQualification(
                q.Id, s.DisplayName, q.Kind!.Name, db.Organisations.Where(o => o.Id == q.OrganisationId).Select(o => o.Name).First(), q.RenewalAskedAt ?? q.RequestedAt, q.LastDay))
            .ToListAsync(cancellationToken);
        return new(bookings, memberships, qualifications, now);
    }

    /// <summary>Whether something is this person's to answer, or was.</summary>
    public Task<bool> ConcernsAsync(Guid actorId, Guid id, CancellationToken cancellationToken)
    {
        var mine = db.OrganisedBy(actorId, clock.GetUtcNow());
        return db.Supporters.AnyAsync(
            s => s.Id == actorId && (
                db.Bookings.Any(b => b.Id == id && b.SupporterId != actorId && (mine.Contains(b.Shift!.OrganisationId) || db.ActiveAccount(actorId).Any(lead => lead == b.Shift.LeadId)))
                || db.Memberships.Any(m => m.Id == id && m.SupporterId != actorId && mine.Contains(m.OrganisationId))
                || db.Qualifications.Any(q => q.Id == id && q.SupporterId != actorId && mine.Contains(q.OrganisationId))),
            cancellationToken);
    }
}

/// <summary>What waits for an organiser's answer.</summary>
public sealed record WaitingForAnswer(
    IReadOnlyList<RequestedPlace> Places, IReadOnlyList<RequestedMembership> Memberships, IReadOnlyList<RequestedQualification> Qualifications, DateTimeOffset AsOf)
{
    /// <summary>How many answers are waited for.</summary>
    public int Count => Places.Count + Memberships.Count + Qualifications.Count;

    /// <summary>When the last of them asked; null where nobody waits.</summary>
    public DateTimeOffset? Newest => Places.Select(p => p.RequestedAt).Concat(Memberships.Select(m => m.RequestedAt)).Concat(Qualifications.Select(q => q.RequestedAt)).Cast<DateTimeOffset?>().Max();

    /// <summary>Only one of them, by its identifier; null where it waits no more.</summary>
    public WaitingForAnswer? Only(Guid id)
    {
        var one = this with { Places = [.. Places.Where(p => p.BookingId == id)], Memberships = [.. Memberships.Where(m => m.MembershipId == id)], Qualifications = [.. Qualifications.Where(q => q.QualificationId == id)] };
        return one.Count == 1 ? one : null;
    }
}

/// <summary>Somebody who asks for a place.</summary>
/// <param name="IsNew">Whether no organisation of the coalition knows this person yet.</param>
public sealed record RequestedPlace(
    Guid BookingId, Guid ShiftId, string Name, IReadOnlyList<string> Speaks, LocalText Activity, LocalText Position, string Organisation,
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone, DateTimeOffset? AnswerBy, bool IsNew, DateTimeOffset RequestedAt);

/// <summary>Somebody who asks to join.</summary>
public sealed record RequestedMembership(Guid MembershipId, string Name, IReadOnlyList<string> Speaks, string Organisation, string? Word, DateTimeOffset RequestedAt);

/// <summary>Somebody who asks to have a qualification confirmed.</summary>
/// <param name="CountsUntil">The last day of what is held and to be renewed; null where it is new.</param>
public sealed record RequestedQualification(Guid QualificationId, string Name, LocalText Kind, string Organisation, DateTimeOffset RequestedAt, DateOnly? CountsUntil);
