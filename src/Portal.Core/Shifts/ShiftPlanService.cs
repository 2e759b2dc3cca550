using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Closures;

namespace Portal.Core.Shifts;

/// <summary>Makes and publishes shifts, for organisers of the organisation only. Calling one off is <see cref="ShiftCancellation"/>'s work.</summary>
public sealed class ShiftPlanService(Retry retry, ShiftCancellation cancellation, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Makes a draft once per <paramref name="formKey"/>, or says everything that is wrong with it at once. A refusal is not kept under the key.</summary>
    public Task<CreateShiftOutcome> CreateAsync(Guid actorId, NewShift plan, Guid formKey, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => CreateOnceAsync(db, actorId, plan.Cleaned(), formKey, token), cancellationToken);

    /// <summary>Everything that is wrong with a plan, of which no draft is made.</summary>
    public Task<IReadOnlyList<PlanFault>> FaultsAsync(Guid actorId, NewShift plan, CancellationToken cancellationToken) =>
        retry.RunAsync<IReadOnlyList<PlanFault>>(async (db, token) => (await LookAsync(db, actorId, plan.Cleaned(), clock.GetUtcNow(), token)).Faults, cancellationToken);

    /// <summary>Opens a draft to those who may see it.</summary>
    public async Task<PublishOutcome> PublishAsync(Guid actorId, Guid shiftId, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => PublishOnceAsync(db, actorId, shiftId, token), cancellationToken);
        if (outcome == PublishOutcome.Published)
        {
            hints.Changed(shiftId);
        }

        return outcome;
    }

    /// <summary>Calls a shift off and writes to everyone who had a place.</summary>
    public Task<CancelShiftOutcome> CancelAsync(Guid actorId, Guid shiftId, string? reason, CancellationToken cancellationToken) =>
        cancellation.CancelAsync(actorId, shiftId, reason, cancellationToken);

    private async Task<CreateShiftOutcome> CreateOnceAsync(PortalDbContext db, Guid actorId, NewShift plan, Guid formKey, CancellationToken cancellationToken)
    {
        if (await FormMade.FindAsync(db, FormMade.Shift, actorId, formKey, cancellationToken) is { } before)
        {
            return new(before.Id, before.Id is null ? [new(PlanFaultKind.UnknownForm, nameof(formKey))] : []);
        }

        var now = clock.GetUtcNow();
        var (context, zone, times, faults) = await LookAsync(db, actorId, plan, now, cancellationToken);
        if (faults.Count > 0)
        {
            return new(null, faults, times.Moved);
        }

        // Draft and key are saved at once: who comes second collides, looks again and finds the first one's.
        var shift = ShiftMaker.Make(plan, context!.OrganisationId, context.DefaultVisibility, zone!, times, clock);
        db.Shifts.Add(shift);
        FormMade.Add(db, FormMade.Shift, actorId, formKey, shift.Id, now);
        await db.SaveChangesAsync(cancellationToken);
        return new(shift.Id, [], times.Moved);
    }

    internal static async Task<(PlanContext? Context, TimeZoneInfo? Zone, PlanTimes Times, List<PlanFault> Faults)> LookAsync(
        PortalDbContext db, Guid actorId, NewShift plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var context = await PlanContext.FindAsync(db, actorId, plan, now, cancellationToken);
        var zone = WallTime.FindZone(plan.SiteId is null ? plan.TimeZone : context?.SiteZone ?? plan.TimeZone);
        var times = PlanTimes.Of(plan, zone ?? TimeZoneInfo.Utc);
        return (context, zone, times, [.. PlanContext.Faults(context, plan, zone), .. ShiftPlanRules.Check(plan, times.StartsAt, times.EndsAt, times.OpensAt, now)]);
    }

    private async Task<PublishOutcome> PublishOnceAsync(PortalDbContext db, Guid actorId, Guid shiftId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await db.LockSitesOfAsync([shiftId], cancellationToken);
        await db.LockPositionsAsync(shiftId, cancellationToken);
        var shift = await db.Shifts.FirstOrDefaultAsync(s => s.Id == shiftId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId), cancellationToken);
        if (shift is null)
        {
            return PublishOutcome.NotFound;
        }

        if (shift.Status == ShiftStatus.Published)
        {
            return PublishOutcome.Published;
        }

        if (await db.ClosedAsync(shift.SiteId, shift.StartsAt, shift.EndsAt, cancellationToken) is not null)
        {
            return PublishOutcome.SiteClosed;
        }

        if (!shift.TryPublish(now))
        {
            return PublishOutcome.NotPossible;
        }

        await db.SaveChangesAsync(cancellationToken);
        await UnbookedShifts.OpenOrCloseAsync(db, [shiftId], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return PublishOutcome.Published;
    }
}
