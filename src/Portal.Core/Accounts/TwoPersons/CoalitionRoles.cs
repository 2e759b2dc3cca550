using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.TwoPersons;

/// <summary>Reads and ends the roles in the coalition; how they are given is said by <see cref="TwoPersonService"/>. There is always somebody who administers.</summary>
public sealed class CoalitionRoles(Retry retry, TwoPersonMail mail, MailBell bell, TimeProvider clock)
{
    private const string EndedAction = "role.ended";
    private const string FirstAction = "role.first";

    /// <summary>Whose turn it is to end a role, in whatever way, or to make the first: so the last two do not end each other at once. Any number that no other turn has; a hash is eight random bytes.</summary>
    internal const long Turn = 0x524F4C4553;

    /// <summary>Who holds what, and what waits, for an administrator, in two commands; null for others.</summary>
    public Task<CoalitionPage?> ReadAsync(Guid actorId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            var holders = await db.CoalitionRoles.AsNoTracking().Where(r => (r.EndsAt == null || r.EndsAt > now) && db.Administrators(now).Contains(actorId))
                .Join(db.Supporters, r => r.SupporterId, s => s.Id, (r, s) => new RoleHolder(s.Id, s.DisplayName, r.Kind, r.GrantedAt, r.EndsAt))
                .ToListAsync(token);
            if (holders.Count == 0)
            {
                return null;
            }

            var waiting = await db.TwoPersonRequests.AsNoTracking().Where(r => r.DecidedAt == null && r.ExpiresAt > now).OrderBy(r => r.ExpiresAt)
                .Select(r => new WaitingRequest(
                    r.Id,
                    r.Kind,
                    db.Supporters.Where(s => s.Id == r.SubjectId).Select(s => s.DisplayName).First(),
                    db.Supporters.Where(s => s.Id == r.AskedById).Select(s => s.DisplayName).FirstOrDefault() ?? "",
                    db.Organisations.Where(o => o.Id == r.OrganisationId).Select(o => o.Name).FirstOrDefault(),
                    r.ExpiresAt,
                    r.RoleEndsAt,
                    r.AskedById != actorId && r.SubjectId != actorId))
                .ToListAsync(token);
            return (CoalitionPage?)new CoalitionPage([.. holders.OrderBy(h => h.Kind).ThenBy(h => h.Name, StringComparer.InvariantCultureIgnoreCase)], waiting);
        },
        cancellationToken);

    /// <summary>Ends a role, one's own or another's, as an administrator; on record, and all administrators are told.</summary>
    public async Task<EndRoleResult> EndAsync(Guid actorId, Guid subjectId, CoalitionRoleKind kind, CancellationToken cancellationToken)
    {
        var result = await retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                await db.TakeTurnAsync(Turn, token);
                var now = clock.GetUtcNow();
                var role = db.CoalitionRoles.Where(r => r.SupporterId == subjectId && r.Kind == kind && (r.EndsAt == null || r.EndsAt > now) && db.Administrators(now).Contains(actorId));
                if (!await role.AnyAsync(token))
                {
                    return EndRoleResult.NotFound;
                }

                if (kind == CoalitionRoleKind.Administrator && !await db.Administrators(now).AnyAsync(id => id != subjectId, token))
                {
                    return EndRoleResult.LastAdministrator;
                }

                await mail.AddEndedAsync(db, subjectId, kind, actorId, token);
                db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = EndedAction, SubjectId = subjectId, Detail = $"{kind}" });
                await db.SaveChangesAsync(token);
                await role.ExecuteUpdateAsync(set => set.SetProperty(r => r.EndsAt, now), token);
                await transaction.CommitAsync(token);
                return EndRoleResult.Ended;
            },
            cancellationToken);
        bell.Ring();
        return result;
    }

    /// <summary>
    /// Makes whoever has an address an administrator, from the machine that the portal runs on, as long as there are fewer than two: the
    /// first has nobody to agree, and the second only the first. False where there are two, or no such confirmed account.
    /// </summary>
    public Task<bool> AppointFirstAsync(string address, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            await db.TakeTurnAsync(Turn, token);
            var (now, normalized) = (clock.GetUtcNow(), AccountAddress.Normalized(address));
            var subject = await db.Supporters.Where(s => s.NormalizedEmail == normalized && s.EmailConfirmed && s.SuspendedAt == null && !db.Administrators(now).Contains(s.Id)).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(token);
            if (subject is not { } id || await db.Administrators(now).CountAsync(token) >= 2)
            {
                return false;
            }

            await db.CoalitionRoles.Where(r => r.SupporterId == id && r.Kind == CoalitionRoleKind.Administrator).ExecuteDeleteAsync(token);
            db.CoalitionRoles.Add(new CoalitionRole { SupporterId = id, Kind = CoalitionRoleKind.Administrator, GrantedAt = now });
            db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, Action = FirstAction, SubjectId = id });
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);

    /// <summary>Erases what was decided, or not agreed to, long ago. Returns how many.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow().AddMonths(-TwoPersonRequest.MonthsKept);
        return retry.RunAsync((db, token) => db.TwoPersonRequests.Where(r => r.ExpiresAt < old).ExecuteDeleteAsync(token), cancellationToken);
    }
}
