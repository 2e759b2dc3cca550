using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations.People;

/// <summary>
/// The day on which what a member is ends by itself: the membership with its role, and every right with it. Nobody lengthens their own,
/// and somebody always organises without an end.
/// </summary>
public sealed class RoleEnds(Retry retry, RoleEndMail mail, MailBell bell, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>How many years ahead a day can be.</summary>
    public const int MostYears = 10;

    private const string Action = "membership.ends";

    /// <summary>Sets the last day, as an organiser, or clears it; on record. Whoever it is about is told two weeks before, or at once where it is nearer.</summary>
    public async Task<RoleEndResult> SetAsync(Guid actorId, Guid membershipId, DateOnly? lastDay, CancellationToken cancellationToken)
    {
        var zone = WallTime.Zone(portal.Value.TimeZone);
        var today = WallTime.DayOf(clock.GetUtcNow(), zone);
        if (lastDay < today || lastDay > today.AddYears(MostYears))
        {
            return RoleEndResult.WrongDay;
        }

        var endsAt = lastDay is { } day ? WallTime.ToInstant(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone).At : (DateTimeOffset?)null;
        var result = await retry.RunAsync((db, token) => SetOnceAsync(db, actorId, membershipId, endsAt, token), cancellationToken);
        bell.Ring();
        return result;
    }

    /// <summary>An end as the record has it.</summary>
    internal static string Say(DateTimeOffset? endsAt) => endsAt?.ToString("u", CultureInfo.InvariantCulture) ?? "no end";

    private async Task<RoleEndResult> SetOnceAsync(PortalDbContext db, Guid actorId, Guid membershipId, DateTimeOffset? endsAt, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var known = await db.MembersFor(actorId, now).Where(m => m.Id == membershipId).Select(m => new { m.OrganisationId, m.SupporterId }).FirstOrDefaultAsync(cancellationToken);
        if (known is null)
        {
            return RoleEndResult.NotFound;
        }

        await db.LockOrganisersAsync(known.OrganisationId, cancellationToken);
        await db.LockSupporterAsync(known.SupporterId, cancellationToken);
        // Read behind the locks: whoever waited for another may have stopped organising meanwhile.
        if (await db.MembersFor(actorId, now).FirstOrDefaultAsync(m => m.Id == membershipId, cancellationToken) is not { } membership)
        {
            return RoleEndResult.NotFound;
        }

        if (membership.EndsAt == endsAt)
        {
            return RoleEndResult.Set;
        }

        if (membership.SupporterId == actorId && membership.EndsAt is { } before && (endsAt is null || endsAt > before))
        {
            return RoleEndResult.NotOneself;
        }

        if (endsAt is not null && membership.Role == MembershipRole.Organiser
            && !await db.LastingOrganisersOf(membership.OrganisationId, now).AnyAsync(id => id != membership.SupporterId, cancellationToken))
        {
            return RoleEndResult.LastOrganiser;
        }

        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            ActorId = actorId,
            Action = Action,
            SubjectId = membership.SupporterId,
            OrganisationId = membership.OrganisationId,
            Detail = $"{membership.Role}: {Say(membership.EndsAt)} -> {Say(endsAt)}",
        });
        membership.EndsAt = endsAt;
        if (endsAt is not null && endsAt <= now + RoleEndNotices.Before)
        {
            await mail.EndsAsync(db, membership, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return RoleEndResult.Set;
    }
}

/// <summary>How setting the end of a role ended.</summary>
public enum RoleEndResult
{
    /// <summary>It ends as said, or has no end.</summary>
    Set,

    /// <summary>The day is over, or too far ahead.</summary>
    WrongDay,

    /// <summary>Nobody lengthens their own role.</summary>
    NotOneself,

    /// <summary>Nobody would be left who organises without an end.</summary>
    LastOrganiser,

    /// <summary>There is no such member, or not in an organisation of this person's.</summary>
    NotFound,
}
