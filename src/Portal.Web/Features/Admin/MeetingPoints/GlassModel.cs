using Portal.Core;
using Portal.Core.Privacy.Reveals;

namespace Portal.Web.Features.Admin.MeetingPoints;

/// <summary>The sites that have a point, and whether the coalition is paused, told from <see cref="Now"/>.</summary>
public sealed record GlassListModel(IReadOnlyList<GlassSite> Sites, IReadOnlyList<StandingPause> Pauses, DateTimeOffset Now);

/// <summary>A site as administrators see it: its public area and whose it is.</summary>
/// <param name="IsOwn">Whether the reader organises for it, and opens its point as organisers do.</param>
public sealed record GlassSite(Guid Id, LocalText Area, string Organisation, bool IsOwn);

/// <summary>The page that asks why, or shows the point.</summary>
public sealed record GlassModel(GlassSite Site, GlassForm Form)
{
    /// <summary>The point, where it was asked for with a reason, and that is on record.</summary>
    public string? Point { get; init; }

    /// <summary>Says nothing of the point, so that it does not reach a log by accident.</summary>
    public override string ToString() => $"GlassModel({Site.Id})";
}

/// <summary>Why a point is read.</summary>
public sealed class GlassForm
{
    /// <summary>The reason.</summary>
    public string? Reason { get; set; }
}
