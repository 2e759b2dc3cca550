using Portal.Core.Accounts;
using Portal.Core.Resources;
using static Portal.Core.Shifts.PlanFaultKind;

namespace Portal.Core.Shifts;

/// <summary>What a planned shift must be, told all at once. Pure.</summary>
internal static class ShiftPlanRules
{
    public const int MostPlaces = 500;
    public const int LongestCancellation = 168;
    public const int MostYearsAhead = 2;
    private static readonly TimeSpan LongestOnSite = TimeSpan.FromHours(24);

    /// <summary>Nobody works longer without being asked whether that is meant: an end before the start is read as the day after.</summary>
    public static readonly TimeSpan LongestUnasked = TimeSpan.FromHours(12);

    /// <summary>The snapshot looks this far back, so nothing lasts longer.</summary>
    public static readonly TimeSpan LongestRemote = TimeSpan.FromDays(31);

    public static IEnumerable<PlanFault> Check(NewShift plan, DateTimeOffset startsAt, DateTimeOffset endsAt, DateTimeOffset? opensAt, DateTimeOffset now)
    {
        if (startsAt <= now)
        {
            yield return new(StartsInPast, nameof(NewShift.StartsAt));
        }
        else if (startsAt > now.AddYears(MostYearsAhead))
        {
            yield return new(TooFarAhead, nameof(NewShift.StartsAt));
        }

        if (endsAt < startsAt || (RemoteTask.Is(startsAt, endsAt) && plan.SiteId is not null))
        {
            yield return new(EndsBeforeStart, nameof(NewShift.EndsAt));
        }
        else if (endsAt - startsAt > (plan.SiteId is null ? LongestRemote : LongestOnSite))
        {
            yield return new(TooLong, nameof(NewShift.EndsAt));
        }
        else if (endsAt - startsAt > LongestUnasked && !plan.LongOnPurpose)
        {
            yield return new(LengthInDoubt, nameof(NewShift.EndsAt), Length: endsAt - startsAt);
        }

        if (opensAt >= startsAt)
        {
            yield return new(OpensAfterStart, nameof(NewShift.BookingOpensAt));
        }

        if (plan.CancellationHours is < 0 or > LongestCancellation)
        {
            yield return new(CancellationOutOfRange, nameof(NewShift.CancellationHours));
        }

        if (plan.DutyPhone is { } phone && !PhoneService.IsNumber(phone))
        {
            yield return new(WrongPhone, nameof(NewShift.DutyPhone));
        }

        if (plan.Description?.Length > Shift.DescriptionLength)
        {
            yield return new(DescriptionTooLong, nameof(NewShift.Description));
        }

        if (!TypedText.IsReadable(plan.Description))
        {
            yield return new(DescriptionUnreadable, nameof(NewShift.Description));
        }

        foreach (var fault in Positions(plan.Positions))
        {
            yield return fault;
        }
    }

    private static IEnumerable<PlanFault> Positions(IReadOnlyList<NewPosition> positions) => positions.Count switch
    {
        0 => [new(NoPosition, nameof(NewShift.Positions))],
        > Shift.MostPositions => [new(TooManyPositions, nameof(NewShift.Positions))],
        _ => positions.SelectMany(Position),
    };

    private static IEnumerable<PlanFault> Position(NewPosition position, int index)
    {
        var names = Languages.All.Keys.Select(position.Name.Exactly).ToList();
        if (names.TrueForAll(name => name.Length == 0))
        {
            yield return new(NameMissing, nameof(NewPosition.Name), index);
        }

        if (!names.TrueForAll(TypedText.IsReadable))
        {
            yield return new(NameUnreadable, nameof(NewPosition.Name), index);
        }

        if (names.Exists(name => name.Length > Shifts.Position.NameLength))
        {
            yield return new(NameTooLong, nameof(NewPosition.Name), index);
        }

        if (position.Capacity is < 1 or > MostPlaces)
        {
            yield return new(CapacityOutOfRange, nameof(NewPosition.Capacity), index);
        }

        if (!position.Languages.All(SpokenLanguages.Contains))
        {
            yield return new(UnknownLanguage, nameof(NewPosition.Languages), index);
        }
        else if (position.IsInterpreter && position.Languages.Count == 0)
        {
            yield return new(InterpreterWithoutLanguage, nameof(NewPosition.Languages), index);
        }

        if (position.Minimum < 0 || position.Minimum > position.Capacity)
        {
            yield return new(MinimumOutOfRange, nameof(NewPosition.Minimum), index);
        }
    }
}
