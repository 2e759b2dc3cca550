using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Tests.Infrastructure;

public sealed class PageCacheTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    /// <summary>With its controls: a page during which nothing of its kind changed is kept.</summary>
    [Theory]
    [InlineData(LiveTags.Updates, false)]
    [InlineData(LiveTags.Shifts, true)]
    [InlineData(null, true)]
    public async Task A_page_that_was_begun_before_something_changed_is_not_kept(string? changes, bool kept)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var policy = new PageCache(scope.ServiceProvider.GetRequiredService<PortalCookies>(), LiveTags.Updates);
        var context = new OutputCacheContext { HttpContext = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Request = { Method = HttpMethods.Get } } };
        await ((IOutputCachePolicy)policy).CacheRequestAsync(context, TestContext.Current.CancellationToken);

        if (changes is not null)
        {
            await scope.ServiceProvider.GetRequiredService<PageShelf>().ClearAsync([changes], TestContext.Current.CancellationToken);
        }

        await ((IOutputCachePolicy)policy).ServeResponseAsync(context, TestContext.Current.CancellationToken);
        Assert.Equal(kept, context.AllowCacheStorage);
    }
}
