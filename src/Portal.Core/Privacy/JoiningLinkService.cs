using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy;

/// <summary>Sets and replaces the joining link or document of a shift from home, as <see cref="MeetingPointService"/> does the point of a site.</summary>
public sealed class JoiningLinkService(Retry retry, Vault vault, Strangers strangers, BookingMail mail, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Replaces it for everybody at once, by an organiser of the organisation; on record.</summary>
    public async Task<MovePointOutcome> MoveAsync(Guid actorId, Guid shiftId, string text, CancellationToken cancellationToken)
    {
        var (link, fault) = MeetingPointService.Read(text);
        if (fault is { } wrong)
        {
            return wrong;
        }

        var outcome = await retry.RunAsync((db, token) => MoveOnceAsync(db, actorId, shiftId, link, token), cancellationToken);
        if (outcome == MovePointOutcome.Moved)
        {
            // Whether somebody new is asked first depends on it.
            hints.Changed(shiftId);
            bell.Ring();
        }

        return outcome;
    }

    /// <summary>How many people would be told now that it is another.</summary>
    public Task<int> CountReadersAsync(Guid shiftId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) => (await MeetingPointService.ReadersAsync(db, db.Shifts.Where(s => s.Id == shiftId), clock.GetUtcNow(), token)).Count(), cancellationToken);

    /// <summary>When it was last replaced, for an organiser of the organisation; null where none is stored.</summary>
    public Task<DateTimeOffset?> MovedAtAsync(Guid actorId, Guid shiftId, CancellationToken cancellationToken) => retry.RunAsync(
        (db, token) => db.JoiningLinks.Where(l => l.ShiftId == shiftId && Mine(db, actorId, shiftId, clock.GetUtcNow()).Any()).Select(l => (DateTimeOffset?)l.MovedAt).FirstOrDefaultAsync(token), cancellationToken);

    private async Task<MovePointOutcome> MoveOnceAsync(PortalDbContext db, Guid actorId, Guid shiftId, string text, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();

        // As whoever books does: who takes a place from now on is asked first, where nobody knows them.
        await db.LockPositionsAsync(shiftId, cancellationToken);
        if (await Mine(db, actorId, shiftId, now).AsNoTracking().FirstOrDefaultAsync(cancellationToken) is not { } shift)
        {
            return MovePointOutcome.NotFound;
        }

        var link = await db.JoiningLinks.FirstOrDefaultAsync(l => l.ShiftId == shiftId, cancellationToken);
        if (link is not null && await vault.OpenAsync(db, shiftId, link.Sealed, cancellationToken) == text)
        {
            // Sent twice: nobody is written to about a change that is none.
            return MovePointOutcome.Moved;
        }

        var box = await vault.SealAsync(db, shiftId, text, cancellationToken);
        if (link is null)
        {
            link = new JoiningLink { ShiftId = shiftId, Sealed = box, Version = 1, MovedAt = now };
            db.JoiningLinks.Add(link);
            await db.Shifts.Where(s => s.Id == shiftId).ExecuteUpdateAsync(set => set.SetProperty(s => s.HasLink, true), cancellationToken);
            await strangers.AskAboutAsync(db, shift, actorId, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
        else
        {
            (link.Sealed, link.MovedAt) = (box, now);
            link.Version++;
        }

        // Also of the first: who is sure to come looks for it then.
        foreach (var reader in await MeetingPointService.ReadersAsync(db, db.Shifts.Where(s => s.Id == shiftId), now, cancellationToken))
        {
            mail.PointMoved(db, reader, link.Version);
        }

        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = "joining-link.move", SubjectId = shiftId, OrganisationId = shift.OrganisationId });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return MovePointOutcome.Moved;
    }

    private static IQueryable<Shift> Mine(PortalDbContext db, Guid actorId, Guid shiftId, DateTimeOffset now) =>
        db.Shifts.Where(s => s.Id == shiftId && s.SiteId == null && db.OrganisedBy(actorId, now).Contains(s.OrganisationId));
}
