using Portal.Core.Organisations;

namespace Portal.Core.Shifts;

/// <summary>Makes a draft of a plan that was checked. Pure but for ids.</summary>
internal static class ShiftMaker
{
    public static Shift Make(
        NewShift plan, Guid organisationId, Visibility defaultVisibility, TimeZoneInfo zone, PlanTimes times, TimeProvider clock, (Guid Series, DateOnly Day)? of = null)
    {
        var id = Ids.New(clock);
        return new Shift
        {
            Id = id,
            OrganisationId = organisationId,
            ActivityId = plan.ActivityId,
            SiteId = plan.SiteId,
            StartsAt = times.StartsAt,
            EndsAt = times.EndsAt,
            TimeZone = zone.Id,
            Visibility = plan.Visibility ?? defaultVisibility,
            BookingMode = plan.BookingMode,
            BookingOpensAt = times.OpensAt,
            CancellationHours = plan.CancellationHours,
            LeadId = plan.LeadId,
            DutyPhone = plan.DutyPhone,
            Description = plan.Description,
            DescriptionLanguage = Resources.Languages.Known(plan.DescriptionLanguage),
            SeriesId = of?.Series,
            OccursOn = of?.Day,
            CreatedAt = clock.GetUtcNow(),
            Positions = [.. plan.Positions.Select((position, order) => Make(id, position, order, clock))],
        };
    }

    public static Position Make(Guid shiftId, NewPosition position, int order, TimeProvider clock) => new()
    {
        Id = Ids.New(clock),
        ShiftId = shiftId,
        Name = position.Name,
        Order = order,
        Minimum = position.Minimum,
        Capacity = position.Capacity,
        Languages = [.. position.Languages],
        IsInterpreter = position.IsInterpreter,
        Qualifications = [.. position.Qualifications],
        BeginnerFriendly = position.BeginnerFriendly,
    };

    /// <summary>What a position was planned as.</summary>
    public static NewPosition PlanOf(Position position) => new(position.Name, position.Minimum, position.Capacity)
    {
        Languages = position.Languages,
        IsInterpreter = position.IsInterpreter,
        Qualifications = position.Qualifications,
        BeginnerFriendly = position.BeginnerFriendly,
    };

    /// <summary>What a shift was planned as.</summary>
    public static NewShift PlanOf(Shift shift)
    {
        var start = WallTime.At(shift.StartsAt, WallTime.Zone(shift.TimeZone));
        return new(shift.ActivityId, start, start + (shift.EndsAt - shift.StartsAt))
        {
            SiteId = shift.SiteId,
            Visibility = shift.Visibility,
            BookingMode = shift.BookingMode,
            CancellationHours = shift.CancellationHours,
            LongOnPurpose = shift.EndsAt - shift.StartsAt > ShiftPlanRules.LongestUnasked,
            LeadId = shift.LeadId,
            DutyPhone = shift.DutyPhone,
            Description = shift.Description,
            DescriptionLanguage = shift.DescriptionLanguage,
            Positions = [.. shift.Positions.Where(p => p.RemovedAt is null).Select(PlanOf)],
        };
    }
}
