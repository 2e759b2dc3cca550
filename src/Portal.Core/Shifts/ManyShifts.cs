using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts.Series;
using static Portal.Core.Shifts.PlanFaultKind;

namespace Portal.Core.Shifts;

/// <summary>What many shifts are to have in common. What is null stays as it is.</summary>
public sealed record ManyChange
{
    /// <summary>Minutes by which they start and end later, by the clocks of their place; negative for earlier.</summary>
    public int? MoveMinutes { get; init; }

    /// <summary>Hours before the start until which one may cancel without a word.</summary>
    public int? CancellationHours { get; init; }

    /// <summary>Who leads them, or that nobody does.</summary>
    public NewLead? Lead { get; init; }

    /// <summary>What is special about them.</summary>
    public (string? Text, string Language)? Description { get; init; }

    /// <summary>Whether drafts are published.</summary>
    public bool Publish { get; init; }

    /// <summary>Whether anything is to change.</summary>
    public bool IsNothing => this == new ManyChange();
}

/// <summary>Changes many shifts at once, in one transaction: a look first, then all that may be changed.</summary>
public sealed class ManyShifts(Retry retry, UnbookedShifts shifts, ShiftHints hints, TimeProvider clock)
{
    /// <summary>How many at once at most.</summary>
    public const int Most = 200;

    /// <summary>A move of times by more is no slip of a few hours, but another plan.</summary>
    public const int MostMinutes = 12 * 60;

    /// <summary>What a change would do; nothing is changed.</summary>
    public Task<ManyOutcome> LookAsync(Guid actorId, IReadOnlyList<Guid> shiftIds, ManyChange change, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => RunAsync(db, actorId, shiftIds, change, apply: false, token), cancellationToken);

    /// <summary>Makes a change. What somebody has booked is left as it is, and said.</summary>
    public async Task<ManyOutcome> ChangeAsync(Guid actorId, IReadOnlyList<Guid> shiftIds, ManyChange change, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => RunAsync(db, actorId, shiftIds, change, apply: true, token), cancellationToken);
        foreach (var line in outcome.Lines.Where(line => line.Result == ShiftEditResult.Changed).Take(1))
        {
            hints.Changed(line.ShiftId);
        }

        return outcome;
    }

    private async Task<ManyOutcome> RunAsync(PortalDbContext db, Guid actorId, IReadOnlyList<Guid> shiftIds, ManyChange change, bool apply, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var mine = await db.Shifts.Where(s => shiftIds.Take(Most).Contains(s.Id) && db.OrganisedBy(actorId, now).Contains(s.OrganisationId))
            .Select(s => new { s.Id, s.OrganisationId, s.StartsAt, s.EndsAt, s.TimeZone }).ToListAsync(cancellationToken);
        var faults = await FaultsAsync(db, [.. mine.Select(s => s.OrganisationId).Distinct()], change, now, cancellationToken);
        var dates = mine.ToDictionary(s => s.Id, s => Moved(s.StartsAt, s.EndsAt, WallTime.Zone(s.TimeZone), change.MoveMinutes));
        if (faults.Count > 0)
        {
            return new([], faults, now);
        }

        var edits = dates.ToDictionary(date => date.Key, date => new UnbookedEdit
        {
            StartsAt = date.Value?.StartsAt,
            EndsAt = date.Value?.EndsAt,
            CancellationHours = change.CancellationHours,
            Lead = change.Lead,
            Description = change.Description is { } text ? (TypedText.Lines(text.Text) is { Length: > 0 } lines ? lines : null, Resources.Languages.Known(text.Language)) : null,
            Publish = change.Publish,
        });
        var lines = apply ? await shifts.EditAsync(db, edits, cancellationToken) : await shifts.LookAsync(db, edits, cancellationToken);
        if (apply)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return new([.. lines.Select(line => line with { ClockMoved = dates[line.ShiftId]?.ClockMoved == true })], [], now);
    }

    private static SeriesDate? Moved(DateTimeOffset startsAt, DateTimeOffset endsAt, TimeZoneInfo zone, int? minutes)
    {
        if (minutes is not { } by)
        {
            return null;
        }

        var wall = WallTime.At(startsAt, zone).AddMinutes(by);
        return SeriesDate.Of(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall), endsAt - startsAt, zone);
    }

    private static async Task<List<PlanFault>> FaultsAsync(PortalDbContext db, IReadOnlyList<Guid> organisations, ManyChange change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<PlanFault> faults = [];
        if (change.CancellationHours is < 0 or > ShiftPlanRules.LongestCancellation)
        {
            faults.Add(new(CancellationOutOfRange, nameof(NewShift.CancellationHours)));
        }

        if (change.Description is { Text: var text } && (text?.Length > Shift.DescriptionLength || !TypedText.IsReadable(text)))
        {
            faults.Add(new(text!.Length > Shift.DescriptionLength ? DescriptionTooLong : DescriptionUnreadable, nameof(NewShift.Description)));
        }

        if (change.Lead is { Id: { } lead } && await db.Memberships.CountAsync(
            m => m.SupporterId == lead && organisations.Contains(m.OrganisationId) && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now), cancellationToken) < organisations.Count)
        {
            faults.Add(new(UnknownLead, nameof(NewShift.LeadId)));
        }

        return faults;
    }
}

/// <summary>What became, or would become, of many shifts, or what is wrong with the change.</summary>
public sealed record ManyOutcome(IReadOnlyList<ShiftEditLine> Lines, IReadOnlyList<PlanFault> Faults, DateTimeOffset AsOf);
