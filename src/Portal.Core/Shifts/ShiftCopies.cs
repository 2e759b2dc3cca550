using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Closures;
using Portal.Core.Shifts.Series;

namespace Portal.Core.Shifts;

/// <summary>Copies a shift, or those of a whole day, to other days, at the same time by the clocks of their place. Nobody's booking is copied.</summary>
public sealed class ShiftCopies(Retry retry, ShiftHints hints, TimeProvider clock)
{
    /// <summary>How many shifts are made at once at most.</summary>
    public const int Most = 500;

    /// <summary>What copying would make; nothing is stored.</summary>
    public Task<CopyOutcome> LookAsync(Guid actorId, IReadOnlyList<Guid> shiftIds, IReadOnlyList<DateOnly> days, CancellationToken cancellationToken) =>
        retry.RunAsync(async (db, token) => (await LookOnceAsync(db, actorId, shiftIds, days, token)).Outcome, cancellationToken);

    /// <summary>Makes the copies once per <paramref name="formKey"/>, all in one transaction, as drafts or published.</summary>
    public async Task<CopyOutcome> CopyAsync(Guid actorId, IReadOnlyList<Guid> shiftIds, IReadOnlyList<DateOnly> days, bool publish, Guid formKey, CancellationToken cancellationToken)
    {
        var (outcome, first) = await retry.RunAsync((db, token) => CopyOnceAsync(db, actorId, shiftIds, days, publish, formKey, token), cancellationToken);
        if (first is { } shift)
        {
            hints.Changed(shift);
        }

        return outcome;
    }

    private async Task<(CopyOutcome Outcome, Guid? First)> CopyOnceAsync(
        PortalDbContext db, Guid actorId, IReadOnlyList<Guid> shiftIds, IReadOnlyList<DateOnly> days, bool publish, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (look, sources) = await LookOnceAsync(db, actorId, shiftIds, days, cancellationToken);
        var copied = look.Copies.Where(copy => !copy.InPast).ToList();
        if (await FormMade.FindAsync(db, FormMade.Copies, actorId, formKey, cancellationToken) is { } before)
        {
            return (look with { Made = before.Id is null ? 0 : copied.Count }, null);
        }

        if (look.Refusal is not null || copied.Count == 0)
        {
            return (look, null);
        }

        var now = clock.GetUtcNow();
        var shifts = copied.ConvertAll(copy =>
        {
            var source = sources[copy.SourceId];
            var times = new PlanTimes(copy.StartsAt, copy.EndsAt, copy.StartsAt - (source.StartsAt - source.BookingOpensAt), copy.ClockMoved);
            return ShiftMaker.Make(ShiftMaker.PlanOf(source), source.OrganisationId, source.Visibility, copy.Zone, times, clock);
        });
        await db.PublishWhereOpenAsync(publish ? shifts : [], now, cancellationToken);
        db.Shifts.AddRange(shifts);
        FormMade.Add(db, FormMade.Copies, actorId, formKey, shifts[0].Id, now);
        await db.SaveChangesAsync(cancellationToken);
        await UnbookedShifts.OpenOrCloseAsync(db, shifts.ConvertAll(s => s.Id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (look with { Made = shifts.Count, AtClosedSites = publish ? shifts.Count(s => s.Status == ShiftStatus.Draft) : 0 }, shifts[0].Id);
    }

    private async Task<(CopyOutcome Outcome, Dictionary<Guid, Shift> Sources)> LookOnceAsync(
        PortalDbContext db, Guid actorId, IReadOnlyList<Guid> shiftIds, IReadOnlyList<DateOnly> days, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (shiftIds.Count == 0 || days.Count == 0)
        {
            return (new([], now, CopyRefusal.NothingChosen), []);
        }

        if (shiftIds.Distinct().Count() * days.Distinct().Count() > Most)
        {
            return (new([], now, CopyRefusal.TooMany), []);
        }

        if (days.Any(day => day.Year is < 2000 or > 2999 || WallTime.ToInstant(day.ToDateTime(TimeOnly.MinValue), TimeZoneInfo.Utc).At > now.AddYears(ShiftPlanRules.MostYearsAhead)))
        {
            return (new([], now, CopyRefusal.TooFarAhead), []);
        }

        var sources = await db.Shifts.AsNoTracking().Include(s => s.Positions.OrderBy(p => p.Order)).Include(s => s.Activity)
            .Where(s => shiftIds.Contains(s.Id) && db.OrganisedBy(actorId, now).Contains(s.OrganisationId))
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(cancellationToken);
        List<ShiftCopy> copies = [.. days.Distinct().Order().SelectMany(day => sources.Select(source => Copy(source, day, now)))];
        return (new(copies, now, sources.Count == 0 ? CopyRefusal.NothingChosen : null), sources.ToDictionary(s => s.Id));
    }

    private static ShiftCopy Copy(Shift source, DateOnly day, DateTimeOffset now)
    {
        var zone = WallTime.Zone(source.TimeZone);
        var date = SeriesDate.Of(day, TimeOnly.FromDateTime(WallTime.At(source.StartsAt, zone)), source.EndsAt - source.StartsAt, zone);
        return new(source.Id, source.Activity!.Name, date.StartsAt, date.EndsAt, zone, date.ClockMoved, date.StartsAt <= now);
    }
}

/// <summary>What copying makes, or would make.</summary>
public sealed record CopyOutcome(IReadOnlyList<ShiftCopy> Copies, DateTimeOffset AsOf, CopyRefusal? Refusal)
{
    /// <summary>How many were made; 0 where it was only looked at, or refused.</summary>
    public int Made { get; init; }

    /// <summary>How many of those made stayed drafts, because their site is closed then.</summary>
    public int AtClosedSites { get; init; }
}

/// <summary>A shift that copying makes. One that would start in the past is left out.</summary>
public sealed record ShiftCopy(Guid SourceId, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, bool ClockMoved, bool InPast);

/// <summary>Why nothing is copied.</summary>
public enum CopyRefusal
{
    /// <summary>No shift, or no day, was chosen.</summary>
    NothingChosen,

    /// <summary>More than 500 shifts would be made.</summary>
    TooMany,

    /// <summary>A day is more than two years away.</summary>
    TooFarAhead,
}
