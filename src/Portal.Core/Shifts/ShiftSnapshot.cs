using System.Collections.Concurrent;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;

namespace Portal.Core.Shifts;

/// <summary>All published shifts of the next eight weeks at one moment, soonest first. Shared and never changed.</summary>
/// <param name="Generation">The count of changes in this process that it has seen.</param>
public sealed record ShiftSnapshot(DateTimeOffset BuiltAt, long Generation, IReadOnlyList<ComingShift> Shifts)
{
    private readonly Dictionary<Guid, ComingShift> _byId = Shifts.ToDictionary(s => s.Id);
    private readonly ConcurrentDictionary<string, ShiftSight> _sights = new(StringComparer.Ordinal);

    /// <summary>Its shifts by organisation and visibility.</summary>
    internal IReadOnlyList<ShiftKinds> Kinds { get; } = ShiftKinds.Of(Shifts);

    /// <summary>One shift, or null when it is not among them.</summary>
    public ComingShift? Find(Guid shiftId) => _byId.GetValueOrDefault(shiftId);

    /// <summary>What a person (null: nobody signed in) sees of it.</summary>
    internal ShiftSight SightOf(Person? person)
    {
        if (ShiftSight.KeyOf(this, person) is not { } key)
        {
            return ShiftSight.Of(this, person);
        }

        return _sights.TryGetValue(key, out var known) ? known : _sights[key] = ShiftSight.Of(this, person);
    }

    /// <summary>The object that this snapshot has for a shift, where nothing of it is different: what was made of that may be kept.</summary>
    internal ComingShift OrAsBefore(ComingShift shift) => Find(shift.Id) is { } known && known.Equals(shift) ? known : shift;
}
