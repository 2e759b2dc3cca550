using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Organisations.Closures;

/// <summary>
/// Closes a site for a time in one transaction: its point is hidden, its shifts are moved or cancelled together, and everybody on
/// them is written to. As with one shift a preview is the same, not committed.
/// </summary>
public sealed class SiteClosureService(
    Retry retry, ShiftCancellation cancellation, ChangedBookings bookings, LetterExamples letters, ChangeAftermath aftermath, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>Closes it if the organiser saw what comes of it; otherwise shows that, and changes nothing.</summary>
    public async Task<ClosureOutcome> CloseAsync(Guid actorId, Guid siteId, ClosurePlan plan, CancellationToken cancellationToken)
    {
        if (plan.Reason?.Length > BookingChange.WhyLength || !TypedText.IsReadable(plan.Reason))
        {
            return new(ClosureResult.WrongReason);
        }

        var cleaned = plan with { Reason = TypedText.Lines(plan.Reason) is { Length: > 0 } reason ? reason : null };
        var outcome = await retry.RunAsync((db, token) => CloseOnceAsync(db, actorId, siteId, cleaned, token), cancellationToken);
        if (outcome.Result == ClosureResult.Closed)
        {
            await aftermath.RunAsync([.. outcome.Shifts.Select(s => s.Id)], [], cancellationToken);
        }

        return outcome;
    }

    /// <summary>Opens it again before its time. What was moved or cancelled stays so; new shifts may be planned. False where there is no such closure in force.</summary>
    public Task<bool> ReopenAsync(Guid actorId, Guid closureId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            return await db.SiteClosures
                .Where(c => c.Id == closureId && c.ReopenedAt == null && c.Until > now && db.Sites.Any(s => s.Id == c.SiteId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId)))
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.ReopenedAt, now), token) == 1;
        },
        cancellationToken);

    private async Task<ClosureOutcome> CloseOnceAsync(PortalDbContext db, Guid actorId, Guid siteId, ClosurePlan plan, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var site = await db.Sites.AsNoTracking().FirstOrDefaultAsync(s => s.Id == siteId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId), cancellationToken);
        if (site is null)
        {
            return new(ClosureResult.NotFound);
        }

        await db.LockSitesAsync([siteId, plan.MoveTo], cancellationToken);
        var zone = WallTime.Zone(site.TimeZone);
        var (from, until) = (WallTime.ToInstant(plan.From, zone).At, WallTime.ToInstant(plan.Until, zone).At);
        var to = plan.MoveTo is { } other ? await db.Sites.AsNoTracking().FirstOrDefaultAsync(s => s.Id == other && s.OrganisationId == site.OrganisationId && s.Id != siteId, cancellationToken) : null;
        if (await FaultAsync(db, plan, to, from, until, now, cancellationToken) is { } fault)
        {
            return new(fault);
        }

        var ids = await db.Shifts.Where(s => s.SiteId == siteId && s.Status == ShiftStatus.Published && s.StartsAt < until && s.EndsAt > from && s.EndsAt > now).Select(s => s.Id).ToListAsync(cancellationToken);
        await db.LockPositionsAsync(ids, cancellationToken);
        var shifts = await db.Shifts.Include(s => s.Activity)
            .Where(s => ids.Contains(s.Id) && s.SiteId == siteId && s.Status == ShiftStatus.Published)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(cancellationToken);
        var closure = new SiteClosure { Id = Ids.New(clock), SiteId = siteId, From = from, Until = until, Reason = plan.Reason, MovedToSiteId = to?.Id, ClosedById = actorId, ClosedAt = now };
        db.SiteClosures.Add(closure);
        var (people, closed, each) = (new List<AffectedPerson>(), new List<ClosedShift>(), new List<(ClosedShift Shift, AffectedPerson Affected)>());
        foreach (var shift in shifts)
        {
            var affected = to is null ? await CancelAsync(db, shift, actorId, plan.Reason, now, cancellationToken) : await MoveAsync(db, shift, to, actorId, now, cancellationToken);
            people.AddRange(affected);
            closed.Add(new(shift.Id, shift.Activity!.Name, shift.StartsAt, shift.EndsAt, affected.Count));
            each.AddRange(affected.Select(person => (closed[^1], person)));
        }

        db.ClosureNotices.AddRange(people.Select(p => new ClosureNotice { ClosureId = closure.Id, BookingId = p.BookingId, SupporterId = p.SupporterId }));
        await db.SaveChangesAsync(cancellationToken);
        var seal = SealOf(plan, people, closed);
        var applies = plan.Preview == seal;
        var outcome = new ClosureOutcome(applies ? ClosureResult.Closed : plan.Preview is null ? ClosureResult.Previewed : ClosureResult.PreviewedAnew)
        {
            ClosureId = applies ? closure.Id : null,
            Seal = seal,
            Shifts = closed,
            People = [.. each.GroupBy(p => p.Affected.SupporterId).Select(g => new ClosedPerson(g.Key, g.First().Affected.Name, [.. g]))],
            Letters = applies ? [] : await letters.WriteAsync(db, people, cancellationToken),
        };
        if (applies)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return outcome;
    }

    private static async Task<ClosureResult?> FaultAsync(PortalDbContext db, ClosurePlan plan, Site? to, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken) =>
        until <= from || until <= now ? ClosureResult.WrongTimes
        : until - from > Longest ? ClosureResult.TooLong
        : plan.MoveTo is not null && (to is null || await db.SiteClosures.AnyAsync(c => c.SiteId == to.Id && c.ReopenedAt == null && c.From < until && c.Until > from, cancellationToken)) ? ClosureResult.WrongSite
        : null;

    private async Task<List<AffectedPerson>> MoveAsync(PortalDbContext db, Shift shift, Site to, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = ShiftAsKnown.Of(shift);
        (shift.SiteId, shift.TimeZone) = (to.Id, to.TimeZone);
        shift.Changed(people: true);
        await db.SaveChangesAsync(cancellationToken);
        return await bookings.ApplyAsync(db, new ChangedShift(shift, before, actorId, now) { IsUrgent = true }, cancellationToken);
    }

    private async Task<List<AffectedPerson>> CancelAsync(PortalDbContext db, Shift shift, Guid actorId, string? reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.ClosePositionsAsync(shift.Id, cancellationToken);
        shift.TryCancel(now, reason);
        return await cancellation.ReleaseAsync(db, shift, actorId, now, cancellationToken);
    }

    private static string SealOf(ClosurePlan plan, IEnumerable<AffectedPerson> people, IEnumerable<ClosedShift> shifts) => PreviewSeal.Of(
        [$"{plan.From:O}{plan.Until:O}{plan.MoveTo}{plan.Reason}", .. shifts.Select(s => $"{s.Id}"), .. people.Select(p => $"{p.BookingId}:{p.State}:{p.Fate}")]);
}
