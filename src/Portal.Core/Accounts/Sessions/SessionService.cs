using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Accounts.Sessions;

/// <summary>Opens, keeps and ends sessions. Whether one is open is asked by <see cref="ViewerQueries"/> at every request, so an end counts from the next one on.</summary>
public sealed class SessionService(Retry retry, IOptions<SessionsOptions> options, TimeProvider clock)
{
    /// <summary>So long a use is not written down again: a page costs a write once an hour at most.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromHours(1);

    /// <summary>So long a use of a shared phone is not written down again: it locks that much earlier at most.</summary>
    public static readonly TimeSpan SharedGrain = TimeSpan.FromSeconds(30);

    // More than anybody reads; the newest come first.
    private const int Shown = 50;

    /// <summary>Opens a session of somebody who has just shown who they are. Returns its identifier.</summary>
    /// <param name="userAgent">What the browser says of itself; only its kind is kept.</param>
    /// <param name="byPasskey">Whether they showed it by a passkey, which is the second step with the first.</param>
    /// <param name="shared">Whether several people use the phone: then it locks without use, and nobody is remembered.</param>
    public async Task<Guid> StartAsync(Supporter supporter, string? userAgent, bool remember, bool byPasskey, CancellationToken cancellationToken, bool shared = false)
    {
        var now = clock.GetUtcNow();
        remember &= !shared;
        var id = Ids.New(clock);
        await retry.RunAsync(
            async (db, token) =>
            {
                // Of two first visits at once one collides, and begins again as a whole.
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                db.Sessions.Add(new Session
                {
                    Id = id,
                    SupporterId = supporter.Id,
                    Stamp = supporter.SecurityStamp!,
                    Device = DeviceKind.Of(userAgent),
                    IsRemembered = remember,
                    StartedAt = now,
                    ProvenAt = now,
                    SecondStepAt = byPasskey ? now : null,
                    SeenAt = now,
                    UsedAt = shared ? now : null,
                    EndsAt = options.Value.EndOf(now, remember, now),
                });
                await db.SaveChangesAsync(token);
                await db.VisitAsync(supporter.Id, now, token);
                await transaction.CommitAsync(token);
                return true;
            },
            cancellationToken);
        return id;
    }

    /// <summary>Writes down that an open session was used, where its last use is longer ago than <see cref="Grain"/>.</summary>
    /// <param name="seenAt">Its last use.</param>
    public async Task SeeAsync(Guid sessionId, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - seenAt < Grain)
        {
            return;
        }

