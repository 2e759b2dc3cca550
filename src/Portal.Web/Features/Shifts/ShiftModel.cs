using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Rules;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Shifts;

/// <summary>The page of a shift: what the core lets this reader see, and what the page makes of it.</summary>
public sealed record ShiftModel(ShiftDetails Shift)
{
    private static readonly BookingState[] Over = [BookingState.CancelledByVolunteer, BookingState.CancelledByOrganiser, BookingState.Declined, BookingState.Expired];

    /// <summary>What else the reader may book, where this shift is full or called off.</summary>
    public IReadOnlyList<ListedShift> Alternatives { get; init; } = [];

    /// <summary>The key of the booking form on this page.</summary>
    public Guid FormKey { get; } = Guid.CreateVersion7(Shift.AsOf);

    /// <summary>The reader's booking, unless it was given up.</summary>
    public OwnBooking? Mine => Shift.Mine is { } mine && !Over.Contains(mine.State) ? mine : null;

    /// <summary>Whether the reader has a place that is sure.</summary>
    public bool IsSure => Mine is { State: BookingState.Confirmed or BookingState.CheckedIn or BookingState.SeekingCover };

    /// <summary>Whether one of the taken places is the reader's, sure or not; who waits in a line has none.</summary>
    public bool HasPlace => Mine is { } mine && BookingStates.Holding.Contains(mine.State);

    /// <summary>Whether it is over.</summary>
    public bool IsOver => Shift.EndsAt <= Shift.AsOf;

    /// <summary>Whether it was called off: then there is nothing to book, to bring or to wait for.</summary>
    public bool IsOff => Shift.Status == ShiftStatus.Cancelled;

    /// <summary>Whether the reader was ready to come to a shift that was called off.</summary>
    public bool WasComing => IsOff && Shift.Mine is { State: not (BookingState.CancelledByVolunteer or BookingState.Declined or BookingState.Expired) };

    /// <summary>Whether the reader may give the place back.</summary>
    public bool CanCancel => Shift.Status == ShiftStatus.Published && Mine?.State.MayGiveBack(Shift.StartsAt, Shift.AsOf) == true;

    /// <summary>The positions the reader can book now.</summary>
    public IReadOnlyList<PositionDetails> Bookable { get; } = [.. Shift.Positions.Where(position => position.Obstacles.Count == 0)];

    /// <summary>
    /// All that stands in the way when no position can be booked: what stands before every position, each once, in the order of
    /// the rules. That one position of several is full is not said, where another has places.
    /// </summary>
    public IReadOnlyList<Obstacle> Obstacles { get; } = Shift.Positions.Any(position => position.Obstacles.Count == 0)
        ? []
        : [.. Shift.Positions.SelectMany(position => position.Obstacles).Distinct()
            .Where(obstacle => obstacle.Kind != ObstacleKind.Full || Shift.Positions.All(position => position.Position.Free == 0))
            .OrderBy(obstacle => obstacle.Kind)];

    /// <summary>Whether there is no place left.</summary>
    public bool IsFull => Shift.Positions.All(position => position.Position.Free == 0);

    /// <summary>Whether that is the first thing to say: of a shift that takes place and has not begun.</summary>
    public bool SaysFull => IsFull && Shift.Status == ShiftStatus.Published && Shift.StartsAt > Shift.AsOf;

    /// <summary>Whether to show what else there is.</summary>
    public bool OffersAlternatives => Mine is null && !IsOver && (IsFull || IsOff);

    /// <summary>Whether it is worth asking for places for a group: there are some, and time to fill them.</summary>
    public bool MayBringGroup => !RemoteTask.Is(Shift.StartsAt, Shift.EndsAt) && Shift.Status == ShiftStatus.Published && !IsFull && PartyClaims.IsOpen(Shift.StartsAt, Shift.AsOf) && Shift.StartsAt < Shift.AsOf + ComingShifts.Ahead;

    /// <summary>Whether an organiser answers first who asks for a place here.</summary>
    public bool AsksFirst => Bookable.Any(position => position.NeedsAnswer);

    /// <summary>The names of the languages that are spoken where the reader speaks none of them; null where that is not so.</summary>
    public string? WarnsOfLanguage =>
        Bookable.FirstOrDefault(position => position.WarnsOfLanguage) is { } position ? string.Join(", ", position.Position.Languages.Select(SpokenLanguage.NameOf)) : null;

    /// <summary>The full positions whose line the reader may join.</summary>
    public IReadOnlyList<PositionDetails> Waitable { get; } = Shift.Status == ShiftStatus.Published && Shift.StartsAt > Shift.AsOf ? [.. Shift.Positions.Where(position => position.MayWait)] : [];

    /// <summary>The zone in which times are told: that of the site, or from home the reader's own.</summary>
    public TimeZoneInfo ToldIn(Viewer? reader) => TimeWords.ToldIn(Shift.Area is null, Shift.Zone, reader);

    /// <summary>The positions with their places.</summary>
    public IReadOnlyList<PositionLine> Lines => [.. Shift.Positions.Select(position => Tickets.Line(position.Position, HasPlace && Mine!.PositionId == position.Position.Id))];

    /// <summary>The position that the reader has.</summary>
    public PositionDetails? MyPosition => Shift.Positions.FirstOrDefault(position => position.Position.Id == Mine?.PositionId);
}
