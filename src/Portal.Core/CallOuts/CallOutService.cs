using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;

namespace Portal.Core.CallOuts;

/// <summary>Calls for people, for organisers. Each act is one transaction, which writes the questions and the mails about them; it is repeated as a whole after a collision.</summary>
public sealed class CallOutService(BesidePoints points, Retry retry, Outbox outbox, MailBell bell, LiveHints hints, TimeProvider clock)
{
    /// <summary>Asks everybody in a circle who can come. The same form asks once, however often it is posted.</summary>
    public async Task<CallOutOutcome> StartAsync(Guid actorId, Guid positionId, CallOutText text, Guid formKey, CancellationToken cancellationToken)
    {
        text = (await points.LayAsync(text, actorId, positionId, cancellationToken)).Cleaned();
        return Told(await retry.RunAsync((db, token) => StartOnceAsync(db, actorId, positionId, text, formKey, token), cancellationToken));
    }

    /// <summary>Asks those of a wider circle too.</summary>
    public async Task<CallOutOutcome> WidenAsync(Guid actorId, Guid callOutId, Circle circle, CancellationToken cancellationToken) =>
        Told(await retry.RunAsync((db, token) => WidenOnceAsync(db, actorId, callOutId, circle, token), cancellationToken));

    /// <summary>Ends it: who was not asked yet is not asked any more. Twice is the same as once.</summary>
    public async Task<CallOutOutcome> EndAsync(Guid actorId, Guid callOutId, CancellationToken cancellationToken) =>
        Told(await retry.RunAsync((db, token) => EndOnceAsync(db, actorId, callOutId, token), cancellationToken));

    private CallOutOutcome Told(CallOutOutcome outcome)
    {
        if (outcome is { Result: CallOutResult.Done, CallOutId: { } id })
        {
            bell.Ring();
            hints.CallOutMoved(id);
        }

        return outcome;
    }

    private async Task<CallOutOutcome> StartOnceAsync(PortalDbContext db, Guid actorId, Guid positionId, CallOutText text, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // One form of a person after the other: the second tap waits for the first, and finds what it made.
        if (!await db.LockSupporterAsync(actorId, cancellationToken))
        {
            return CallOutOutcome.NotFound;
        }

        if (await FormMade.FindAsync(db, FormMade.CallOut, actorId, formKey, cancellationToken) is { } made)
        {
            return made.Id is { } before ? await CountAsync(db, before, cancellationToken) : CallOutOutcome.NotFound;
        }

        var now = clock.GetUtcNow();
        if (await PositionRow.FindAsync(db, positionId, cancellationToken) is not { } position
            || !await db.OrganisedBy(actorId, now).AnyAsync(id => id == position.Facts.Organisation.Id, cancellationToken))
        {
            return CallOutOutcome.NotFound;
        }

        var need = new CallOutNeed(position.Facts);
        List<CallOutFault> faults = [.. text.Faults(), .. need.Faults(text.Wanted, now)];
        var running = await db.CallOuts.SingleOrDefaultAsync(c => c.PositionId == positionId && c.EndedAt == null, cancellationToken);
        if (running is not null && need.Firm < running.Target)
        {
            return CallOutOutcome.Refused([.. faults, CallOutFault.AlreadyCalling], running.Id);
        }

        var reach = await CallOutReach.FindAsync(db, position.Facts, callOutId: null, actorId, now, cancellationToken);
        List<Reached> people = [.. reach.Within(text.Circle)];
        if (faults.Count == 0 && people.Count == 0)
        {
            faults.Add(CallOutFault.NobodyToAsk);
        }

        if (faults.Count > 0)
        {
            return CallOutOutcome.Refused(faults);
        }

        if (running?.TryEnd(now) == true)
        {
            await db.SaveChangesAsync(cancellationToken);
        }

        var callOut = New(actorId, position.Facts, text, need.Firm, now);
        db.CallOuts.Add(callOut);
        FormMade.Add(db, FormMade.CallOut, actorId, formKey, callOut.Id, now);
        RiskRecord.Add(db, clock, "call-out.started-with-risk", actorId, callOut.OrganisationId, callOut.Id, text.WhySafe, text.Risks);
        Ask(db, callOut, position.Facts, people);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Counted(callOut.Id, people.ConvertAll(p => p.AskAt), now);
    }

