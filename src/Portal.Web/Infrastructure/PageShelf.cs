using Microsoft.AspNetCore.OutputCaching;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Takes kept pages off the shelf, and counts how often it did: a page that was begun before is not kept afterwards, for it may say what
/// is no longer so (see <see cref="PageCache"/>).
/// </summary>
public sealed class PageShelf(IOutputCacheStore pages)
{
    private long _generation;

    /// <summary>Changes whenever something was taken off.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>Takes off all pages with these tags.</summary>
    public async Task ClearAsync(string[] tags, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _generation);
        foreach (var tag in tags)
        {
            await pages.EvictByTagAsync(tag, cancellationToken);
        }
    }
}
