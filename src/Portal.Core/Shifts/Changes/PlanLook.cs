using Portal.Core.Data;
using Portal.Core.Organisations.Closures;
using static Portal.Core.Shifts.PlanFaultKind;

namespace Portal.Core.Shifts.Changes;

/// <summary>An edit looked at: its instants, and everything that is wrong with it. What stays as it was is not held against it.</summary>
internal sealed record PlanLook(PlanTimes Times, TimeZoneInfo Zone, List<PlanFault> Faults)
{
    public static async Task<PlanLook> OfAsync(
        PortalDbContext db, Guid actorId, Shift shift, ShiftEdit edit, IReadOnlyList<Position> positions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var context = await PlanContext.FindAsync(db, actorId, edit.Plan, now, cancellationToken);
        var found = WallTime.FindZone(edit.Plan.SiteId is null ? shift.TimeZone : context?.SiteZone ?? shift.TimeZone);
        var zone = found ?? TimeZoneInfo.Utc;
        var times = PlanTimes.Of(edit.Plan, zone);
        PlanFault[] faults =
        [
            .. PlanContext.Faults(context, edit.Plan, found),
            .. context is not null && context.OrganisationId != shift.OrganisationId ? [new PlanFault(UnknownActivity, nameof(NewShift.ActivityId))] : Array.Empty<PlanFault>(),
            .. ShiftPlanRules.Check(edit.Plan, times.StartsAt, times.EndsAt, shift.BookingOpensAt, now),
            .. await ChangePositions.FaultsAsync(db, edit, positions, cancellationToken),
            .. Begun(shift, edit.Plan, times, now),
            .. shift.Status == ShiftStatus.Published && await db.ClosedAsync(edit.Plan.SiteId, times.StartsAt, times.EndsAt, cancellationToken) is { } closure
                ? [new PlanFault(SiteClosed, nameof(NewShift.SiteId)) { Closed = (WallTime.At(closure.From, zone), WallTime.At(closure.Until, zone)) }] : Array.Empty<PlanFault>(),
        ];
        return new(times, zone, [.. faults.Where(fault => !IsAsItWas(fault, shift, edit.Plan, times)).DistinctBy(fault => (fault.Kind, fault.Field, fault.Position))]);
    }

    /// <summary>Makes the shift what was looked at. Who sees it stays as it is where nothing is said.</summary>
    public void ApplyTo(Shift shift, NewShift plan, ShiftAsKnown before)
    {
        (shift.StartsAt, shift.EndsAt, shift.TimeZone) = (Times.StartsAt, Times.EndsAt, Zone.Id);
        (shift.ActivityId, shift.SiteId, shift.LeadId) = (plan.ActivityId, plan.SiteId, plan.LeadId);
        (shift.Visibility, shift.BookingMode, shift.CancellationHours) = (plan.Visibility ?? shift.Visibility, plan.BookingMode, plan.CancellationHours);
        (shift.DutyPhone, shift.Description, shift.DescriptionLanguage) = (plan.DutyPhone, plan.Description, Resources.Languages.Known(plan.DescriptionLanguage));
        shift.Changed(people: ShiftAsKnown.Of(shift) != before);
    }

    /// <summary>Of a shift that has begun only the end can change: people are there.</summary>
    private static IEnumerable<PlanFault> Begun(Shift shift, NewShift plan, PlanTimes times, DateTimeOffset now)
    {
        if (shift.StartsAt > now)
        {
            yield break;
        }

        if (times.StartsAt != shift.StartsAt)
        {
            yield return new(HasBegun, nameof(NewShift.StartsAt));
        }

        if (plan.SiteId != shift.SiteId)
        {
            yield return new(HasBegun, nameof(NewShift.SiteId));
        }

        if (plan.ActivityId != shift.ActivityId)
        {
            yield return new(HasBegun, nameof(NewShift.ActivityId));
        }

        if (times.EndsAt <= now)
        {
            yield return new(EndsInPast, nameof(NewShift.EndsAt));
        }
    }

    private static bool IsAsItWas(PlanFault fault, Shift shift, NewShift plan, PlanTimes times) => fault.Kind switch
    {
        StartsInPast => times.StartsAt == shift.StartsAt,
        TooFarAhead => times.StartsAt == shift.StartsAt,
        LengthInDoubt => times.EndsAt - times.StartsAt == shift.EndsAt - shift.StartsAt,
        SiteClosed => (plan.SiteId, times.StartsAt, times.EndsAt) == (shift.SiteId, shift.StartsAt, shift.EndsAt),
        UnknownLead => plan.LeadId == shift.LeadId,
        OpensAfterStart => times.StartsAt == shift.StartsAt,
        _ => false,
    };
}
