using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Answers;
using Portal.Core.Privacy;

namespace Portal.Core.Qualifications;

/// <summary>Qualifications are asked for by those who hold them and confirmed by an organiser who saw the paper. The paper itself is never stored.</summary>
public sealed class QualificationService(Retry retry, QualificationMail mail, WaitingMail organisers, MailBell bell, TimeProvider clock)
{
    /// <summary>
    /// Asks an organisation to confirm that one holds something. Once is enough: a second time says the same. What is held and has
    /// a last day can be renewed; it counts as before until somebody answers.
    /// </summary>
    public Task<bool> AskAsync(Guid supporterId, Guid kindId, Guid organisationId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            if (!await db.LockSupporterAsync(supporterId, token)
                || !await db.QualificationKinds.AnyAsync(k => k.Id == kindId && k.RetiredAt == null && (k.OrganisationId == null || k.OrganisationId == organisationId), token)
                || !await db.Organisations.AnyAsync(o => o.Id == organisationId, token))
            {
                return false;
            }

            var now = clock.GetUtcNow();
            var known = await db.Qualifications.FirstOrDefaultAsync(q => q.SupporterId == supporterId && q.KindId == kindId && q.OrganisationId == organisationId, token);
            if (known is null)
            {
                known = db.Qualifications.Add(new Qualification
                {
                    Id = Ids.New(clock),
                    SupporterId = supporterId,
                    KindId = kindId,
                    OrganisationId = organisationId,
                    State = QualificationState.Requested,
                    RequestedAt = now,
                }).Entity;
            }
            else if (known.State == QualificationState.Ended || (known.State == QualificationState.Held && known.LastDay < DateOnly.FromDateTime(now.UtcDateTime)))
            {
                (known.State, known.RequestedAt, known.LastDay, known.RenewalAskedAt) = (QualificationState.Requested, now, null, null);
            }
            else if (known is { State: QualificationState.Held, LastDay: not null, RenewalAskedAt: null })
            {
                known.RenewalAskedAt = now;
            }
            else
            {
                return true;
            }

            await organisers.TellAsync(db, new(known.Id, organisationId, supporterId), token);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);

    /// <summary>Confirms what was asked for until a last day (null: for good), or refuses it; as an organiser of the organisation that was asked. The person is told.</summary>
    public async Task<AnswerQualificationResult> AnswerAsync(Guid actorId, Guid qualificationId, bool confirm, DateOnly? lastDay, CancellationToken cancellationToken)
    {
        var result = await retry.RunAsync((db, token) => AnswerOnceAsync(db, actorId, qualificationId, confirm, lastDay, token), cancellationToken);
        bell.Ring();
        return result;
    }

    private async Task<AnswerQualificationResult> AnswerOnceAsync(PortalDbContext db, Guid actorId, Guid qualificationId, bool confirm, DateOnly? lastDay, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var mine = db.Qualifications.Where(q => q.Id == qualificationId && q.SupporterId != actorId && db.OrganisedBy(actorId, now).Contains(q.OrganisationId));
        var asked = await mine.AsNoTracking().Select(q => new { q.SupporterId, q.OrganisationId, q.State, q.RenewalAskedAt }).FirstOrDefaultAsync(cancellationToken);
        if (asked is null)
        {
            return AnswerQualificationResult.NotFound;
        }

        if (confirm && !Qualification.MayLastUntil(lastDay, now))
        {
            return AnswerQualificationResult.WrongLastDay;
        }

        // The statements decide, not what was read: of two who answer at once the second finds nothing that waits.
        var waiting = mine.Where(q => q.State == QualificationState.Requested || (q.State == QualificationState.Held && q.RenewalAskedAt != null));
        QualificationEnd? no = confirm ? null : QualificationEnd.Refused;
        var answered = confirm ? await ConfirmAsync(waiting, actorId, lastDay, now, cancellationToken) : await RefuseAsync(mine, actorId, now, cancellationToken);
        if (!answered && !confirm && await KeepAsync(mine, cancellationToken))
        {
            (answered, no) = (true, QualificationEnd.NotRenewed);
        }

        if (!answered)
        {
            return asked.RenewalAskedAt is null && asked.State == (confirm ? QualificationState.Held : QualificationState.Ended) ? AnswerQualificationResult.Done : AnswerQualificationResult.AlreadyAnswered;
        }

        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            ActorId = actorId,
            Action = confirm ? "qualification.confirm" : "qualification.refuse",
            SubjectId = qualificationId,
            OrganisationId = asked.OrganisationId,
            Detail = confirm && lastDay is { } day ? $"until {day:yyyy-MM-dd}" : null,
        });
        await (no is { } end
            ? mail.EndedAsync(db, asked.SupporterId, qualificationId, end, cancellationToken)
            : mail.GrantedAsync(db, asked.SupporterId, qualificationId, $"{Ids.New(clock)}", cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AnswerQualificationResult.Done;
    }

    private static async Task<bool> ConfirmAsync(IQueryable<Qualification> waiting, Guid actorId, DateOnly? lastDay, DateTimeOffset now, CancellationToken cancellationToken) =>
        await waiting.ExecuteUpdateAsync(
            set => set.SetProperty(q => q.State, QualificationState.Held).SetProperty(q => q.LastDay, lastDay)
                .SetProperty(q => q.DecidedAt, (DateTimeOffset?)now).SetProperty(q => q.DecidedById, (Guid?)actorId)
                .SetProperty(q => q.EarnedById, (Guid?)null).SetProperty(q => q.RenewalAskedAt, (DateTimeOffset?)null),
            cancellationToken) == 1;

    private static async Task<bool> RefuseAsync(IQueryable<Qualification> mine, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await mine.Where(q => q.State == QualificationState.Requested).ExecuteUpdateAsync(
            set => set.SetProperty(q => q.State, QualificationState.Ended).SetProperty(q => q.LastDay, (DateOnly?)null)
                .SetProperty(q => q.DecidedAt, (DateTimeOffset?)now).SetProperty(q => q.DecidedById, (Guid?)actorId),
            cancellationToken) == 1;

    /// <summary>A renewal that is refused takes nothing away: it counts until its last day.</summary>
    private static async Task<bool> KeepAsync(IQueryable<Qualification> mine, CancellationToken cancellationToken) =>
        await mine.Where(q => q.State == QualificationState.Held && q.RenewalAskedAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.RenewalAskedAt, (DateTimeOffset?)null), cancellationToken) == 1;
}

/// <summary>How answering somebody who asks for a qualification ended.</summary>
public enum AnswerQualificationResult
{
    /// <summary>It stands as answered.</summary>
    Done,

    /// <summary>Somebody else answered otherwise.</summary>
    AlreadyAnswered,

    /// <summary>It would be over already, or last for ever by mistake.</summary>
    WrongLastDay,

    /// <summary>There is no such request, or it is not this person's to answer.</summary>
    NotFound,
}
