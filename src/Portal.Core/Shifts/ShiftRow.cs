using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts;

/// <summary>A shift's page as it is read: one command, in which the names of those who come are read only for those who may see them.</summary>
internal sealed class ShiftRow
{
    /// <summary>Who is in one of these states has a place for certain, and may know who else comes.</summary>
    public static readonly BookingState[] Placed = [BookingState.Confirmed, BookingState.SeekingCover, BookingState.CheckedIn, BookingState.Completed];

    public required Guid Id { get; init; }
    public required Guid? SiteId { get; init; }
    public required Guid? SeriesId { get; init; }
    public required bool PointIsProtected { get; init; }
    public required BookingRules Rules { get; init; }
    public required OrganisationRef Organisation { get; init; }
    public required string? DutyPhone { get; init; }
    public required int RevealHours { get; init; }
    public required LocalText? BeforeYouCome { get; init; }
    public required Guid ActivityId { get; init; }
    public required LocalText Activity { get; init; }
    public required LocalText? About { get; init; }
    public required LocalText? Bring { get; init; }
    public required string? AreaSlug { get; init; }
    public required LocalText? Area { get; init; }
    public required bool HasPoint { get; init; }
    public required string? Description { get; init; }
    public required string DescriptionLanguage { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required string TimeZone { get; init; }
    public required ShiftStatus Status { get; init; }
    public required Visibility Visibility { get; init; }
    public required BookingMode BookingMode { get; init; }
    public required DateTimeOffset? BookingOpensAt { get; init; }
    public required int CancellationHours { get; init; }
    public required int Version { get; init; }
    public required string? CancelReason { get; init; }
    public required DateTimeOffset? CancelledAt { get; init; }
    public required Guid? LeadId { get; init; }
    public required string? Lead { get; init; }
    public required bool Organises { get; init; }
    public required OwnBooking? Mine { get; init; }
    public required List<PositionWithPeople> Positions { get; init; }

    public static Task<ShiftRow?> FindAsync(PortalDbContext db, Guid shiftId, Person? person, CancellationToken cancellationToken)
    {
        var viewer = person?.Id;
        Guid[] organised = person is { AddressConfirmed: true, Suspended: false }
            ? [.. person.Memberships.Where(m => person.Organises(m.OrganisationId)).Select(m => m.OrganisationId)]
            : [];
        return db.Shifts.AsNoTracking().AsSingleQuery().Where(s => s.Id == shiftId).Select(s => new ShiftRow
        {
            Id = s.Id,
            SiteId = s.SiteId,
            SeriesId = s.SeriesId,
            PointIsProtected = s.Site != null ? !s.Site.PointIsPublic : s.HasLink,
            Rules = s.Organisation!.Rules,
            Organisation = new OrganisationRef(s.OrganisationId, s.Organisation.Slug, s.Organisation.Name),
            DutyPhone = s.DutyPhone ?? s.Organisation.DutyPhone,
            RevealHours = s.Organisation.RevealHours,
            BeforeYouCome = s.Organisation.BeforeYouCome,
            ActivityId = s.ActivityId,
            Activity = s.Activity!.Name,
            About = s.Activity.Description,
            Bring = s.Activity.Bring,
            AreaSlug = s.Site!.AreaSlug,
            Area = s.Site.Area,
            HasPoint = s.SiteId == null ? s.HasLink : db.MeetingPoints.Any(m => m.SiteId == s.SiteId),
            Description = s.Description,
            DescriptionLanguage = s.DescriptionLanguage,
            StartsAt = s.StartsAt,
            EndsAt = s.EndsAt,
            TimeZone = s.TimeZone,
            Status = s.Status,
            Visibility = s.Visibility,
            BookingMode = s.BookingMode,
            BookingOpensAt = s.BookingOpensAt,
            CancellationHours = s.CancellationHours,
            Version = s.Version,
            CancelReason = s.CancelReason,
            CancelledAt = s.CancelledAt,
            LeadId = s.LeadId,
            Lead = db.Supporters.Where(x => x.Id == s.LeadId).Select(x => x.DisplayName).FirstOrDefault(),
            Organises = organised.Contains(s.OrganisationId),
            Mine = db.Bookings
                .Where(b => b.ShiftId == s.Id && b.SupporterId == viewer)
                .OrderByDescending(b => BookingStates.Live.Contains(b.State)).ThenByDescending(b => b.CreatedAt)
                .Select(b => new OwnBooking(b.Id, b.PositionId, b.State, b.ChangedAt)
                {
                    AnswerBy = b.AnswerBy,
                    HasNews = db.ClosureNotices.Any(n => n.BookingId == b.Id && n.SeenAt == null),
                    HandedAt = b.HandedAt,
                    IsAskedAgain = b.State == BookingState.Offered && b.ReturnsTo != null,
                    Ahead = b.State != BookingState.Waitlisted ? 0 : db.Bookings.Count(o => o.PositionId == b.PositionId && o.State == BookingState.Waitlisted
                        && (o.LapsedOffers < b.LapsedOffers || (o.LapsedOffers == b.LapsedOffers && o.QueuedAt < b.QueuedAt))),
                })
                .FirstOrDefault(),
            Positions = s.Positions.Where(p => p.RemovedAt == null).OrderBy(p => p.Order).ThenBy(p => p.Id).Select(p => new PositionWithPeople(
                new ComingPosition(p.Id, p.Name)
                {
                    Capacity = p.Capacity,
                    Minimum = p.Minimum,
                    Held = p.Held,
                    Reserved = p.Reserved,
                    Seeking = p.Seeking,
                    BookableUntil = p.BookableUntil,
                    BeginnerFriendly = p.BeginnerFriendly,
                    Languages = p.Languages,
                    IsInterpreter = p.IsInterpreter,
                    Qualifications = p.Qualifications,
                    Version = p.Version,
                },
                db.Bookings.Count(b => b.PositionId == p.Id && b.State == BookingState.Waitlisted),
                db.Bookings
                    .Where(b => b.PositionId == p.Id && Placed.Contains(b.State)
                        && (organised.Contains(b.Shift!.OrganisationId) || db.Bookings.Any(o => o.ShiftId == b.ShiftId && o.SupporterId == viewer && Placed.Contains(o.State))))
                    .Join(db.Supporters, b => b.SupporterId, x => x.Id, (b, x) => x.DisplayName)
                    .OrderBy(name => name)
                    .ToList())).ToList(),
        }).FirstOrDefaultAsync(cancellationToken);
    }

    public PositionFacts FactsOf(ComingPosition position) => new(position.Id, Id, Organisation)
    {
        Status = Status,
        Visibility = Visibility,
        BookingMode = BookingMode,
        StartsAt = StartsAt,
        EndsAt = EndsAt,
        Zone = WallTime.Zone(TimeZone),
        SiteId = SiteId,
        PointIsProtected = PointIsProtected,
        BookingOpensAt = BookingOpensAt,
        BookableUntil = position.BookableUntil,
        Capacity = position.Capacity,
        Held = position.Held,
        Reserved = position.Reserved,
        Seeking = position.Seeking,
        Qualifications = position.Qualifications,
        Languages = position.Languages,
        IsInterpreter = position.IsInterpreter,
        Rules = Rules,
    };

    internal sealed record PositionWithPeople(ComingPosition Position, int Waiting, List<string> Coming);
}
