using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Core.Newsletters.Audiences;

/// <summary>Whom a newsletter is for. Within one list any entry will do; every condition that is set must hold. Empty means everyone.</summary>
public sealed record AudienceConditions
{
    /// <summary>No condition.</summary>
    public static AudienceConditions Everyone { get; } = new();

    /// <summary>Two-letter codes of languages.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Two-letter codes of countries (ISO 3166-1).</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Campaigns and organisations that readers chose to hear of; who chose none hears of all.</summary>
    public IReadOnlyList<Guid> Topics { get; init; } = [];

    /// <summary>Only members of this organisation, and those who booked one of its shifts; or null.</summary>
    public Guid? VolunteersOf { get; init; }

    /// <summary>Only people with an account who booked no shift of the last six months.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether there are campaigns or organisations in it, whose names are to be read.</summary>
    [JsonIgnore]
    public bool NamesTopics => Topics.Count > 0 || VolunteersOf is not null;

    /// <summary>The same conditions are equal, whatever lists they stand in.</summary>
    public bool Equals(AudienceConditions? other) =>
        other is not null && VolunteersOf == other.VolunteersOf && Quiet == other.Quiet
        && Languages.SequenceEqual(other.Languages) && Countries.SequenceEqual(other.Countries) && Topics.SequenceEqual(other.Topics);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(VolunteersOf, Quiet, Languages.Count, Countries.Count, Topics.Count);

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static AudienceConditions Parse(string json) => json.Length == 0 ? Everyone : JsonSerializer.Deserialize<AudienceConditions>(json) ?? Everyone;
}

internal sealed class AudienceConditionsConverter() : ValueConverter<AudienceConditions, string>(conditions => conditions.ToJson(), json => AudienceConditions.Parse(json));
