using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;

namespace Portal.Core.Shifts.Series;

/// <summary>Ends series and leaves single dates out. Dates that nobody has booked are called off; what somebody has booked stays until it is called off from its own page, where people are told.</summary>
public sealed class SeriesEnding(Retry retry, UnbookedShifts shifts, ShiftHints hints, TimeProvider clock)
{
    private static readonly UnbookedEdit Off = new() { CallOff = true };

    /// <summary>What ending a series would do; nothing is changed.</summary>
    public Task<SeriesEndOutcome> PreviewAsync(Guid actorId, Guid seriesId, int version, DateOnly lastOn, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => EndAsync(db, actorId, seriesId, version, lastOn, seen: null, token), cancellationToken);

    /// <summary>Ends a series after a day, if that still calls off as many shifts as somebody has seen; otherwise it is only looked at anew.</summary>
    public async Task<SeriesEndOutcome> EndAsync(Guid actorId, Guid seriesId, int version, DateOnly lastOn, int seen, CancellationToken cancellationToken) =>
        Tell(await retry.RunAsync((db, token) => EndAsync(db, actorId, seriesId, version, lastOn, seen, token), cancellationToken));

    /// <summary>Leaves one date out: no shift is made of it, and the one that was made is called off, unless somebody has booked it.</summary>
    public async Task<SeriesEndOutcome> SkipAsync(Guid actorId, Guid seriesId, int version, DateOnly day, CancellationToken cancellationToken) =>
        Tell(await retry.RunAsync((db, token) => SkipOnceAsync(db, actorId, seriesId, version, day, token), cancellationToken));

    private SeriesEndOutcome Tell(SeriesEndOutcome outcome)
    {
        if (outcome is { Result: SeriesResult.Done, Lines: [var line, ..] })
        {
            hints.Changed(line.ShiftId);
        }

        return outcome;
    }

    private async Task<SeriesEndOutcome> EndAsync(PortalDbContext db, Guid actorId, Guid seriesId, int version, DateOnly lastOn, int? seen, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var claim = await SeriesClaim.ClaimAsync(db, actorId, seriesId, version, seen is not null, clock.GetUtcNow(), cancellationToken);
        if (claim != SeriesResult.Done)
        {
            return new(claim, []);
        }

        var edits = await EditsAsync(db.Shifts.Where(s => s.SeriesId == seriesId && s.OccursOn > lastOn), cancellationToken);
        if (seen is null)
        {
            return new(SeriesResult.Previewed, await shifts.LookAsync(db, edits, cancellationToken));
        }

        var lines = await shifts.EditAsync(db, edits, cancellationToken);
        if (lines.Count(line => line.Result == ShiftEditResult.Changed) != seen)
        {
            // Without a commit nothing of it stays.
            return new(SeriesResult.Previewed, lines);
        }

        await db.ShiftSeries.Where(s => s.Id == seriesId).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastOn, lastOn), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(SeriesResult.Done, lines);
    }

    private async Task<SeriesEndOutcome> SkipOnceAsync(PortalDbContext db, Guid actorId, Guid seriesId, int version, DateOnly day, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var claim = await SeriesClaim.ClaimAsync(db, actorId, seriesId, version, apply: true, now, cancellationToken);
        if (claim != SeriesResult.Done)
        {
            return new(claim, []);
        }

        var series = await db.ShiftSeries.FirstAsync(s => s.Id == seriesId, cancellationToken);
        if (!series.DaysBetween(DateOnly.MinValue, day).Contains(day) || series.On(day).StartsAt <= now)
        {
            return new(SeriesResult.NotFound, []);
        }

        var lines = await shifts.EditAsync(db, await EditsAsync(db.Shifts.Where(s => s.SeriesId == seriesId && s.OccursOn == day), cancellationToken), cancellationToken);
        if (lines.Any(line => line.Result == ShiftEditResult.HasPeople))
        {
            return new(SeriesResult.HasPeople, lines);
        }

        series.Skipped = [.. series.Skipped, day];
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(SeriesResult.Done, lines);
    }

    // Those that are called off or have begun are no concern.
    private async Task<Dictionary<Guid, UnbookedEdit>> EditsAsync(IQueryable<Shift> which, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return (await which.Where(s => s.StartsAt > now && s.Status != ShiftStatus.Cancelled).Select(s => s.Id).ToListAsync(cancellationToken)).ToDictionary(id => id, _ => Off);
    }
}
