using Portal.Core.Circles;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Circles;

/// <summary>The circle that an address names, as the person of this request sees it.</summary>
public sealed class CircleFinder(CircleQueries circles, CurrentViewer current)
{
    /// <summary>Who asks.</summary>
    public Guid Me => current.Value!.Id;

    /// <summary>The circle; null where there is none for them.</summary>
    public Task<CirclePage?> FindAsync(string slug, CancellationToken cancellationToken) => circles.FindAsync(slug, Me, cancellationToken);

    /// <summary>The circle where they host it and it is seen by everybody; null otherwise.</summary>
    public async Task<CirclePage?> HostedAsync(string slug, CancellationToken cancellationToken) =>
        await FindAsync(slug, cancellationToken) is { IsHost: true, Circle.State: CircleState.Approved } page ? page : null;
}
