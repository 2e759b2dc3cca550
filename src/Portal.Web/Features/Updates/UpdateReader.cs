using Portal.Core.Updates.Following;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Updates;

/// <summary>Which channels the reader of this page may see.</summary>
public sealed class UpdateReader(CurrentViewer current, ChannelQueries channels, ChannelWords words)
{
    /// <summary>The reader's identifier; null for whoever has no confirmed account.</summary>
    public Guid? Id => current.Value is { IsConfirmed: true } viewer ? viewer.Id : null;

    /// <summary>Whether the reader has a confirmed account.</summary>
    public bool HasJoined => Id is not null;

    /// <summary>The channels, in one query.</summary>
    public Task<ChannelSight> SightAsync(CancellationToken cancellationToken) => channels.ReadAsync(Id, cancellationToken);

    /// <summary>Of each channel that is not for everyone, whom it is for.</summary>
    public IReadOnlyDictionary<string, string> AudiencesOf(ChannelSight sight) => sight.Channels
        .Select(channel => (channel.Name, Words: words.Of(channel))).Where(channel => channel.Words is not null)
        .ToDictionary(channel => channel.Name, channel => channel.Words!, StringComparer.Ordinal);
}
