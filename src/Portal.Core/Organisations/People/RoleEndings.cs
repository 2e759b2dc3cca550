using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.People;

/// <summary>
/// Carries out what the passing of a day has ended. The rights are gone by then: every reading of them looks at the clock. What is left is
/// to lead no shift any more, to be told, and that no organisation is left by its last organiser.
/// </summary>
public sealed class RoleEndings(Retry retry, LastOrganiser last, RoleEndMail mail, MailBell bell, TimeProvider clock)
{
    private const string Action = "membership.lapsed";
    private const int Piece = 200;

    /// <summary>Carries out what is due. Returns how many roles were ended, and how many were kept because nobody else could act.</summary>
    public async Task<(int Ended, int Held)> RunAsync(CancellationToken cancellationToken)
    {
        var (ended, held) = (0, 0);
        foreach (var organisation in await retry.RunAsync((db, token) => LeftByTimeAsync(db, clock.GetUtcNow(), token), cancellationToken))
        {
            held += await retry.RunAsync((db, token) => HoldAsync(db, organisation, token), cancellationToken) ? 1 : 0;
        }

        foreach (var membership in await retry.RunAsync((db, token) => Lapsed(db, clock.GetUtcNow()).OrderBy(m => m.Id).Select(m => m.Id).Take(Piece).ToListAsync(token), cancellationToken))
        {
            ended += await retry.RunAsync((db, token) => EndAsync(db, membership, token), cancellationToken) ? 1 : 0;
        }

        bell.Ring();
        return (ended, held);
    }

    private static IQueryable<Membership> Lapsed(PortalDbContext db, DateTimeOffset now) => db.Memberships.Where(m => m.State == MembershipState.Active && m.EndsAt <= now);

    /// <summary>The organisations whose organisers all have an end: somebody else was suspended or left.</summary>
    private static Task<List<Guid>> LeftByTimeAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Memberships
            .Where(m => m.Role == MembershipRole.Organiser && m.State == MembershipState.Active && m.EndsAt != null
                && !db.Organisers(now).Any(x => x.OrganisationId == m.OrganisationId && x.EndsAt == null))
            .Select(m => m.OrganisationId).Distinct().ToListAsync(cancellationToken);

    private async Task<bool> HoldAsync(PortalDbContext db, Guid organisationId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockOrganisersAsync(organisationId, cancellationToken);
        if (!await last.HoldAsync(db, organisationId, clock.GetUtcNow(), cancellationToken))
        {
            return false;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<bool> EndAsync(PortalDbContext db, Guid membershipId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var known = await db.Memberships.Where(m => m.Id == membershipId).Select(m => new { m.OrganisationId, m.SupporterId }).FirstOrDefaultAsync(cancellationToken);
        if (known is null)
        {
            return false;
        }

        await db.LockOrganisersAsync(known.OrganisationId, cancellationToken);
        await db.LockSupporterAsync(known.SupporterId, cancellationToken);
        if (await Lapsed(db, now).FirstOrDefaultAsync(m => m.Id == membershipId, cancellationToken) is not { } membership)
        {
            return false;
        }

        (membership.State, membership.Word, membership.MayBeAssigned) = (MembershipState.Ended, null, false);
        await db.StopLeadingAsync(membership, cancellationToken);
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, Action = Action, SubjectId = membership.SupporterId, OrganisationId = membership.OrganisationId, Detail = $"{membership.Role}" });

        // Nobody is asked what becomes of the places that need it, so they stay; whoever holds them reads which.
        var kept = await db.ComingOf(membership.SupporterId, membership.OrganisationId, now).NeedingMembership().Select(b => b.Id).ToListAsync(cancellationToken);
        await mail.EndedAsync(db, membership, kept, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