    private async Task<CallOutOutcome> WidenOnceAsync(PortalDbContext db, Guid actorId, Guid callOutId, Circle circle, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!Enum.IsDefined(circle) || await FindAsync(db, actorId, callOutId, now, cancellationToken) is not { } callOut)
        {
            return CallOutOutcome.NotFound;
        }

        if (circle <= callOut.Circle && callOut.EndedAt is null)
        {
            return CallOutOutcome.Done(callOutId);
        }

        var position = await PositionRow.FindAsync(db, callOut.PositionId, cancellationToken);
        if (position is null || new CallOutNeed(position.Facts) is var need && (need.Faults(1, now).Any() || need.Firm >= callOut.Target) || !callOut.TryWiden(circle))
        {
            return CallOutOutcome.Refused([CallOutFault.Over], callOutId);
        }

        var reach = await CallOutReach.FindAsync(db, position.Facts, callOutId, actorId, now, cancellationToken);
        List<Reached> people = [.. reach.Within(circle)];
        if (people.Count == 0)
        {
            return CallOutOutcome.Refused([CallOutFault.NobodyToAsk], callOutId);
        }

        Ask(db, callOut, position.Facts, people);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Counted(callOutId, people.ConvertAll(p => p.AskAt), now);
    }

    private async Task<CallOutOutcome> EndOnceAsync(PortalDbContext db, Guid actorId, Guid callOutId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, actorId, callOutId, now, cancellationToken) is not { } callOut)
        {
            return CallOutOutcome.NotFound;
        }

        if (callOut.TryEnd(now))
        {
            // A question that nobody got counts for nothing: the person may be asked something else that day.
            await db.SaveChangesAsync(cancellationToken);
            await db.CallOutAsks.Where(a => a.CallOutId == callOutId && a.AskAt > now && a.SeenAt == null && a.DeclinedAt == null).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return CallOutOutcome.Done(callOutId);
    }

    private static Task<CallOut?> FindAsync(PortalDbContext db, Guid actorId, Guid callOutId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.CallOuts.SingleOrDefaultAsync(c => c.Id == callOutId && db.OrganisedBy(actorId, now).Contains(c.OrganisationId), cancellationToken);

    private CallOut New(Guid actorId, PositionFacts position, CallOutText text, int firm, DateTimeOffset now)
    {
        var callOut = new CallOut
        {
            Id = Ids.New(clock),
            OrganisationId = position.Organisation.Id,
            ShiftId = position.ShiftId,
            PositionId = position.PositionId,
            AuthorId = actorId,
            Line = text.Line,
            Language = text.Language,
            Target = firm + text.Wanted,
            StartedAt = now,
        };
        callOut.TryWiden(text.Circle);
        return callOut;
    }

    private void Ask(PortalDbContext db, CallOut callOut, PositionFacts position, IEnumerable<Reached> people)
    {
        foreach (var person in people)
        {
            db.CallOutAsks.Add(new CallOutAsk { CallOutId = callOut.Id, SupporterId = person.SupporterId, Circle = person.Circle, AskAt = person.AskAt, Day = person.Day, Number = person.Number });
            outbox.Add(db, CallOutMail.Asked(callOut.Id, person, position.StartsAt));
        }
    }

    private async Task<CallOutOutcome> CountAsync(PortalDbContext db, Guid callOutId, CancellationToken cancellationToken) =>
        Counted(callOutId, await db.CallOutAsks.Where(a => a.CallOutId == callOutId).Select(a => a.AskAt).ToListAsync(cancellationToken), clock.GetUtcNow());

    private static CallOutOutcome Counted(Guid callOutId, List<DateTimeOffset> times, DateTimeOffset now)
    {
        List<DateTimeOffset> later = [.. times.Where(at => at > now)];
        return CallOutOutcome.Done(callOutId) with { AskedNow = times.Count - later.Count, AskedLater = later.Count, LaterFrom = later.Count > 0 ? later.Min() : null };
    }
}
