using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Qualifications;

/// <summary>Qualifications are asked for by those who hold them and confirmed by an organiser who saw the paper. The paper itself is never stored.</summary>
public sealed class QualificationService(Retry retry, TimeProvider clock)
{
    /// <summary>Asks an organisation to confirm that one holds something. Once is enough: a second time says the same.</summary>
    public Task<bool> AskAsync(Guid supporterId, Guid kindId, Guid organisationId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            if (!await db.LockSupporterAsync(supporterId, token)
                || !await db.QualificationKinds.AnyAsync(k => k.Id == kindId && (k.OrganisationId == null || k.OrganisationId == organisationId), token)
                || !await db.Organisations.AnyAsync(o => o.Id == organisationId, token))
            {
                return false;
            }

            var now = clock.GetUtcNow();
            var known = await db.Qualifications.FirstOrDefaultAsync(q => q.SupporterId == supporterId && q.KindId == kindId && q.OrganisationId == organisationId, token);
            if (known is null)
            {
                db.Qualifications.Add(new Qualification
                {
                    Id = Ids.New(clock),
                    SupporterId = supporterId,
                    KindId = kindId,
                    OrganisationId = organisationId,
                    State = QualificationState.Requested,
                    RequestedAt = now,
                });
            }
            else if (known.State == QualificationState.Ended || (known.State == QualificationState.Held && known.LastDay < DateOnly.FromDateTime(now.UtcDateTime)))
            {
                (known.State, known.RequestedAt, known.LastDay) = (QualificationState.Requested, now, null);
            }

            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);

    /// <summary>Confirms what was asked for until a last day (null: for good), or refuses it; as an organiser of the organisation that was asked. False where there is nothing to answer.</summary>
    public Task<bool> AnswerAsync(Guid actorId, Guid qualificationId, bool confirm, DateOnly? lastDay, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            var asked = await db.Qualifications.FirstOrDefaultAsync(
                q => q.Id == qualificationId && q.SupporterId != actorId && q.State == QualificationState.Requested && db.OrganisedBy(actorId, now).Contains(q.OrganisationId), token);
            if (asked is null)
            {
                return false;
            }

            asked.State = confirm ? QualificationState.Held : QualificationState.Ended;
            asked.LastDay = confirm ? lastDay : null;
            (asked.DecidedAt, asked.DecidedById) = (now, actorId);
            await db.SaveChangesAsync(token);
            return true;
        },
        cancellationToken);
}
