using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Qualifications;

namespace Portal.Core.Shifts;

/// <summary>Reads a shift's page.</summary>
public sealed class ShiftQueries(PortalDbContext db, PersonQueries people, QualificationNames kinds, TimeProvider clock)
{
    /// <summary>A shift as this person (null: nobody signed in) may see it, in two commands; null when there is none or it is not for this person.</summary>
    public async Task<ShiftDetails?> DetailsAsync(Guid shiftId, Guid? viewerId, CancellationToken cancellationToken)
    {
        var person = viewerId is { } id ? await people.FindAsync(id, cancellationToken) : null;
        return await DetailsAsync(shiftId, person, cancellationToken);
    }

    /// <summary>The same for a person who was read already, in one command.</summary>
    public async Task<ShiftDetails?> DetailsAsync(Guid shiftId, Person? person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = await ShiftRow.FindAsync(db, shiftId, person, cancellationToken);
        if (row is null || !MaySee(row, person))
        {
            return null;
        }

        var details = Shape(row, person, now);
        return row.Positions.Exists(p => p.Position.Qualifications.Count > 0) ? details with { Kinds = await kinds.AllAsync(cancellationToken) } : details;
    }

    /// <summary>Drafts are for organisers; who had a booking may read what became of it.</summary>
    private static bool MaySee(ShiftRow row, Person? person) =>
        row.Organises
        || (row.Mine is not null && person is { Suspended: false })
        || (row.Status != ShiftStatus.Draft && ShiftVisibility.Allows(person, row.Visibility, row.Organisation.Id, row.Id));

    private static ShiftDetails Shape(ShiftRow row, Person? person, DateTimeOffset now)
    {
        var runsIt = row.Organises || (person is { AddressConfirmed: true, Suspended: false } && row.LeadId == person.Id);
        var showsPeople = row.Organises || ShiftRow.Placed.Contains(row.Mine?.State ?? BookingState.Expired);
        return new(row.Id, row.Organisation, row.Activity, row.Status)
        {
            ActivityId = row.ActivityId,
            About = row.About,
            Bring = row.Bring,
            BeforeYouCome = row.BeforeYouCome,
            Description = row.Description,
            DescriptionLanguage = row.DescriptionLanguage,
            Area = row.AreaSlug is null ? null : new(row.AreaSlug, row.Area!),
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            Zone = WallTime.Zone(row.TimeZone),
            Visibility = row.Visibility,
            BookingMode = row.BookingMode,
            CancelUntil = row.StartsAt.AddHours(-row.CancellationHours),
            Version = row.Version,
            CancelReason = row.CancelReason,
            MayReinstate = row.Organises && row.Status == ShiftStatus.Cancelled && Shift.MayReinstate(row.CancelledAt, row.StartsAt, now),
            PointOpensAt = row.HasPoint ? RemoteTask.OpensAt(row.StartsAt, row.EndsAt, TimeSpan.FromHours(row.RevealHours)) : null,
            Positions = [.. row.Positions.Select(p => Shape(p, row.FactsOf(p.Position), person, now))],
            Mine = row.Mine,
            ShowsPeople = showsPeople,
            Lead = showsPeople ? row.Lead : null,
            DutyPhone = showsPeople || runsIt ? row.DutyPhone : null,
            RunsIt = runsIt,
            Organises = row.Organises,
            SeriesId = row.Organises ? row.SeriesId : null,
            AnsweredBy = Placement.AnswerTime(now, row.StartsAt),
            AsOf = now,
        };
    }

    private static PositionDetails Shape(ShiftRow.PositionWithPeople row, PositionFacts facts, Person? person, DateTimeOffset now) =>
        new(row.Position, Eligibility.Check(person, facts, now), row.Coming)
        {
            Waiting = row.Waiting,
            NeedsAnswer = Placement.NeedsAnswer(person, facts),
            WarnsOfLanguage = Eligibility.WarnsOfLanguage(person, facts),
        };
}
