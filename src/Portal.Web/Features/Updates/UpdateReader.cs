using Portal.Core.Updates.Following;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Updates;

/// <summary>Which channels the reader of this page may see.</summary>
public sealed class UpdateReader(CurrentViewer current, ChannelQueries channels, ChannelWords words)
{
    /// <summary>Whether the reader has a confirmed account.</summary>
    public bool HasJoined => current.Value is { IsConfirmed: true };

    /// <summary>The channels, in one query.</summary>
    public Task<ChannelSight> SightAsync(CancellationToken cancellationToken) =>
        channels.ReadAsync(current.Value is { IsConfirmed: true } viewer ? viewer.Id : null, cancellationToken);

    /// <summary>Of each channel that is not for everyone, whom it is for.</summary>
    public IReadOnlyDictionary<string, string> AudiencesOf(ChannelSight sight) => sight.Channels
        .Select(channel => (channel.Name, Words: words.Of(channel))).Where(channel => channel.Words is not null)
        .ToDictionary(channel => channel.Name, channel => channel.Words!, StringComparer.Ordinal);
}
