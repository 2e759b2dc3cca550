using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Attendance;

/// <summary>Somebody without an account who was there: counted like a booking, vouched for by the lead. After a month only the number is left.</summary>
public sealed class WalkIn
{
    private WalkIn()
    {
    }

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid Id { get; private init; }

    /// <summary>On which shift.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid ShiftId { get; private init; }

    /// <summary>As what.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid PositionId { get; private init; }

    /// <summary>The name by which the lead knows the person; null once it was erased.</summary>
    [Personal("to know who is there", Tier.Restricted, "30 days after the shift, then a number", "the shift's lead, organisers of the organisation")]
    public string? Name { get; private set; }

    /// <summary>Who vouched; null once that is long ago.</summary>
    [Personal("to settle doubts", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public Guid? VouchedById { get; private init; }

    /// <summary>When the person was added.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>When that was taken back; null as long as it counts.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>Somebody who is there now.</summary>
    public static WalkIn Add(TimeProvider clock, Guid shiftId, Guid positionId, string name, Guid actorId) => new()
    {
        Id = Ids.New(clock),
        ShiftId = shiftId,
        PositionId = positionId,
        Name = name,
        VouchedById = actorId,
        AddedAt = clock.GetUtcNow(),
    };

    /// <summary>Takes it back; the name goes at once.</summary>
    public void Remove(DateTimeOffset now) => (RemovedAt, Name) = (now, null);
}
