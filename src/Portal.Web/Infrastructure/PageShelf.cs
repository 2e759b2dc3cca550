using System.Collections.Concurrent;
using Microsoft.AspNetCore.OutputCaching;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Takes kept pages off the shelf, and counts how often it did for each tag: a page that was begun before is not kept afterwards, for it may
/// say what is no longer so (see <see cref="PageCache"/>).
/// </summary>
public sealed class PageShelf(IOutputCacheStore pages)
{
    private readonly ConcurrentDictionary<string, long> _cleared = new(StringComparer.Ordinal);

    /// <summary>How often pages with these tags were taken off; it only grows.</summary>
    public long Generation(IEnumerable<string> tags) => tags.Sum(tag => _cleared.GetValueOrDefault(tag));

    /// <summary>Takes off all pages with these tags.</summary>
    public async Task ClearAsync(string[] tags, CancellationToken cancellationToken)
    {
        foreach (var tag in tags)
        {
            _cleared.AddOrUpdate(tag, 1, (_, count) => count + 1);
            await pages.EvictByTagAsync(tag, cancellationToken);
        }
    }
}
