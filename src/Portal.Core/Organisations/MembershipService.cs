using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations.Answers;

namespace Portal.Core.Organisations;

/// <summary>Joining an organisation, and its answer. Each use case is one transaction.</summary>
public sealed class MembershipService(Retry retry, Outbox outbox, WaitingMail organisers, MailBell bell, TimeProvider clock)
{
    internal const string AnsweredTemplate = "membership-answered";

    /// <summary>Asks to join. Every condition of the organisation must be among those that were affirmed; what was affirmed is not kept, only the membership.</summary>
    public async Task<AskResult> AskAsync(Guid supporterId, Guid organisationId, IReadOnlyCollection<Guid> affirmed, string? word, CancellationToken cancellationToken)
    {
        var result = await retry.RunAsync((db, token) => AskOnceAsync(db, supporterId, organisationId, affirmed, word?.Trim(), token), cancellationToken);
        bell.Ring();
        return result;
    }

    /// <summary>Says yes or no to somebody who asked, as an organiser.</summary>
    public async Task<AnswerMembershipResult> AnswerAsync(Guid actorId, Guid membershipId, bool accept, CancellationToken cancellationToken)
    {
        var result = await retry.RunAsync((db, token) => AnswerOnceAsync(db, actorId, membershipId, accept, token), cancellationToken);
        bell.Ring();
        return result;
    }

    /// <summary>An active member says whether coordinators may put them on the rota without asking. False where they are none.</summary>
    public Task<bool> AllowAssignmentAsync(Guid supporterId, Guid organisationId, bool allowed, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            return await db.Memberships
                .Where(m => m.SupporterId == supporterId && m.OrganisationId == organisationId && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.MayBeAssigned, allowed), token) == 1;
        },
        cancellationToken);

    /// <summary>An organiser notes on which days a member is usually there. False where it is no active member of theirs.</summary>
    public Task<bool> StandAsync(Guid actorId, Guid membershipId, StandingDays days, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            return await db.Memberships
                .Where(m => m.Id == membershipId && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now) && db.OrganisedBy(actorId, now).Contains(m.OrganisationId))
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.StandingDays, days), token) == 1;
        },
        cancellationToken);

    private async Task<AskResult> AskOnceAsync(PortalDbContext db, Guid supporterId, Guid organisationId, IReadOnlyCollection<Guid> affirmed, string? word, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await db.LockSupporterAsync(supporterId, cancellationToken) || !await db.Organisations.AnyAsync(o => o.Id == organisationId, cancellationToken))
        {
            return AskResult.NotFound;
        }

        var membership = await db.Memberships.FirstOrDefaultAsync(m => m.SupporterId == supporterId && m.OrganisationId == organisationId, cancellationToken);
        if (membership is { State: not MembershipState.Ended } && (membership.EndsAt is null || membership.EndsAt > now))
        {
            return AskResult.Already;
        }

        var conditions = await db.JoinConditions.Where(c => c.OrganisationId == organisationId && c.RetiredAt == null).Select(c => c.Id).ToListAsync(cancellationToken);
        if (!conditions.TrueForAll(affirmed.Contains))
        {
            return AskResult.ConditionsMissing;
        }

        membership ??= db.Memberships.Add(new Membership
        {
            Id = Ids.New(clock),
            SupporterId = supporterId,
            OrganisationId = organisationId,
            Role = MembershipRole.Volunteer,
            State = MembershipState.Requested,
            RequestedAt = now,
        }).Entity;
        Reopen(membership, word, now);
        await organisers.TellAsync(db, new(membership.Id, organisationId, supporterId), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AskResult.Asked;
    }

    private static void Reopen(Membership membership, string? word, DateTimeOffset now)
    {
        membership.Role = MembershipRole.Volunteer;
        membership.State = MembershipState.Requested;
        membership.RequestedAt = now;
        membership.DecidedAt = null;
        membership.DecidedById = null;
        membership.EndsAt = null;
        membership.Word = string.IsNullOrEmpty(word) ? null : word;
    }

    private async Task<AnswerMembershipResult> AnswerOnceAsync(PortalDbContext db, Guid actorId, Guid membershipId, bool accept, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var supporter = await db.Memberships
            .Where(m => m.Id == membershipId && m.SupporterId != actorId && db.OrganisedBy(actorId, now).Contains(m.OrganisationId))
            .Select(m => (Guid?)m.SupporterId)
            .FirstOrDefaultAsync(cancellationToken);
        if (supporter is not { } id)
        {
            return AnswerMembershipResult.NotFound;
        }

        await db.LockSupporterAsync(id, cancellationToken);
        var membership = await db.Memberships.FirstAsync(m => m.Id == membershipId, cancellationToken);
        var answer = accept ? MembershipState.Active : MembershipState.Ended;
        if (membership.State != MembershipState.Requested)
        {
            return membership.State == answer ? AnswerMembershipResult.Done : AnswerMembershipResult.AlreadyAnswered;
        }

        membership.State = answer;
        membership.DecidedAt = now;
        membership.DecidedById = actorId;
        membership.EndsAt = accept ? null : now;
        membership.Word = null;
        var language = await db.Supporters.Where(s => s.Id == id).Select(s => s.Language).FirstAsync(cancellationToken);
        outbox.Add(db, new($"{AnsweredTemplate}:{membership.Id}:{now.UtcTicks}", MailPriority.Booking, AnsweredTemplate, language)
        {
            SupporterId = id,
            Data = new MembershipLetterData(membership.Id),
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AnswerMembershipResult.Done;
    }
}

/// <summary>What a letter about a membership needs to find it again.</summary>
internal sealed record MembershipLetterData(Guid MembershipId);

/// <summary>How asking to join ended.</summary>
public enum AskResult
{
    /// <summary>The organisation's organisers are told.</summary>
    Asked,

    /// <summary>The person belongs to it, or has asked before.</summary>
    Already,

    /// <summary>Not every condition was affirmed.</summary>
    ConditionsMissing,

    /// <summary>There is no such organisation.</summary>
    NotFound,
}

/// <summary>How answering somebody who asks to join ended.</summary>
public enum AnswerMembershipResult
{
    /// <summary>It stands as answered.</summary>
    Done,

    /// <summary>Somebody else answered otherwise, or the membership is over.</summary>
    AlreadyAnswered,

    /// <summary>There is no such request, or it is not this person's to answer.</summary>
    NotFound,
}
