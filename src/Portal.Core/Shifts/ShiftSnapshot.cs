namespace Portal.Core.Shifts;

/// <summary>All published shifts of the next eight weeks at one moment, soonest first. Shared and never changed.</summary>
/// <param name="Generation">The count of changes in this process that it has seen.</param>
public sealed record ShiftSnapshot(DateTimeOffset BuiltAt, long Generation, IReadOnlyList<ComingShift> Shifts)
{
    private readonly Dictionary<Guid, ComingShift> _byId = Shifts.ToDictionary(s => s.Id);

    /// <summary>Its shifts by organisation and visibility.</summary>
    internal IReadOnlyList<ShiftKinds> Kinds { get; } = ShiftKinds.Of(Shifts);

    /// <summary>One shift, or null when it is not among them.</summary>
    public ComingShift? Find(Guid shiftId) => _byId.GetValueOrDefault(shiftId);

    /// <summary>The object that this snapshot has for a shift, where nothing of it is different: what was made of that may be kept.</summary>
    internal ComingShift OrAsBefore(ComingShift shift) => Find(shift.Id) is { } known && known.Equals(shift) ? known : shift;
}
