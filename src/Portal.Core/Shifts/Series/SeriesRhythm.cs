using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Shifts.Series;

/// <summary>
/// Gives a series other days, from a day on. What nobody has booked and is not of the new rhythm is called off, what the new rhythm has
/// more is made, and what somebody has booked stays until it is called off from its own page, where people are told.
/// </summary>
public sealed class SeriesRhythm(Retry retry, UnbookedShifts shifts, SeriesMaking making, ShiftHints hints, TimeProvider clock)
{
    private static readonly UnbookedEdit Off = new() { CallOff = true };

    /// <summary>What a change would do, or everything that is wrong with it; nothing is changed.</summary>
    public Task<RhythmOutcome> PreviewAsync(Guid actorId, RhythmChange change, CancellationToken cancellationToken) =>
        retry.RunAsync(async (db, token) => (await RunAsync(db, actorId, change, seen: null, token)).Outcome, cancellationToken);

    /// <summary>Makes a change, if it still does what somebody has seen; otherwise it is only looked at anew.</summary>
    public async Task<RhythmOutcome> ApplyAsync(Guid actorId, RhythmChange change, string seen, CancellationToken cancellationToken)
    {
        var (outcome, touched) = await retry.RunAsync((db, token) => RunAsync(db, actorId, change, seen, token), cancellationToken);
        if (outcome.Result == SeriesResult.Done && touched is { } shift)
        {
            hints.Changed(shift);
        }

        return outcome;
    }

    private async Task<(RhythmOutcome Outcome, Guid? Touched)> RunAsync(PortalDbContext db, Guid actorId, RhythmChange change, string? seen, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var claim = await SeriesClaim.ClaimAsync(db, actorId, change.SeriesId, change.Version, apply: seen is not null, now, cancellationToken);
        if (claim != SeriesResult.Done)
        {
            return (RhythmOutcome.Of(claim), null);
        }

        // Read after its row was taken, so that shifts which the job has made meanwhile are seen.
        var series = await db.ShiftSeries.FirstAsync(s => s.Id == change.SeriesId, cancellationToken);
        var (rule, faults) = SeriesService.RuleOf(change.Rule, change.From, series.StartsAt, change.GoesOn, WallTime.Zone(series.TimeZone), now);
        faults = change.From > series.MadeThrough ? [SeriesFault.BeyondMade, .. faults] : faults;
        if (rule is null || faults.Count > 0)
        {
            return (RhythmOutcome.Of(SeriesResult.Refused, faults), null);
        }

        if (rule.Text == series.Rule && change.From == series.FirstOn)
        {
            return (RhythmOutcome.Of(SeriesResult.NothingToChange), null);
        }

        (series.Rule, series.FirstOn) = (rule.Text, change.From);
        if (!series.DaysBetween(change.From.AddDays(-1), change.From.AddYears(SeriesRule.MostYears)).Any(day => series.On(day).StartsAt > now))
        {
            return (RhythmOutcome.Of(SeriesResult.Refused, SeriesFault.NoDates), null);
        }

        var (goes, comes, fits) = await PlanAsync(db, series, now, cancellationToken);
        var lines = seen is null ? await shifts.LookAsync(db, goes, cancellationToken) : await shifts.EditAsync(db, goes, cancellationToken);
        var outcome = new RhythmOutcome(SeriesResult.Previewed, [], lines, comes, fits);
        outcome = outcome with { Seen = SealOf(rule.Text, change.From, lines, comes) };
        if (seen != outcome.Seen)
        {
            // Without a commit nothing of it stays.
            return (outcome, null);
        }

        List<Guid> gone = [.. lines.Where(line => line.Result == ShiftEditResult.Changed).Select(line => line.ShiftId)];
        await db.SaveChangesAsync(cancellationToken);

        // They are no dates of the series any more. Should a later rhythm come back to such a day, it makes a shift of it as of any other.
        await db.Shifts.Where(s => gone.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeriesId, (Guid?)null).SetProperty(s => s.OccursOn, (DateOnly?)null), cancellationToken);
        var made = await making.MakeAsync(db, series, comes.Select(date => date.Day), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (outcome with { Result = SeriesResult.Done }, gone.Concat(made).Cast<Guid?>().FirstOrDefault());
    }

    /// <summary>What was seen, date by date: as many of each could be others by now.</summary>
    private static string SealOf(string rule, DateOnly from, IReadOnlyList<ShiftEditLine> lines, IEnumerable<SeriesDate> comes) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{rule} {from:yyyy-MM-dd} {string.Join(',', lines.OrderBy(line => line.ShiftId).Select(line => $"{line.ShiftId}:{line.Result}"))} {string.Join(',', comes.Select(date => $"{date.Day:yyyy-MM-dd}"))}")));

    /// <summary>Compares what was made, from the first day on, with the dates of the new rhythm. A date that was called off by itself stays so, and one left out stays left out.</summary>
    private static async Task<(Dictionary<Guid, UnbookedEdit> Goes, List<SeriesDate> Comes, int Fits)> PlanAsync(PortalDbContext db, ShiftSeries series, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await db.Shifts.AsNoTracking().Where(s => s.SeriesId == series.Id && s.OccursOn >= series.FirstOn)
            .Select(s => new { s.Id, Day = s.OccursOn!.Value, s.Status, s.StartsAt })
            .ToListAsync(cancellationToken);
        var dates = series.DaysBetween(series.FirstOn.AddDays(-1), series.MadeThrough).Select(series.On).Where(date => date.StartsAt > now).ToList();
        var days = dates.Select(date => date.Day).ToHashSet();
        var coming = known.FindAll(s => s.StartsAt > now && s.Status != ShiftStatus.Cancelled);
        return (
            coming.Where(s => !days.Contains(s.Day)).ToDictionary(s => s.Id, _ => Off),
            dates.FindAll(date => known.TrueForAll(s => s.Day != date.Day)),
            coming.Count(s => days.Contains(s.Day)));
    }
}
