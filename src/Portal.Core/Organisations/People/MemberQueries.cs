using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations.People;

/// <summary>Reads the members of the organisations that somebody organises for. Never an address, a phone, or what they do elsewhere.</summary>
public sealed class MemberQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>People on a page.</summary>
    public const int PageSize = 50;

    /// <summary>One page of them by name, in three commands however many there are.</summary>
    public async Task<MemberPage> ListAsync(Guid actorId, MemberSearch search, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = db.OrganisedBy(actorId, now);
        var organisations = await db.Organisations.AsNoTracking().Where(o => mine.Contains(o.Id)).OrderBy(o => o.Name).Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).ToListAsync(cancellationToken);
        var chosen = organisations.Find(o => o.Slug == search.Organisation)?.Id;
        var part = TypedText.Line(search.Name);
        var all = (await db.MembersFor(actorId, now).AsNoTracking()
            .Where(m => chosen == null || m.OrganisationId == chosen)
            .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new MemberLine(m.Id, s.Id, s.DisplayName, m.OrganisationId, m.Role, m.DecidedAt ?? m.RequestedAt, s.SpokenLanguages, m.EndsAt))
            .ToListAsync(cancellationToken))
            .FindAll(m => (search.Role is null || m.Role == search.Role) && DisplayNames.HasPart(m.Name, part));
        var pages = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        var page = Math.Clamp(search.Page, 1, pages);
        var shown = all.OrderBy(m => m.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(m => m.MembershipId).Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var held = await HeldAsync(shown, cancellationToken);
        return new(organisations, all.Count, page, pages, DateOnly.FromDateTime(now.UtcDateTime))
        {
            People = [.. shown.Select(m => m with { Qualifications = [.. held[m.SupporterId].Where(q => q.Counts(m.OrganisationId))] })],
        };
    }

    /// <summary>One member, in five commands; null where there is none whom this person organises for.</summary>
    public async Task<MemberDetails?> FindAsync(Guid actorId, Guid membershipId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var member = await db.MembersFor(actorId, now).AsNoTracking()
            .Where(m => m.Id == membershipId)
            .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new MemberLine(m.Id, s.Id, s.DisplayName, m.OrganisationId, m.Role, m.DecidedAt ?? m.RequestedAt, s.SpokenLanguages, m.EndsAt))
            .FirstOrDefaultAsync(cancellationToken);
        if (member is null)
        {
            return null;
        }

        var others = db.OrganisersOf(member.OrganisationId, now).Where(id => id != member.SupporterId);
        var lasting = db.LastingOrganisersOf(member.OrganisationId, now).Where(id => id != member.SupporterId);
        var facts = await db.Organisations.AsNoTracking()
            .Where(o => o.Id == member.OrganisationId)
            .Select(o => new
            {
                o.Name,
                o.Slug,
                Leads = db.Shifts.Count(s => s.LeadId == member.SupporterId && s.OrganisationId == o.Id && s.EndsAt > now),
                OthersOrganise = others.Any(),
                OthersLast = lasting.Any(),
            })
            .FirstAsync(cancellationToken);
        var kinds = await db.QualificationKinds.AsNoTracking()
            .Where(k => k.RetiredAt == null && (k.OrganisationId == null || k.OrganisationId == member.OrganisationId))
            .Select(k => new KindChoice(k.Id, k.OrganisationId, k.Name))
            .ToListAsync(cancellationToken);
        var held = (await HeldAsync([member], cancellationToken))[member.SupporterId].Where(q => q.Counts(member.OrganisationId)).ToList();
        var bookings = await BookingsAsync(member.SupporterId, member.OrganisationId, now, cancellationToken);
        return new(member with { Qualifications = held }, facts.Name, member.SupporterId == actorId, now)
        {
            IsLastOrganiser = member.Role == MembershipRole.Organiser && !facts.OthersOrganise,
            Slug = facts.Slug,
            CanEnd = member.Role != MembershipRole.Organiser || facts.OthersLast,
            Leads = facts.Leads,
            Kinds = kinds,
            Bookings = bookings,
        };
    }

    /// <summary>One's own membership, in force or asked for, and what hangs on it, in at most three commands; null where there is none.</summary>
    public async Task<OwnMembership?> FindOwnAsync(Guid supporterId, string slug, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await db.Memberships.AsNoTracking()
            .Where(m => m.SupporterId == supporterId && m.Organisation!.Slug == slug && m.State != MembershipState.Ended && (m.EndsAt == null || m.EndsAt > now))
            .Select(m => new
            {
                m.Id,
                Organisation = new OrganisationRef(m.OrganisationId, m.Organisation!.Slug, m.Organisation.Name),
                m.State,
                m.Role,
                Leads = db.Shifts.Count(s => s.LeadId == supporterId && s.OrganisationId == m.OrganisationId && s.EndsAt > now),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        return new(found.Id, found.Organisation, found.State, now)
        {
            IsLastOrganiser = found is { Role: MembershipRole.Organiser, State: MembershipState.Active } && !await db.OrganisersOf(found.Organisation.Id, now).AnyAsync(id => id != supporterId, cancellationToken),
            Leads = found.Leads,
            Bound = [.. (await BookingsAsync(supporterId, found.Organisation.Id, now, cancellationToken)).Where(b => b.NeedsMembership)],
        };
    }

    private Task<List<MembersBooking>> BookingsAsync(Guid supporterId, Guid organisationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var coming = db.ComingOf(supporterId, organisationId, now);
        var bound = coming.NeedingMembership();
        return coming.AsNoTracking()
            .OrderBy(b => b.Shift!.StartsAt).ThenBy(b => b.Id)
            .Select(b => new MembersBooking(b.Id, b.ShiftId, b.State, b.Shift!.Activity!.Name, b.Position!.Name, b.Shift.StartsAt, b.Shift.EndsAt, b.Shift.TimeZone, bound.Any(x => x.Id == b.Id)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>What these people hold, also what is over: to be renewed.</summary>
    private async Task<ILookup<Guid, MembersQualification>> HeldAsync(List<MemberLine> people, CancellationToken cancellationToken)
    {
        var ids = people.ConvertAll(p => p.SupporterId);
        return (await db.Qualifications.AsNoTracking()
            .Where(q => ids.Contains(q.SupporterId) && q.State == QualificationState.Held)
            .OrderBy(q => q.KindId).ThenBy(q => q.Id)
            .Select(q => new MembersQualification(q.Id, q.SupporterId, q.KindId, q.Kind!.Name, q.Kind.OrganisationId, q.OrganisationId, db.Organisations.Where(o => o.Id == q.OrganisationId).Select(o => o.Name).First(), q.LastDay))
            .ToListAsync(cancellationToken))
            .ToLookup(q => q.SupporterId);
    }
}
