using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts.Series;

/// <summary>Looks at planned series and makes them, for organisers of the organisation only.</summary>
public sealed class SeriesService(Retry retry, SeriesMaking making, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Everything that is wrong with a series, otherwise its next dates. Nothing is stored.</summary>
    public Task<SeriesPreview> PreviewAsync(Guid actorId, NewSeries series, CancellationToken cancellationToken) =>
        retry.RunAsync(async (db, token) => (await LookAsync(db, actorId, Cleaned(series), clock.GetUtcNow(), token)).Preview, cancellationToken);

    /// <summary>Makes a series and its shifts of eight weeks once per <paramref name="formKey"/>, or says everything that is wrong with it at once.</summary>
    public async Task<CreateSeriesOutcome> CreateAsync(Guid actorId, NewSeries series, Guid formKey, CancellationToken cancellationToken)
    {
        var (outcome, first) = await retry.RunAsync((db, token) => CreateOnceAsync(db, actorId, Cleaned(series), formKey, token), cancellationToken);
        if (first is { } shift)
        {
            hints.Changed(shift);
        }

        return outcome;
    }

    private static NewSeries Cleaned(NewSeries series) => series with { Plan = series.Plan.Cleaned() };

    private async Task<(CreateSeriesOutcome Outcome, Guid? First)> CreateOnceAsync(PortalDbContext db, Guid actorId, NewSeries plan, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var (preview, context, rule) = await LookAsync(db, actorId, plan, now, cancellationToken);
        if (await FormMade.FindAsync(db, FormMade.Series, actorId, formKey, cancellationToken) is { } before)
        {
            return before.Id is { } id ? (new(id, 0, null), null) : (new(null, 0, preview with { Faults = [new(PlanFaultKind.UnknownForm, nameof(formKey))] }), null);
        }

        if (!preview.IsFine)
        {
            return (new(null, 0, preview), null);
        }

        var through = SeriesMaking.Through(preview.Zone, now);
        var series = Make(plan, context!, rule!, preview.Zone, through, now);
        db.ShiftSeries.Add(series);
        FormMade.Add(db, FormMade.Series, actorId, formKey, series.Id, now);
        await db.SaveChangesAsync(cancellationToken);
        var made = await making.MakeAsync(db, series, plan.FirstOn.AddDays(-1), through, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (new(series.Id, made.Count, null), made.Count > 0 ? made[0] : null);
    }

    private static async Task<(SeriesPreview Preview, PlanContext? Context, SeriesRule? Rule)> LookAsync(
        PortalDbContext db, Guid actorId, NewSeries series, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (context, found, _, _) = await ShiftPlanService.LookAsync(db, actorId, series.Plan, now, cancellationToken);
        var zone = found ?? TimeZoneInfo.Utc;
        var (rule, ruleFaults) = RuleOf(series.Rule, series.FirstOn, series.StartsAt, series.GoesOn, zone, now);
        var through = SeriesMaking.Through(zone, now);
        var all = rule?.Ends == true && ruleFaults.Count == 0 ? rule.Dates(series.FirstOn, DateOnly.MaxValue) : null;
        var dates = rule is null || ruleFaults.Count > 0 ? []
            : (all ?? rule.Dates(series.FirstOn, series.FirstOn.AddYears(1))).Select(day => SeriesDate.Of(day, series.StartsAt, series.Length, zone)).Where(date => date.StartsAt > now).ToList();
        if (dates.Count == 0 && ruleFaults.Count == 0)
        {
            ruleFaults = [SeriesFault.NoDates];
        }

        // The times are looked at on the first date to come; without one, on the first day.
        var first = dates.Count > 0 ? dates[0] : SeriesDate.Of(series.FirstOn, series.StartsAt, series.Length, zone);
        List<PlanFault> faults = [.. PlanContext.Faults(context, series.Plan, found), .. ShiftPlanRules.Check(series.Plan, first.StartsAt, first.EndsAt, null, now)];
        return (new(faults, ruleFaults, [.. dates.Where(date => date.Day <= through || date == first)], zone, all?.Count, now), context, rule);
    }

    /// <summary>A rule that somebody wrote, counted from a day, with everything that is wrong with it.</summary>
    internal static (SeriesRule? Rule, IReadOnlyList<SeriesFault> Faults) RuleOf(string? text, DateOnly firstOn, TimeOnly startsAt, bool goesOn, TimeZoneInfo zone, DateTimeOffset now)
    {
        List<SeriesFault> faults = firstOn < WallTime.DayOf(now, zone) ? [SeriesFault.FirstDayInPast] : [];
        var (rule, fault) = SeriesRule.Read(text, startsAt, zone);
        if (rule is null)
        {
            return (null, [fault!.Value, .. faults]);
        }

        if (!rule.Ends && !goesOn)
        {
            faults.Add(SeriesFault.NeverEnds);
        }

        // Far ahead is a fault of the first day, told with those of the plan.
        if (firstOn <= DateOnly.FromDateTime(now.UtcDateTime).AddYears(ShiftPlanRules.MostYearsAhead + 1) && rule.FaultFrom(firstOn) is { } run)
        {
            faults.Add(run);
        }

        return (rule, faults);
    }

    private ShiftSeries Make(NewSeries plan, PlanContext context, SeriesRule rule, TimeZoneInfo zone, DateOnly through, DateTimeOffset now) => new()
    {
        Id = Ids.New(clock),
        OrganisationId = context.OrganisationId,
        ActivityId = plan.Plan.ActivityId,
        SiteId = plan.Plan.SiteId,
        TimeZone = zone.Id,
        Rule = rule.Text,
        FirstOn = plan.FirstOn,
        StartsAt = plan.StartsAt,
        Minutes = (int)plan.Length.TotalMinutes,
        Visibility = plan.Plan.Visibility ?? context.DefaultVisibility,
        BookingMode = plan.Plan.BookingMode,
        CancellationHours = plan.Plan.CancellationHours,
        LeadId = plan.Plan.LeadId,
        Description = plan.Plan.Description,
        DescriptionLanguage = Resources.Languages.Known(plan.Plan.DescriptionLanguage),
        Positions = plan.Plan.Positions,
        Publishes = plan.Publishes,
        MadeThrough = through,
        CreatedAt = now,
    };
}
