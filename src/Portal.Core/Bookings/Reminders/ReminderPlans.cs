using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Reminders;

/// <summary>Reads and keeps when an organisation reminds its people. A rule that stays keeps its row, so that nobody is reminded by it twice.</summary>
public sealed class ReminderPlans(PortalDbContext db, Retry retry, TimeProvider clock)
{
    /// <summary>The plan of an organisation; where it has none of its own, the portal's. Two commands.</summary>
    public async Task<ReminderPlan> FindAsync(Guid organisationId, CancellationToken cancellationToken)
    {
        var isOwn = await db.Organisations.Where(o => o.Id == organisationId).Select(o => o.HasOwnReminders).SingleAsync(cancellationToken);
        Guid? whose = isOwn ? organisationId : null;
        var leads = await db.ReminderRules.Where(r => r.OrganisationId == whose).OrderByDescending(r => r.HoursBefore)
            .Select(r => new ReminderLead(r.HoursBefore, r.AsksToConfirm)).ToListAsync(cancellationToken);
        return new(isOwn, leads);
    }

    /// <summary>Keeps a plan, as an organiser. False when the organisation is not theirs, or a rule cannot be kept.</summary>
    public Task<bool> KeepAsync(Guid actorId, Guid organisationId, ReminderPlan plan, CancellationToken cancellationToken) =>
        retry.RunAsync((fresh, token) => KeepOnceAsync(fresh, actorId, organisationId, plan, token), cancellationToken);

    private async Task<bool> KeepOnceAsync(PortalDbContext fresh, Guid actorId, Guid organisationId, ReminderPlan plan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await fresh.Database.BeginTransactionAsync(cancellationToken);
        var mine = fresh.OrganisedBy(actorId, now);

        // Of two who keep at once the second waits here and then sees what the first kept.
        var kept = await fresh.Organisations.Where(o => o.Id == organisationId && mine.Contains(o.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.HasOwnReminders, plan.IsOwn), cancellationToken);
        if (kept == 0 || !plan.IsInRange)
        {
            return false;
        }

        var rules = await fresh.ReminderRules.Where(r => r.OrganisationId == organisationId).ToListAsync(cancellationToken);
        var leads = plan.IsOwn ? plan.Leads : [];
        fresh.ReminderRules.RemoveRange(rules.Where(rule => !leads.Any(lead => lead.HoursBefore == rule.HoursBefore)));
        foreach (var lead in leads)
        {
            if (rules.Find(rule => rule.HoursBefore == lead.HoursBefore) is { } rule)
            {
                rule.AsksToConfirm = lead.AsksToConfirm;
            }
            else
            {
                fresh.ReminderRules.Add(new ReminderRule { Id = Ids.New(clock), OrganisationId = organisationId, HoursBefore = lead.HoursBefore, AsksToConfirm = lead.AsksToConfirm });
            }
        }

        fresh.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            ActorId = actorId,
            Action = "organisation.reminders",
            SubjectId = organisationId,
            OrganisationId = organisationId,
            Detail = plan.IsOwn ? string.Join(", ", leads.Select(lead => FormattableString.Invariant($"{lead.HoursBefore}{(lead.AsksToConfirm ? "?" : "")}"))) : "portal",
        });
        await fresh.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
