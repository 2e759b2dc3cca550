using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>
/// An organiser puts somebody on a position. It is offered, or confirmed at once for members who allowed it. What the organiser may set aside
/// (<see cref="Eligibility.Overridable"/>) asks for a reason, which is kept with the booking and told to the person.
/// </summary>
public sealed class Assignments(Retry retry, Placement placement, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    // Being asked by an organiser is the invitation, and organisers plan before booking opens to all.
    private static readonly ObstacleKind[] NoMatter = [ObstacleKind.InvitationNeeded, ObstacleKind.NotOpenYet];

    /// <summary>What of all obstacles stands in the way of an assignment: with a reason where all of it may be set aside, else not at all.</summary>
    public static IReadOnlyList<Obstacle> Obstacles(Person person, PositionFacts position, DateTimeOffset now) =>
        [.. Eligibility.Check(person, position, now).Select(o => o.IsApart ? new Obstacle(ObstacleKind.KeptApart) : o).Where(o => !NoMatter.Contains(o.Kind) && !o.IsOwnLine)];

    /// <summary>Whether an organiser may set all of these aside.</summary>
    public static bool MaySetAside(IEnumerable<Obstacle> obstacles) => obstacles.All(o => Eligibility.Overridable.Contains(o.Kind));

    /// <summary>Puts a member, or somebody the organisation knows, on a position of its shift.</summary>
    public async Task<AssignOutcome> AssignAsync(Guid actorId, Guid shiftId, Guid positionId, Guid supporterId, string? because, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => AssignOnceAsync(db, actorId, shiftId, positionId, supporterId, Reason(because), token), cancellationToken);
        if (outcome.Result is AssignResult.Offered or AssignResult.Confirmed)
        {
            bell.Ring();
            hints.Changed(shiftId);
        }

        return outcome;
    }

    private static string? Reason(string? typed) => TypedText.Line(typed) is { Length: > 0 } reason ? reason[..Math.Min(reason.Length, BookingChange.WhyLength)] : null;

    private async Task<AssignOutcome> AssignOnceAsync(
        PortalDbContext db, Guid actorId, Guid shiftId, Guid positionId, Guid supporterId, string? because, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        // Nobody sets rules aside for themselves.
        if (supporterId == actorId
            || !await db.Shifts.AnyAsync(s => s.Id == shiftId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId), cancellationToken)
            || !await db.LockSupporterAsync(supporterId, cancellationToken))
        {
            return new(AssignResult.NotFound);
        }

        var position = await PositionRow.FindAsync(db, positionId, cancellationToken);
        var person = await PersonQueries.FindAsync(db, supporterId, now, cancellationToken);
        if (position?.Facts.ShiftId != shiftId || person is null || !await Candidates(db, position.Facts.Organisation.Id, now).AnyAsync(id => id == supporterId, cancellationToken))
        {
            return new(AssignResult.NotFound);
        }

        var obstacles = Obstacles(person, position.Facts, now);
        if (obstacles.Count > 0 && (!MaySetAside(obstacles) || because is null))
        {
            return new(MaySetAside(obstacles) ? AssignResult.ReasonNeeded : AssignResult.Refused) { Obstacles = obstacles };
        }

        var allowed = await db.Memberships.AnyAsync(
            m => m.SupporterId == supporterId && m.OrganisationId == position.Facts.Organisation.Id && m.State == MembershipState.Active && m.MayBeAssigned && (m.EndsAt == null || m.EndsAt > now), cancellationToken);
        var waiting = await db.Bookings.FirstOrDefaultAsync(b => b.SupporterId == supporterId && b.ShiftId == shiftId && b.State == BookingState.Waitlisted, cancellationToken);
        if (waiting is not null && waiting.PositionId != positionId)
        {
            // The line of another position of this shift: one person has one place on it.
            waiting.TryChange(BookingState.CancelledByOrganiser, actorId, clock, "assigned");
            await db.SaveChangesAsync(cancellationToken);
            waiting = null;
        }

        var terms = new AssignmentTerms(actorId, [.. obstacles.Select(o => o.Kind)], because, IsSure: allowed);
        if (!await placement.AssignAsync(db, person, position, waiting, terms, now, cancellationToken))
        {
            return new(AssignResult.Refused) { Obstacles = [new(ObstacleKind.Full)] };
        }

        await Acquaintances.NoteAsync(db, supporterId, position.Facts.Organisation.Id, actorId, attended: false, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(allowed ? AssignResult.Confirmed : AssignResult.Offered);
    }

    /// <summary>Whom an organisation may put on its shifts: its members, and those it knows.</summary>
    internal static IQueryable<Guid> Candidates(PortalDbContext db, Guid organisationId, DateTimeOffset now) =>
        db.Memberships.Where(m => m.OrganisationId == organisationId && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now)).Select(m => m.SupporterId)
            .Union(db.Acquaintances.Where(a => a.OrganisationId == organisationId).Select(a => a.SupporterId));
}

/// <summary>Under which terms somebody is put on a position.</summary>
/// <param name="ActorId">The organiser.</param>
/// <param name="Waived">What was set aside.</param>
/// <param name="Because">Why; null where nothing was.</param>
/// <param name="IsSure">Whether it is confirmed at once, without asking the person.</param>
internal sealed record AssignmentTerms(Guid ActorId, IReadOnlyList<ObstacleKind> Waived, string? Because, bool IsSure);

/// <summary>What came of putting somebody on a position.</summary>
public sealed record AssignOutcome(AssignResult Result)
{
    /// <summary>All that stands in the way; empty unless refused or a reason is needed.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];
}

/// <summary>How putting somebody on a position ended.</summary>
public enum AssignResult
{
    /// <summary>The person is asked, and the place kept until they answer.</summary>
    Offered,

    /// <summary>The place is theirs: they allowed it beforehand.</summary>
    Confirmed,

    /// <summary>What stands in the way can be set aside, with a reason.</summary>
    ReasonNeeded,

    /// <summary>Something stands in the way that nobody can set aside.</summary>
    Refused,

    /// <summary>There is no such shift, position or person for this organiser.</summary>
    NotFound,
}
