using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Audit;

namespace Portal.Core.Organisations.Closures;

/// <summary>Reaching those who do not know yet that a site is closed: who saw it, who was rung, and the phones for half an hour.</summary>
public sealed class CallRounds(Retry retry, AuditBoxes record, Vault vault, TimeProvider clock)
{
    /// <summary>What a look at a phone is called in the record.</summary>
    public const string Action = "phone.read";

    /// <summary>
    /// Shows the phones of those who do not know yet to one organiser for half an hour, while the closure stands and from two days
    /// before the shift to one day after it. Each is on record before it is shown.
    /// </summary>
    public Task<CallRoundResult> StartAsync(Guid actorId, Guid closureId, string? reason, CancellationToken cancellationToken) =>
        TypedText.Reason(reason, shortest: 1, CallRound.ReasonLength) is { } why
            ? retry.RunAsync((db, token) => StartOnceAsync(db, actorId, closureId, why, token), cancellationToken)
            : Task.FromResult(CallRoundResult.NoReason);

    /// <summary>The phones that this organiser may see now, by person, and until when; none where no round of theirs is under way.</summary>
    public Task<(DateTimeOffset? Until, IReadOnlyDictionary<Guid, string> Phones)> PhonesAsync(Guid actorId, Guid closureId, CancellationToken cancellationToken) => retry.RunAsync<(DateTimeOffset?, IReadOnlyDictionary<Guid, string>)>(
        async (db, token) =>
        {
            var since = clock.GetUtcNow() - CallRound.Lasts;
            var round = await Standing(Closures(db, actorId, closureId))
                .SelectMany(c => db.CallRounds.Where(r => r.ClosureId == c.Id && r.ActorId == actorId && r.StartedAt > since))
                .OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync(token);
            if (round is null)
            {
                return (null, new Dictionary<Guid, string>());
            }

            var detail = DetailOf(round);
            // Whose are shown is what the record says was shown, and nothing else.
            var looks = await record.ReadAsync(db, db.AuditEntries.Where(a => a.Action == Action && a.At == round.StartedAt), token);
            var shown = looks.Where(look => look.ActorId == actorId && look.Detail == detail).Select(look => look.SubjectId).ToList();
            var near = Near(db, closureId);
            var boxes = await db.Supporters
                .Where(s => s.Phone != null && near.Any(n => n.SupporterId == s.Id) && shown.Contains(s.Id))
                .ToDictionaryAsync(s => s.Id, s => s.Phone!, token);
            return (round.StartedAt + CallRound.Lasts, await vault.OpenAllAsync(db, boxes, token));
        },
        cancellationToken);

    /// <summary>Notes that somebody was told by phone, of all shifts at once. False where there is no such person on it, or it stands no longer.</summary>
    public Task<bool> TellAsync(Guid actorId, Guid closureId, Guid supporterId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            return await db.ClosureNotices
                .Where(n => n.ClosureId == closureId && n.SupporterId == supporterId && Standing(Closures(db, actorId, closureId)).Any())
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.ToldAt, now).SetProperty(n => n.ToldById, actorId), token) > 0;
        },
        cancellationToken);

    /// <summary>Notes that somebody opened a page that says so of these bookings of theirs. Once is enough: whoever asks has looked for what is unseen.</summary>
    public Task SeenAsync(Guid supporterId, IReadOnlyList<Guid> bookingIds, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            return await db.ClosureNotices.Where(n => bookingIds.Contains(n.BookingId) && n.SupporterId == supporterId && n.SeenAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.SeenAt, now), token);
        },
        cancellationToken);

    private async Task<CallRoundResult> StartOnceAsync(PortalDbContext db, Guid actorId, Guid closureId, string reason, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var organisation = await Closures(db, actorId, closureId).Select(c => db.Sites.Where(s => s.Id == c.SiteId).Select(s => (Guid?)s.OrganisationId).FirstOrDefault()).FirstOrDefaultAsync(cancellationToken);
        if (organisation is null)
        {
            return CallRoundResult.NotFound;
        }

        if (!await Standing(Closures(db, actorId, closureId)).AnyAsync(cancellationToken))
        {
            return CallRoundResult.Over;
        }

        var round = new CallRound { Id = Ids.New(clock), ClosureId = closureId, ActorId = actorId, Reason = reason, StartedAt = now };
        db.CallRounds.Add(round);
        var people = await Near(db, closureId)
            .Where(n => n.SeenAt == null && n.ToldAt == null && db.Supporters.Any(s => s.Id == n.SupporterId && s.Phone != null))
            .Select(n => n.SupporterId).Distinct().ToListAsync(cancellationToken);
        if (people.Count == 0)
        {
            return CallRoundResult.Nobody;
        }

        db.AuditEntries.AddRange(people.Order().Select(person => new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            ActorId = actorId,
            Action = Action,
            SubjectId = person,
            OrganisationId = organisation,
            Detail = DetailOf(round),
        }));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return CallRoundResult.Started;
    }

    private IQueryable<SiteClosure> Closures(PortalDbContext db, Guid actorId, Guid closureId)
    {
        var now = clock.GetUtcNow();
        return db.SiteClosures.Where(c => c.Id == closureId && db.Sites.Any(s => s.Id == c.SiteId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId)));
    }

    private IQueryable<SiteClosure> Standing(IQueryable<SiteClosure> closures)
    {
        var now = clock.GetUtcNow();
        return closures.Where(c => c.ReopenedAt == null && c.Until > now);
    }

    /// <summary>Of whom it is near enough to a shift that a phone may be shown.</summary>
    private IQueryable<ClosureNotice> Near(PortalDbContext db, Guid closureId)
    {
        var (latest, earliest) = (clock.GetUtcNow() + CallRound.OpensBefore, clock.GetUtcNow() - CallRound.ClosesAfter);
        return db.ClosureNotices.Where(n => n.ClosureId == closureId && n.Booking!.Shift!.StartsAt <= latest && n.Booking.Shift.EndsAt >= earliest);
    }

    private static string DetailOf(CallRound round) => $"call round {round.Id}";
}

/// <summary>How beginning a call round ended.</summary>
public enum CallRoundResult
{
    /// <summary>The phones are shown for half an hour.</summary>
    Started,

    /// <summary>There is no reason, or it is too long.</summary>
    NoReason,

    /// <summary>It was opened again, or the time is over: nobody needs to be rung.</summary>
    Over,

    /// <summary>Nobody who does not know yet left a number, or no shift of theirs is near.</summary>
    Nobody,

    /// <summary>There is no such closure in this person's organisations.</summary>
    NotFound,
}
