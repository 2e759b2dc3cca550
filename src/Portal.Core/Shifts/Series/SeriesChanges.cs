using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;

namespace Portal.Core.Shifts.Series;

/// <summary>A change of one date of a series, of that and all that follow, or of all that nobody has booked.</summary>
/// <param name="Version">The version of the series that the page was made from.</param>
/// <param name="Day">The date it is about; for all, any.</param>
/// <param name="Plan">What they are to be like; of its times only the time of day and the length count.</param>
public sealed record SeriesChange(Guid SeriesId, int Version, SeriesScope Scope, DateOnly Day, NewShift Plan);

/// <summary>Looks at changes of series and makes them, in one transaction each. Only what differs is changed, so that what one date has of its own stays.</summary>
public sealed class SeriesChanges(Retry retry, UnbookedShifts shifts, ShiftHints hints, TimeProvider clock)
{
    /// <summary>What a change would do; nothing is changed.</summary>
    public Task<SeriesChangeOutcome> PreviewAsync(Guid actorId, SeriesChange change, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => RunAsync(db, actorId, Cleaned(change), apply: false, token), cancellationToken);

    /// <summary>Makes a change. What somebody has booked since the look is left as it is, and said.</summary>
    public async Task<SeriesChangeOutcome> ApplyAsync(Guid actorId, SeriesChange change, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => RunAsync(db, actorId, Cleaned(change), apply: true, token), cancellationToken);
        if (outcome.Lines.FirstOrDefault(line => line.Result == ShiftEditResult.Changed) is { } line)
        {
            hints.Changed(line.ShiftId);
        }

