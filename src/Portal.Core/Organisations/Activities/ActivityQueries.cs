using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations.Activities;

/// <summary>Reads the kinds of work of the organisations that somebody organises for.</summary>
public sealed class ActivityQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>All of them, those in use first, in one command.</summary>
    public async Task<IReadOnlyList<ActivityLine>> ListAsync(Guid actorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await Mine(actorId, now)
            .OrderBy(a => a.RetiredAt != null).ThenBy(a => a.Organisation!.Name).ThenBy(a => a.Id)
            .Select(a => new ActivityLine(
                a.Id, a.Name, a.Organisation!.Name, a.DefaultVisibility, a.RetiredAt != null, db.Shifts.Count(s => s.ActivityId == a.Id && s.Status != ShiftStatus.Cancelled && s.EndsAt > now),
                db.QualificationKinds.Where(k => k.Id == a.GrantsKindId).Select(k => k.Name).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>One of them as it is written, or null.</summary>
    public async Task<WrittenActivity?> FindAsync(Guid actorId, Guid activityId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await Mine(actorId, now)
            .Where(a => a.Id == activityId)
            .Select(a => new WrittenActivity(
                a.Id, a.OrganisationId, new ActivityPlan(a.Name, a.DefaultVisibility) { Description = a.Description, Bring = a.Bring, GrantsKindId = a.GrantsKindId }, a.RetiredAt != null,
                db.Shifts.Count(s => s.ActivityId == a.Id && s.Status != ShiftStatus.Cancelled && s.EndsAt > now)))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The organisations one writes for, and what their trainings can grant, in two commands.</summary>
    public async Task<ActivityChoices> ChoicesAsync(Guid actorId, CancellationToken cancellationToken)
    {
        var mine = db.OrganisedBy(actorId, clock.GetUtcNow());
        return new(
            await db.WrittenForBy(actorId, clock.GetUtcNow()).ToListAsync(cancellationToken),
            await db.QualificationKinds.AsNoTracking()
                .Where(k => k.OrganisationId == null || mine.Contains(k.OrganisationId.Value))
                .OrderBy(k => k.Id)
                .Select(k => new KindChoice(k.Id, k.OrganisationId, k.Name) { Retired = k.RetiredAt != null })
                .ToListAsync(cancellationToken));
    }

    private IQueryable<Activity> Mine(Guid actorId, DateTimeOffset now) => db.Activities.AsNoTracking().Where(a => db.OrganisedBy(actorId, now).Contains(a.OrganisationId));
}

/// <summary>A kind of work in the organisers' list.</summary>
/// <param name="Coming">How many shifts of it are not over.</param>
/// <param name="Grants">What a completed shift of it grants; null for nothing.</param>
public sealed record ActivityLine(Guid Id, LocalText Name, string Organisation, Visibility DefaultVisibility, bool Retired, int Coming, LocalText? Grants);

/// <summary>A kind of work as it is written.</summary>
/// <param name="Coming">How many shifts of it are not over.</param>
public sealed record WrittenActivity(Guid Id, Guid OrganisationId, ActivityPlan Plan, bool Retired, int Coming);

/// <summary>What the form of a kind of work can choose from.</summary>
public sealed record ActivityChoices(IReadOnlyList<OrganisationRef> Organisations, IReadOnlyList<KindChoice> Kinds);
