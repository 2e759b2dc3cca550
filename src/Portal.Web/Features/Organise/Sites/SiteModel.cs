using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy.Reveals;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>A site's page, told from <see cref="Now"/>. <see cref="Point"/> is set only where it was asked for, and that is on record.</summary>
public sealed record SiteModel(SiteLine Site, PointForm Form, DateTimeOffset Now)
{
    /// <summary>How many people would be told that it is another; of no concern where none is stored.</summary>
    public int Told { get; init; }

    /// <summary>Closures that are not over.</summary>
    public IReadOnlyList<SiteClosure> Closures { get; init; } = [];

    /// <summary>What is paused and reaches it.</summary>
    public IReadOnlyList<StandingPause> Pauses { get; init; } = [];

    /// <summary>The stored meeting point, if the reader asked to see it.</summary>
    public string? Point { get; init; }

    /// <summary>Whether it was asked for too often within an hour, and is not shown.</summary>
    public bool TooOften { get; init; }

    /// <summary>Says nothing of the point, so that it does not reach a log by accident.</summary>
    public override string ToString() => $"SiteModel({Site.Id})";
}
