using Portal.Core.Updates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Updates;

/// <summary>Which channels the reader of this page may see.</summary>
public sealed class UpdateReader(CurrentViewer current)
{
    /// <summary>The public channel, and the community's for whoever has a confirmed account.</summary>
    public IReadOnlyList<string> Channels => HasJoined ? [Channel.Public, Channel.Community] : [Channel.Public];

    /// <summary>Whether the reader has a confirmed account.</summary>
    public bool HasJoined => current.Value is { IsConfirmed: true };
}
