using System.Runtime.Serialization;
using Portal.Core.Shifts;

namespace Portal.Core.Updates;

/// <summary>The newest numbers of one shift. A higher <paramref name="Version"/> is newer; there is no replay.</summary>
[DataContract]
public sealed record PlacesFrame(
    [property: DataMember(Name = "shift")] Guid Shift,
    [property: DataMember(Name = "version")] long Version,
    [property: DataMember(Name = "positions")] IReadOnlyList<PositionPlaces> Positions);

/// <summary>The places of one position: how many cannot be taken any more, of how many.</summary>
[DataContract]
public sealed record PositionPlaces(
    [property: DataMember(Name = "id")] Guid Id,
    [property: DataMember(Name = "held")] int Held,
    [property: DataMember(Name = "capacity")] int Capacity);

/// <summary>Numbers, and who may see them: everyone, or members of the organisation.</summary>
public sealed record ShiftPlaces(PlacesFrame Frame, Visibility Visibility, Guid OrganisationId);
