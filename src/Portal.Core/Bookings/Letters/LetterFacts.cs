using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Letters;

/// <summary>A booking and its shift, read again right before a letter about them is sent. It has no property for an exact place.</summary>
internal sealed class LetterFacts
{
    public required Guid BookingId { get; init; }
    public required BookingState State { get; init; }
    public required int BookingVersion { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required DateTimeOffset? AnswerBy { get; init; }
    public required bool WasOffered { get; init; }
    public required BookingState? ReturnsTo { get; init; }
    public required Guid PositionId { get; init; }
    public required Guid? SiteId { get; init; }
    public required int Free { get; init; }
    public required string Who { get; init; }
    public required Guid ShiftId { get; init; }
    public required int ShiftVersion { get; init; }
    public required ShiftStatus ShiftStatus { get; init; }
    public required string? CancelReason { get; init; }
    public required Guid ActivityId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Organisation { get; init; }
    public required string? PublicEmail { get; init; }
    public required string? DutyPhone { get; init; }
    public required int RevealHours { get; init; }
    public required int CancellationHours { get; init; }
    public required LocalText Activity { get; init; }
    public required LocalText Position { get; init; }
    public required LocalText? Area { get; init; }
    public required bool HasPoint { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required string TimeZone { get; init; }

    public bool IsAskedAgain => State == BookingState.Offered && ReturnsTo is not null;

    public bool Remote => Area is null;

    public TimeZoneInfo Zone => WallTime.Zone(TimeZone);

    public DateTimeOffset CancelUntil => StartsAt.AddHours(-CancellationHours);

    public DateTimeOffset PointOpensAt => RemoteTask.OpensAt(StartsAt, EndsAt, TimeSpan.FromHours(RevealHours));

    public bool IsTask => RemoteTask.Is(StartsAt, EndsAt);

    public ShiftPlan Plan => new(Activity, Area, StartsAt, EndsAt, TimeZone);

    public ShiftPlace Place => new(ShiftId, ActivityId, OrganisationId, StartsAt);

    /// <summary>What the message carries.</summary>
    public static T DataOf<T>(Message message) =>
        JsonSerializer.Deserialize<T>(message.Data) ?? throw new InvalidOperationException($"Message {message.Id} carries no data.");

    /// <summary>The booking as it stands now, or null when retention has removed it.</summary>
    public static Task<LetterFacts?> FindAsync(PortalDbContext db, Guid bookingId, CancellationToken cancellationToken) =>
        db.Bookings.AsNoTracking()
            .Where(b => b.Id == bookingId)
            .Select(b => new LetterFacts
            {
                BookingId = b.Id,
                State = b.State,
                BookingVersion = b.Version,
                ChangedAt = b.ChangedAt,
                AnswerBy = b.AnswerBy,
                WasOffered = b.QueuedAt != null,
                ReturnsTo = b.ReturnsTo,
                PositionId = b.PositionId,
                SiteId = b.Shift!.SiteId,
                Free = b.Position!.Capacity - b.Position.Held - b.Position.Reserved + b.Position.Seeking,
                Who = db.Supporters.Where(s => s.Id == b.SupporterId).Select(s => s.DisplayName).First(),
                ShiftId = b.ShiftId,
                ShiftVersion = b.Shift!.Version,
                ShiftStatus = b.Shift.Status,
                CancelReason = b.Shift.CancelReason,
                ActivityId = b.Shift.ActivityId,
                OrganisationId = b.Shift.OrganisationId,
                Organisation = b.Shift.Organisation!.Name,
                PublicEmail = b.Shift.Organisation.PublicEmail,
                DutyPhone = b.Shift.DutyPhone ?? b.Shift.Organisation.DutyPhone,
                RevealHours = b.Shift.Organisation.RevealHours,
                CancellationHours = b.Shift.CancellationHours,
                Activity = b.Shift.Activity!.Name,
                Position = b.Position.Name,
                Area = b.Shift.Site!.Area,
                HasPoint = b.Shift.SiteId == null ? b.Shift.HasLink : db.MeetingPoints.Any(m => m.SiteId == b.Shift.SiteId),
                StartsAt = b.Shift.StartsAt,
                EndsAt = b.Shift.EndsAt,
                TimeZone = b.Shift.TimeZone,
            })
            .FirstOrDefaultAsync(cancellationToken);
}

/// <summary>What a letter says of a shift: what is done, where roughly, and when.</summary>
internal sealed record ShiftPlan(LocalText Activity, LocalText? Area, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone)
{
    public bool Remote => Area is null;

    public TimeZoneInfo Zone => WallTime.Zone(TimeZone);
}
