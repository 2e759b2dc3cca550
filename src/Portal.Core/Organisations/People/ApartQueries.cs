using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;

namespace Portal.Core.Organisations.People;

/// <summary>Reads from whom a member is kept apart, for the organisers of that organisation and for nobody else.</summary>
public sealed class ApartQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>A member with those from whom they are kept apart, in four commands; null where there is none whom this person organises for.</summary>
    public async Task<ApartPage?> FindAsync(Guid actorId, Guid membershipId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var member = await db.MembersFor(actorId, now).AsNoTracking().Where(m => m.Id == membershipId)
            .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new { m.Id, m.OrganisationId, m.SupporterId, s.DisplayName, Organisation = m.Organisation!.Name })
            .FirstOrDefaultAsync(cancellationToken);
        if (member is null)
        {
            return null;
        }

        var others = await db.KeptApart.AsNoTracking().Where(k => k.OrganisationId == member.OrganisationId && k.SupporterId == member.SupporterId)
            .Select(k => new ApartFrom(
                k.OtherId,
                db.Supporters.Where(s => s.Id == k.OtherId).Select(s => s.DisplayName).First(),
                k.Since,
                db.Supporters.Where(s => s.Id == k.NotedById).Select(s => s.DisplayName).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        var members = await db.MembersFor(actorId, now).AsNoTracking()
            .Where(m => m.OrganisationId == member.OrganisationId && m.SupporterId != member.SupporterId)
            .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new { Choice = new MemberChoice(m.Id, s.DisplayName), s.Id })
            .ToListAsync(cancellationToken);
        var together = await TogetherAsync(member.OrganisationId, member.SupporterId, now, cancellationToken);
        return new(member.Id, member.DisplayName, member.Organisation, now)
        {
            Others = [.. others.Select(o => o with { Together = [.. together.Where(t => t.OtherId == o.SupporterId).Select(t => t.Shift)] }).OrderBy(o => o.Name, StringComparer.InvariantCultureIgnoreCase)],
            Choices = [.. members.Where(m => !others.Exists(o => o.SupporterId == m.Id)).Select(m => m.Choice).OrderBy(m => m.Name, StringComparer.InvariantCultureIgnoreCase)],
        };
    }

    /// <summary>Coming shifts on which both have a place all the same, from before it was noted.</summary>
    private async Task<List<(Guid OtherId, SharedShift Shift)>> TogetherAsync(Guid organisationId, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await db.KeptApart.AsNoTracking().Where(k => k.OrganisationId == organisationId && k.SupporterId == supporterId)
            .Join(db.Bookings, k => k.SupporterId, b => b.SupporterId, (k, b) => new { k.OtherId, b.State, Shift = b.Shift! })
            .Where(x => BookingStates.Holding.Contains(x.State) && x.Shift.OrganisationId == organisationId && x.Shift.EndsAt > now
                && (x.Shift.LeadId == x.OtherId || db.Bookings.Any(o => o.ShiftId == x.Shift.Id && o.SupporterId == x.OtherId && BookingStates.Holding.Contains(o.State))))
            .OrderBy(x => x.Shift.StartsAt)
            .Select(x => new { x.OtherId, Shift = new SharedShift(x.Shift.Id, x.Shift.Activity!.Name, x.Shift.StartsAt, x.Shift.EndsAt, x.Shift.TimeZone) })
            .ToListAsync(cancellationToken)).ConvertAll(row => (row.OtherId, row.Shift));
}

/// <summary>From whom a member is kept apart.</summary>
public sealed record ApartPage(Guid MembershipId, string Name, string Organisation, DateTimeOffset AsOf)
{
    /// <summary>Those.</summary>
    public required IReadOnlyList<ApartFrom> Others { get; init; }

    /// <summary>The other members, by name.</summary>
    public required IReadOnlyList<MemberChoice> Choices { get; init; }
}

/// <summary>Somebody from whom a member is kept apart.</summary>
/// <param name="By">Who noted it.</param>
public sealed record ApartFrom(Guid SupporterId, string Name, DateTimeOffset Since, string? By)
{
    /// <summary>Coming shifts on which both have a place all the same.</summary>
    public IReadOnlyList<SharedShift> Together { get; init; } = [];
}

/// <summary>A member one can choose.</summary>
public sealed record MemberChoice(Guid MembershipId, string Name);

/// <summary>A coming shift on which both are.</summary>
public sealed record SharedShift(Guid ShiftId, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone);
