using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Qualifications;

/// <summary>What a training grants to those who completed it, in the caller's transaction; they are told by mail.</summary>
public sealed class QualificationGrants(QualificationMail mail, TimeProvider clock)
{
    /// <summary>Notes that somebody holds what the training grants. Who holds it already keeps what there is.</summary>
    internal async Task GrantAsync(PortalDbContext db, Grant grant, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await db.Qualifications.FirstOrDefaultAsync(
            q => q.SupporterId == grant.SupporterId && q.KindId == grant.KindId && q.OrganisationId == grant.OrganisationId, cancellationToken);
        if (known is { State: QualificationState.Held } && (known.LastDay is null || known.LastDay >= DateOnly.FromDateTime(now.UtcDateTime)))
        {
            return;
        }

        if (known is null)
        {
            known = new Qualification
            {
                Id = Ids.New(clock),
                SupporterId = grant.SupporterId,
                KindId = grant.KindId,
                OrganisationId = grant.OrganisationId,
                State = QualificationState.Held,
                RequestedAt = now,
            };
            db.Qualifications.Add(known);
        }

        (known.State, known.LastDay, known.RenewalAskedAt) = (QualificationState.Held, null, null);
        (known.DecidedAt, known.DecidedById, known.EarnedById) = (now, grant.VouchedById, grant.BookingId);
        await mail.GrantedAsync(db, grant.SupporterId, known.Id, $"{grant.BookingId}:{grant.Version}", cancellationToken);
    }

    /// <summary>Ends what one completion granted: it was a mistake.</summary>
    internal static Task TakeBackAsync(PortalDbContext db, Guid bookingId, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Qualifications
            .Where(q => q.EarnedById == bookingId && q.State == QualificationState.Held)
            .ExecuteUpdateAsync(
                set => set.SetProperty(q => q.State, QualificationState.Ended).SetProperty(q => q.DecidedAt, now).SetProperty(q => q.DecidedById, actorId), cancellationToken);
}

/// <summary>Who earned what by which booking in which version, and who vouches for it.</summary>
internal sealed record Grant(Guid SupporterId, Guid KindId, Guid OrganisationId, Guid BookingId, int Version, Guid VouchedById);
