using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;
using Portal.Core.Privacy;

namespace Portal.Core.Qualifications;

/// <summary>What organisers do to the qualifications of their members without being asked. Nobody grants anything to themselves; the person is told, and each act is on record.</summary>
public sealed class DirectGrants(Retry retry, QualificationMail mail, MailBell bell, TimeProvider clock)
{
    /// <summary>Notes that a member holds something, until a last day (null: for good).</summary>
    public Task<DirectGrantResult> GrantAsync(Guid actorId, Guid membershipId, Guid kindId, DateOnly? lastDay, CancellationToken cancellationToken) => RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            var member = await db.MembersFor(actorId, now).Where(m => m.Id == membershipId && m.SupporterId != actorId).Select(m => new { m.SupporterId, m.OrganisationId }).FirstOrDefaultAsync(token);
            if (member is null || !await db.QualificationKinds.AnyAsync(k => k.Id == kindId && k.RetiredAt == null && (k.OrganisationId == null || k.OrganisationId == member.OrganisationId), token))
            {
                return DirectGrantResult.NotFound;
            }

            if (!Qualification.MayLastUntil(lastDay, now))
            {
                return DirectGrantResult.WrongLastDay;
            }

            await db.LockSupporterAsync(member.SupporterId, token);
            var known = await db.Qualifications.FirstOrDefaultAsync(q => q.SupporterId == member.SupporterId && q.KindId == kindId && q.OrganisationId == member.OrganisationId, token);
            if (known is null)
            {
                known = new Qualification
                {
                    Id = Ids.New(clock),
                    SupporterId = member.SupporterId,
                    KindId = kindId,
                    OrganisationId = member.OrganisationId,
                    State = QualificationState.Held,
                    RequestedAt = now,
                };
                db.Qualifications.Add(known);
            }

            await HoldAsync(db, actorId, known, lastDay, "qualification.grant", now, token);
            return DirectGrantResult.Done;
        },
        cancellationToken);

    /// <summary>Gives something that is held another last day.</summary>
    public Task<DirectGrantResult> ChangeAsync(Guid actorId, Guid qualificationId, DateOnly? lastDay, CancellationToken cancellationToken) => RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            if (await LockedAsync(db, actorId, qualificationId, now, token) is not { } held)
            {
                return DirectGrantResult.NotFound;
            }

            if (!Qualification.MayLastUntil(lastDay, now))
            {
                return DirectGrantResult.WrongLastDay;
            }

            if (held.LastDay != lastDay)
            {
                await HoldAsync(db, actorId, held, lastDay, "qualification.change", now, token);
            }

            return DirectGrantResult.Done;
        },
        cancellationToken);

    /// <summary>Takes something back that one's organisation confirmed.</summary>
    public Task<DirectGrantResult> TakeBackAsync(Guid actorId, Guid qualificationId, CancellationToken cancellationToken) => RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            if (await LockedAsync(db, actorId, qualificationId, now, token) is not { } held)
            {
                return DirectGrantResult.NotFound;
            }

            (held.State, held.DecidedAt, held.DecidedById, held.RenewalAskedAt) = (QualificationState.Ended, now, actorId, null);
            Log(db, actorId, held, "qualification.take-back", null, now);
            await mail.EndedAsync(db, held.SupporterId, held.Id, QualificationEnd.TakenBack, token);
            return DirectGrantResult.Done;
        },
        cancellationToken);

    private async Task<DirectGrantResult> RunAsync(Func<PortalDbContext, CancellationToken, Task<DirectGrantResult>> useCase, CancellationToken cancellationToken)
    {
        var result = await retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                var done = await useCase(db, token);
                await db.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                return done;
            },
            cancellationToken);
        bell.Ring();
        return result;
    }

    /// <summary>What is held, with its holder locked: who answers or takes back at once waits and looks again.</summary>
    private static async Task<Qualification?> LockedAsync(PortalDbContext db, Guid actorId, Guid qualificationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = db.Qualifications.Where(
            q => q.Id == qualificationId && q.SupporterId != actorId && q.State == QualificationState.Held && db.OrganisedBy(actorId, now).Contains(q.OrganisationId));
        if (await mine.Select(q => (Guid?)q.SupporterId).FirstOrDefaultAsync(cancellationToken) is not { } holder)
        {
            return null;
        }

        await db.LockSupporterAsync(holder, cancellationToken);
        return await mine.FirstOrDefaultAsync(cancellationToken);
    }

    private Task HoldAsync(PortalDbContext db, Guid actorId, Qualification qualification, DateOnly? lastDay, string action, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (qualification.State, qualification.LastDay, qualification.RenewalAskedAt) = (QualificationState.Held, lastDay, null);
        (qualification.DecidedAt, qualification.DecidedById, qualification.EarnedById) = (now, actorId, null);
        Log(db, actorId, qualification, action, lastDay, now);
        return mail.GrantedAsync(db, qualification.SupporterId, qualification.Id, $"{Ids.New(clock)}", cancellationToken);
    }

    private void Log(PortalDbContext db, Guid actorId, Qualification qualification, string action, DateOnly? lastDay, DateTimeOffset now) => db.AuditEntries.Add(new AuditEntry
    {
        Id = Ids.New(clock),
        At = now,
        ActorId = actorId,
        Action = action,
        SubjectId = qualification.Id,
        OrganisationId = qualification.OrganisationId,
        Detail = lastDay is { } day ? $"until {day:yyyy-MM-dd}" : null,
    });
}

/// <summary>How granting, changing or taking back ended.</summary>
public enum DirectGrantResult
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It would be over already, or last for ever by mistake.</summary>
    WrongLastDay,

    /// <summary>There is no such member or qualification, or it is not this person's to decide.</summary>
    NotFound,
}
