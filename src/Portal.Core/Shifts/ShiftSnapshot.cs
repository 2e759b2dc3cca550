namespace Portal.Core.Shifts;

/// <summary>All published shifts of the next eight weeks at one moment, soonest first. Shared and never changed.</summary>
/// <param name="Generation">The count of changes in this process that it has seen.</param>
public sealed record ShiftSnapshot(DateTimeOffset BuiltAt, long Generation, IReadOnlyList<ComingShift> Shifts)
{
    private readonly Dictionary<Guid, ComingShift> _byId = Shifts.ToDictionary(s => s.Id);

    /// <summary>One shift, or null when it is not among them.</summary>
    public ComingShift? Find(Guid shiftId) => _byId.GetValueOrDefault(shiftId);
}
