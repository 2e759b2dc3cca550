using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Circles;

/// <summary>A supporter proposes a circle and hosts it; an administrator says yes, or no and why. Both are told by mail.</summary>
public sealed class CircleProposing(Retry retry, CircleMail mail, MailBell bell, TimeProvider clock)
{
    /// <summary>Most proposals of one person that wait at once.</summary>
    public const int MostWaiting = 3;

    private const string ApprovedAction = "circle.approved";
    private const string DeclinedAction = "circle.declined";
    private const int MostNumbers = 100;

    /// <summary>Proposes one, once per <paramref name="formKey"/>.</summary>
    public async Task<ProposalOutcome> ProposeAsync(Guid supporterId, CirclePlan plan, Guid formKey, CancellationToken cancellationToken)
    {
        var clean = plan.Cleaned();
        var outcome = await retry.RunAsync((db, token) => ProposeOnceAsync(db, supporterId, clean, formKey, token), cancellationToken);
        bell.Ring();
        return outcome;
    }

    /// <summary>Answers a proposal, as an administrator; nobody answers their own. False where that was done before, there is none, or a no has no reason.</summary>
    public async Task<bool> DecideAsync(Guid actorId, Guid circleId, bool approve, string? reason, CancellationToken cancellationToken)
    {
        var why = TypedText.IsReadable(reason) ? TypedText.Lines(reason) : "";
        if (!approve && (!TypedText.IsVisible(why) || why.Length > SupporterCircle.ReasonLength))
        {
            return false;
        }

        var done = await retry.RunAsync((db, token) => DecideOnceAsync(db, actorId, circleId, approve, why, token), cancellationToken);
        bell.Ring();
        return done;
    }

    private async Task<ProposalOutcome> ProposeOnceAsync(PortalDbContext db, Guid supporterId, CirclePlan plan, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();

        // One form of a person after the other: the second tap waits for the first, and finds what it made.
        if (!await db.LockSupporterAsync(supporterId, cancellationToken) || !await db.ActiveAccount(supporterId).AnyAsync(cancellationToken))
        {
            return new(null, []);
        }

        if (await FormMade.FindAsync(db, FormMade.Circle, supporterId, formKey, cancellationToken) is { } before)
        {
            return new(await db.Circles.Where(c => c.Id == before.Id).Select(c => c.Slug).FirstOrDefaultAsync(cancellationToken), []);
        }

        var faults = plan.Faults().ToList();
        var name = CircleWords.Folded(plan.Name!);
        var names = await db.Circles.Where(c => c.State != CircleState.Declined).Select(c => c.Name).ToListAsync(cancellationToken);
        if (names.Exists(other => CircleWords.Folded(other) == name))
        {
            faults.Add(CircleFault.NameTaken);
        }

        if (await db.Circles.CountAsync(c => c.ProposedById == supporterId && c.State == CircleState.Proposed, cancellationToken) >= MostWaiting)
        {
            faults.Add(CircleFault.TooManyWaiting);
        }

        if (faults.Count > 0)
        {
            return new(null, faults);
        }

        var circle = new SupporterCircle
        {
            Id = Ids.New(clock),
            Slug = await FreeSlugAsync(db, plan.Name!, cancellationToken),
            Name = plan.Name!,
            Purpose = plan.Purpose!,
            Sought = CircleWords.Folded($"{plan.Name}\n{plan.Purpose}"),
            Languages = [.. plan.Languages],
            Country = plan.Country,
            IsOpen = plan.IsOpen,
            ProposedById = supporterId,
            ProposedAt = now,
        };
        var host = new CircleMember { Id = Ids.New(clock), CircleId = circle.Id, SupporterId = supporterId };
        host.Found(now);
        db.AddRange(circle, host);
        FormMade.Add(db, FormMade.Circle, supporterId, formKey, circle.Id, now);
        await mail.TellAdministratorsAsync(db, circle.Id, supporterId, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(circle.Slug, []);
    }

    // Of two who choose one name at once, the index refuses the second, who then looks again.
    private static async Task<string> FreeSlugAsync(PortalDbContext db, string name, CancellationToken cancellationToken)
    {
        var slug = CircleWords.SlugOf(name);
        var taken = await db.Circles.Where(c => c.Slug.StartsWith(slug)).Select(c => c.Slug).ToListAsync(cancellationToken);
        return !taken.Contains(slug, StringComparer.Ordinal) && slug != CirclePaths.New ? slug
            : Enumerable.Range(2, taken.Count + MostNumbers).Select(number => $"{slug}-{number}").First(free => !taken.Contains(free, StringComparer.Ordinal));
    }

    private async Task<bool> DecideOnceAsync(PortalDbContext db, Guid actorId, Guid circleId, bool approve, string reason, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await db.Administrators(now).ContainsAsync(actorId, cancellationToken)
            || await db.TakeCircleAsync(circleId, cancellationToken) is not { } circle || circle.ProposedById == actorId || !circle.TryDecide(approve, reason, now))
        {
            return false;
        }

        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = approve ? ApprovedAction : DeclinedAction, SubjectId = circleId, Detail = circle.Slug });
        if (circle.ProposedById is { } proposer)
        {
            await mail.TellAsync(db, approve ? CircleNews.Approved : CircleNews.Declined, circleId, proposer, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