        return outcome;
    }

    private static SeriesChange Cleaned(SeriesChange change) => change with { Plan = change.Plan.Cleaned() };

    private async Task<SeriesChangeOutcome> RunAsync(PortalDbContext db, Guid actorId, SeriesChange change, bool apply, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var claim = await SeriesClaim.ClaimAsync(db, actorId, change.SeriesId, change.Version, apply, now, cancellationToken);
        if (claim != SeriesResult.Done)
        {
            return SeriesChangeOutcome.Of(claim);
        }

        var series = await db.ShiftSeries.FirstAsync(s => s.Id == change.SeriesId, cancellationToken);
        var coming = await ComingAsync(db, change, now, cancellationToken);
        if (coming.Count == 0 && change.Scope == SeriesScope.This)
        {
            return SeriesChangeOutcome.Of(SeriesResult.NotFound);
        }

        // The times are looked at on the first day that it touches.
        var day = coming.Count > 0 ? coming[0].OccursOn!.Value : series.DaysBetween(WallTime.DayOf(now, WallTime.Zone(series.TimeZone)), series.FirstOn.AddYears(SeriesRule.MostYears)).FirstOrDefault(change.Day);
        var plan = change.Plan.OnDay(day) with { ActivityId = series.ActivityId, TimeZone = series.TimeZone };
        var (context, zone, _, faults) = await ShiftPlanService.LookAsync(db, actorId, plan, now, cancellationToken);
        if (faults.Count > 0)
        {
            return new(SeriesResult.Refused, [], [], faults);
        }

        var wanted = plan with { Visibility = plan.Visibility ?? context!.DefaultVisibility, TimeZone = zone!.Id };
        var before = change.Scope == SeriesScope.This ? ShiftMaker.PlanOf(coming[0]) : series.PlanOn(day);
        var parts = Differences(before, wanted);
        if (parts.Count == 0)
        {
            return SeriesChangeOutcome.Of(SeriesResult.NothingToChange);
        }

        var dates = coming.ToDictionary(s => s.Id, s => SeriesDate.Of(s.OccursOn!.Value, TimeOnly.FromDateTime(wanted.StartsAt), wanted.EndsAt - wanted.StartsAt, zone));
        var edits = dates.ToDictionary(date => date.Key, date => EditOf(wanted, date.Value, parts));
        var lines = apply ? await shifts.EditAsync(db, edits, cancellationToken) : await shifts.LookAsync(db, edits, cancellationToken);
        lines = [.. lines.Select(line => line with { ClockMoved = line.Moves && dates[line.ShiftId].ClockMoved })];
        if (!apply)
        {
            return new(SeriesResult.Previewed, lines, parts, []);
        }

        if (change.Scope != SeriesScope.This)
        {
            Apply(series, wanted, parts);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(SeriesResult.Done, lines, parts, []);
    }

    private static Task<List<Shift>> ComingAsync(PortalDbContext db, SeriesChange change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var coming = db.Shifts.AsNoTracking().Include(s => s.Positions.OrderBy(p => p.Order))
            .Where(s => s.SeriesId == change.SeriesId && s.StartsAt > now && s.Status != ShiftStatus.Cancelled);
        coming = change.Scope switch
        {
            SeriesScope.This => coming.Where(s => s.OccursOn == change.Day),
            SeriesScope.Following => coming.Where(s => s.OccursOn >= change.Day),
            _ => coming,
        };
        return coming.OrderBy(s => s.OccursOn).ToListAsync(cancellationToken);
    }

    private static List<ShiftPart> Differences(NewShift before, NewShift after)
    {
        List<(ShiftPart Part, bool Differs)> parts =
        [
            (ShiftPart.Times, TimeOnly.FromDateTime(before.StartsAt) != TimeOnly.FromDateTime(after.StartsAt) || before.EndsAt - before.StartsAt != after.EndsAt - after.StartsAt),
            (ShiftPart.Place, before.SiteId != after.SiteId),
            (ShiftPart.Visibility, before.Visibility != after.Visibility),
            (ShiftPart.Mode, before.BookingMode != after.BookingMode),
            (ShiftPart.GivingBack, before.CancellationHours != after.CancellationHours),
            (ShiftPart.Lead, before.LeadId != after.LeadId),
            (ShiftPart.Description, before.Description != after.Description || (after.Description is not null && before.DescriptionLanguage != after.DescriptionLanguage)),
            (ShiftPart.Positions, before.Positions.Count != after.Positions.Count || !before.Positions.Zip(after.Positions).All(pair => pair.First.IsLike(pair.Second))),
        ];
        return [.. parts.Where(part => part.Differs).Select(part => part.Part)];
    }

    private static UnbookedEdit EditOf(NewShift plan, SeriesDate date, List<ShiftPart> parts) => new()
    {
        StartsAt = parts.Contains(ShiftPart.Times) ? date.StartsAt : null,
        EndsAt = parts.Contains(ShiftPart.Times) ? date.EndsAt : null,
        Place = parts.Contains(ShiftPart.Place) ? (plan.SiteId, plan.TimeZone) : null,
        Visibility = parts.Contains(ShiftPart.Visibility) ? plan.Visibility : null,
        BookingMode = parts.Contains(ShiftPart.Mode) ? plan.BookingMode : null,
        CancellationHours = parts.Contains(ShiftPart.GivingBack) ? plan.CancellationHours : null,
        Lead = parts.Contains(ShiftPart.Lead) ? new NewLead(plan.LeadId) : null,
        Description = parts.Contains(ShiftPart.Description) ? (plan.Description, plan.DescriptionLanguage) : null,
        Positions = parts.Contains(ShiftPart.Positions) ? plan.Positions : null,
    };

    private static void Apply(ShiftSeries series, NewShift plan, List<ShiftPart> parts)
    {
        if (parts.Contains(ShiftPart.Times))
        {
            (series.StartsAt, series.Minutes) = (TimeOnly.FromDateTime(plan.StartsAt), (int)(plan.EndsAt - plan.StartsAt).TotalMinutes);
        }

        (series.SiteId, series.TimeZone) = (plan.SiteId, plan.TimeZone);
        series.Visibility = plan.Visibility!.Value;
        series.BookingMode = plan.BookingMode;
        series.CancellationHours = plan.CancellationHours;
        series.LeadId = plan.LeadId;
        (series.Description, series.DescriptionLanguage) = (plan.Description, Resources.Languages.Known(plan.DescriptionLanguage));
        series.Positions = plan.Positions;
    }
}