        await retry.RunAsync(
            async (db, token) =>
            {
                var session = await db.Sessions.AsNoTracking().Where(s => s.Id == sessionId).Select(s => new { s.SupporterId, s.StartedAt, s.IsRemembered }).FirstOrDefaultAsync(token);
                if (session is null)
                {
                    // Erased with its account, since the request began.
                    return 0;
                }

                await db.VisitAsync(session.SupporterId, now, token);
                var endsAt = options.Value.EndOf(session.StartedAt, session.IsRemembered, now);
                return await db.Sessions.Where(s => s.Id == sessionId && s.EndedAt == null && s.SeenAt < now)
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now).SetProperty(s => s.EndsAt, endsAt), token);
            },
            cancellationToken);
    }

    /// <summary>Writes down that a shared phone was used by hand, where its last use is longer ago than <see cref="SharedGrain"/>. One that has locked meanwhile stays so.</summary>
    /// <param name="usedAt">Its last use.</param>
    public async Task UseAsync(Guid sessionId, DateTimeOffset usedAt, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var locked = now - options.Value.LockAfter;
        if (now - usedAt >= SharedGrain)
        {
            await retry.RunAsync(
                (db, token) => db.Sessions.Where(s => s.Id == sessionId && s.EndedAt == null && s.UsedAt > locked && s.UsedAt < now).ExecuteUpdateAsync(set => set.SetProperty(s => s.UsedAt, now), token),
                cancellationToken);
        }
    }

    /// <summary>Whether a session on a shared phone is locked; one on a phone of one's own (null) never is.</summary>
    public bool IsLocked(DateTimeOffset? usedAt) => usedAt is { } used && clock.GetUtcNow() - used >= options.Value.LockAfter;

    /// <summary>Locks a session on a shared phone at once.</summary>
    public Task LockAsync(Guid supporterId, Guid sessionId, CancellationToken cancellationToken) => retry.RunAsync(
        (db, token) => db.Sessions.Where(s => s.Id == sessionId && s.SupporterId == supporterId && s.UsedAt != null).ExecuteUpdateAsync(set => set.SetProperty(s => s.UsedAt, DateTimeOffset.UnixEpoch), token),
        cancellationToken);

    /// <summary>Lets a locked session go on for the person who has just shown who they are, as if they had signed in anew: after a password the second step is asked again of whom it is asked.</summary>
    /// <param name="byPasskey">Whether they showed it by a passkey, which is the second step with the first.</param>
    public Task UnlockAsync(Guid supporterId, Guid sessionId, bool byPasskey, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? step = byPasskey ? now : null;
        return retry.RunAsync(
            (db, token) => db.Sessions.Where(s => s.Id == sessionId && s.SupporterId == supporterId && s.EndedAt == null && s.UsedAt != null)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.UsedAt, now).SetProperty(s => s.ProvenAt, now).SetProperty(s => s.SecondStepAt, step), token),
            cancellationToken);
    }

    /// <summary>Writes down that the person of a session has just shown again who they are.</summary>
    public Task ProveAsync(Guid supporterId, Guid sessionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return retry.RunAsync(
            (db, token) => db.Sessions.Where(s => s.Id == sessionId && s.SupporterId == supporterId && s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.ProvenAt, now), token),
            cancellationToken);
    }

    /// <summary>Writes down that the person of a session has shown in it who they are by a passkey: it is the second step too.</summary>
    public async Task StrengthenAsync(Guid supporterId, Guid sessionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await retry.RunAsync((db, token) => db.StrengthenAsync(supporterId, sessionId, now, token), cancellationToken);
        await ProveAsync(supporterId, sessionId, cancellationToken);
    }

    /// <summary>Lets a session go on under the stamp that its own person has just given the account.</summary>
    public Task RenewAsync(Guid sessionId, Supporter supporter, CancellationToken cancellationToken) => retry.RunAsync(
        (db, token) => db.Sessions.Where(s => s.Id == sessionId && s.SupporterId == supporter.Id && s.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Stamp, supporter.SecurityStamp), token),
        cancellationToken);

    /// <summary>A person's open sessions, the one used last first.</summary>
    public Task<IReadOnlyList<OpenSession>> OpenAsync(Guid supporterId, CancellationToken cancellationToken) => retry.RunAsync<IReadOnlyList<OpenSession>>(
        async (db, token) => await db.OpenSessions([supporterId], clock.GetUtcNow())
            .OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id).Take(Shown)
            .Select(s => new OpenSession(s.Id, s.Device, s.StartedAt, s.SeenAt, s.UsedAt != null))
            .ToListAsync(token),
        cancellationToken);

    /// <summary>Ends one of a person's own sessions; somebody else's is not touched.</summary>
    public Task EndAsync(Guid supporterId, Guid sessionId, CancellationToken cancellationToken) =>
        EndAsync(s => s.Where(one => one.SupporterId == supporterId && one.Id == sessionId), cancellationToken);

    /// <summary>Ends all of a person's sessions but this one.</summary>
    public Task EndOthersAsync(Guid supporterId, Guid sessionId, CancellationToken cancellationToken) =>
        EndAsync(s => s.Where(one => one.SupporterId == supporterId && one.Id != sessionId), cancellationToken);

    /// <summary>Erases the sessions that have been over for <see cref="Session.KeptFor"/>. Returns how many.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - Session.KeptFor;
        return retry.RunAsync((db, token) => db.Sessions.Where(s => s.EndedAt < old || s.EndsAt < old).ExecuteDeleteAsync(token), cancellationToken);
    }

    private Task<int> EndAsync(Func<IQueryable<Session>, IQueryable<Session>> which, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return retry.RunAsync((db, token) => which(db.Sessions).EndAsync(now, token), cancellationToken);
    }
}

/// <summary>An open session as its person sees it.</summary>
public sealed record OpenSession(Guid Id, string Device, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsShared);

/// <summary>Which sessions are open, and how they end, in one place for whoever asks the database.</summary>
internal static class SessionQueries
{
    /// <summary>Ends sessions from now on; those that were ended before keep their time.</summary>
    public static Task<int> EndAsync(this IQueryable<Session> sessions, DateTimeOffset now, CancellationToken cancellationToken) =>
        sessions.Where(s => s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellationToken);

    /// <summary>Writes down that the second step was taken in a session.</summary>
    public static Task<int> StrengthenAsync(this PortalDbContext db, Guid supporterId, Guid sessionId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Sessions.Where(s => s.Id == sessionId && s.SupporterId == supporterId && s.EndedAt == null && s.SecondStepAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SecondStepAt, now), cancellationToken);

    /// <summary>The open sessions of some people in which nothing more is asked of them: the same as <see cref="ViewerFacts.AwaitsSecondStep"/> and <see cref="SessionService.IsLocked"/> for one.</summary>
    /// <param name="lockedSince">A shared phone that was last used then, or before, is locked.</param>
    public static IQueryable<Session> FullSessions(this PortalDbContext db, IReadOnlyCollection<Guid> supporterIds, DateTimeOffset now, DateTimeOffset lockedSince) =>
        db.OpenSessions(supporterIds, now).Where(s => s.UsedAt == null || s.UsedAt > lockedSince).Where(s => s.SecondStepAt != null
            || (!db.Authenticators.Any(a => a.SupporterId == s.SupporterId && a.ConfirmedAt != null)
                && !db.CoalitionRoles.Any(r => r.SupporterId == s.SupporterId && (r.EndsAt == null || r.EndsAt > now))
                && !db.Organisers(now).Any(m => m.SupporterId == s.SupporterId)));

    /// <summary>The open sessions of some people.</summary>
    public static IQueryable<Session> OpenSessions(this PortalDbContext db, IReadOnlyCollection<Guid> supporterIds, DateTimeOffset now) =>
        db.Sessions.AsNoTracking().Where(s => supporterIds.Contains(s.SupporterId) && s.EndedAt == null && s.EndsAt > now
            && db.Supporters.Any(owner => owner.Id == s.SupporterId && owner.SecurityStamp == s.Stamp));
}
