using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.Suspension;

/// <summary>Finds one person for an administrator, by the exact address and in no other way. Every look is on record in the same transaction.</summary>
public sealed class PersonFinder(Retry retry, TimeProvider clock)
{
    /// <summary>How a look at a person is called in the record.</summary>
    public const string LookedAction = "account.look";

    private const int MostSuspensions = 20;

    /// <summary>The account of an address; null where there is none. On record either way.</summary>
    public Task<Guid?> FindAsync(Guid actorId, string? address, CancellationToken cancellationToken)
    {
        var normalized = AccountAddress.Normalized(AccountAddress.Clean(address) ?? "");
        return retry.RunAsync(
            async (db, token) =>
            {
                var now = clock.GetUtcNow();
                if (!await db.Administrators(now).ContainsAsync(actorId, token))
                {
                    return null;
                }

                var id = await db.Supporters.Where(s => s.NormalizedEmail == normalized && s.ErasedAt == null).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(token);
                Record(db, actorId, id ?? Guid.Empty, now);
                await db.SaveChangesAsync(token);
                return id;
            },
            cancellationToken);
    }

    /// <summary>What an administrator sees of somebody; null for others, and where there is no such account.</summary>
    public Task<FoundPerson?> ReadAsync(Guid actorId, Guid subjectId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var now = clock.GetUtcNow();
            var person = await db.Supporters.AsNoTracking().Where(s => s.Id == subjectId && s.ErasedAt == null && db.Administrators(now).Contains(actorId))
                .Select(s => new FoundPerson(s.Id, s.DisplayName, s.EmailConfirmed, s.SuspendedAt)).FirstOrDefaultAsync(token);
            if (person is null)
            {
                return null;
            }

            Record(db, actorId, subjectId, now);
            await db.SaveChangesAsync(token);
            var found = person with
            {
                Places = await db.Memberships.Where(m => m.SupporterId == subjectId && m.State != MembershipState.Ended && (m.EndsAt == null || m.EndsAt > now))
                    .Join(db.Organisations, m => m.OrganisationId, o => o.Id, (m, o) => new { o.Name, m.Role, m.State }).OrderBy(p => p.Name)
                    .Select(p => new FoundPlace(p.Name, p.Role, p.State)).ToListAsync(token),
                Roles = await db.CoalitionRoles.Where(r => r.SupporterId == subjectId && (r.EndsAt == null || r.EndsAt > now)).Select(r => r.Kind).ToListAsync(token),
                ComingShifts = await db.GivenUpBy(subjectId, now).CountAsync(token),
                LastAt = [.. (await Indispensable.OfAsync(db, subjectId, now, token)).Organisations.Select(o => o.Name)],
                Suspensions = await db.AccountSuspensions.AsNoTracking().Where(s => s.SupporterId == subjectId).OrderByDescending(s => s.SuspendedAt).Take(MostSuspensions)
                    .Select(s => new PastSuspension(
                        s.SuspendedAt,
                        s.Reason,
                        db.Supporters.Where(p => p.Id == s.SuspendedById).Select(p => p.DisplayName).FirstOrDefault(),
                        s.LiftedAt,
                        db.Supporters.Where(p => p.Id == s.LiftedById).Select(p => p.DisplayName).FirstOrDefault()))
                    .ToListAsync(token),
            };
            await transaction.CommitAsync(token);
            return found;
        },
        cancellationToken);

    private void Record(PortalDbContext db, Guid actorId, Guid subjectId, DateTimeOffset now) =>
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = LookedAction, SubjectId = subjectId });
}

/// <summary>Somebody as administrators see them: never the address, which whoever looks has typed.</summary>
/// <param name="SuspendedAt">Since when the account is suspended, or null.</param>
public sealed record FoundPerson(Guid Id, string Name, bool IsConfirmed, DateTimeOffset? SuspendedAt)
{
    /// <summary>Where they belong, and as what.</summary>
    public IReadOnlyList<FoundPlace> Places { get; init; } = [];

    /// <summary>What they are in the coalition.</summary>
    public IReadOnlyList<CoalitionRoleKind> Roles { get; init; } = [];

    /// <summary>How many coming places would be given back.</summary>
    public int ComingShifts { get; init; }

    /// <summary>The organisations that nobody else organises for.</summary>
    public IReadOnlyList<string> LastAt { get; init; } = [];

    /// <summary>When the account was suspended, the last time first.</summary>
    public IReadOnlyList<PastSuspension> Suspensions { get; init; } = [];
}

/// <summary>A membership of somebody.</summary>
public sealed record FoundPlace(string Organisation, MembershipRole Role, MembershipState State);

/// <summary>A suspension, by whom, and by whom it was lifted; null where they left.</summary>
public sealed record PastSuspension(DateTimeOffset Since, string Reason, string? By, DateTimeOffset? LiftedAt, string? LiftedBy);
