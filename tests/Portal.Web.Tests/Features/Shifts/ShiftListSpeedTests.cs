using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using AngleSharp;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Features.Shifts;

public sealed class ShiftListSpeedTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_list_takes_the_same_few_queries_however_many_shifts_there_are(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var activity = await portal.Data.CreateActivityAsync(organisation);
        var site = await portal.Data.CreateSiteAsync(organisation);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        using var visitor = portal.Anonymous();

        async Task AddAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(24 + i), activity: activity, site: site);
            }
        }

        async Task<(int SignedIn, int Anonymous)> CountAsync()
        {
            // Past the age at which the shared snapshot is made anew, so that it is counted; under that at which a cookie is checked again.
            portal.Clock.Advance(TimeSpan.FromSeconds(11));
            var signedIn = await portal.Queries.DuringAsync(() => reader.GetAsync("/shifts"));
            var anonymous = await portal.Queries.DuringAsync(() => visitor.GetAsync($"/shifts?to=2027-02-{portal.Clock.GetUtcNow().Second % 20 + 1:00}"));
            return (signedIn.Count, anonymous.Count);
        }

        await AddAsync(10);
        await CountAsync();
        var few = await CountAsync();
        await AddAsync(490);
        var many = await CountAsync();

        Assert.Equal(few, many);
        Assert.InRange(many.SignedIn, 1, 3);
        Assert.InRange(many.Anonymous, 0, 2);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Anonymous_readers_get_a_kept_page_and_304_where_nothing_changed(DatabaseProvider provider)
    {
        // Without the listener, which tells a new process of every shift at a moment of its own: a page that is made anew is sent whole.
        await using var portal = await PortalFactory.StartAsync(
            provider, more: services => services.Remove(services.Single(service => service.ImplementationType?.Equals(typeof(HintListener)) == true)));
        await portal.Data.CreateShiftAsync();
        using var visitor = portal.Anonymous();
        var first = await visitor.GetAsync("/shifts");
        var again = await portal.Queries.DuringAsync(() => visitor.GetAsync("/shifts"));

        var request = new HttpRequestMessage(HttpMethod.Get, "/shifts");
        request.Headers.IfNoneMatch.Add(first.Response.Headers.ETag!);
        var unchanged = await visitor.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Empty(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Amina"));
        Assert.Contains("Amina", (await reader.GetAsync("/shifts")).Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", (await visitor.GetAsync("/shifts")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_visit_weighs_at_most_130_kilobytes()
    {
        await using var portal = await PortalFactory.StartAsync();
        await FillAsync(portal);
        using var visitor = portal.Anonymous();
        visitor.Http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        var (size, html) = await LoadAsync(visitor, "/shifts");
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(page => page.Content(html), TestContext.Current.CancellationToken);
        var files = document.QuerySelectorAll("link[rel=stylesheet],link[rel=icon],link[rel=preload]").Select(link => link.GetAttribute("href"))
            .Concat(document.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")));
        var modules = Directory.EnumerateFiles(Path.Combine(portal.Services.GetRequiredService<IWebHostEnvironment>().WebRootPath, "js/live"), "*.js").Select(path => "/js/live/" + Path.GetFileName(path));
        foreach (var file in files.Concat(modules).Distinct())
        {
            size += (await LoadAsync(visitor, file!)).Size;
        }

        Assert.InRange(size, 20_000, 130 * 1024);
    }

    [Fact]
    public async Task A_later_visit_weighs_under_30_kilobytes_and_an_address_with_choices_is_never_packed_for_people_we_know()
    {
        await using var portal = await PortalFactory.StartAsync();
        await FillAsync(portal);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        reader.Http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        using var list = await reader.Http.GetAsync("/shifts", TestContext.Current.CancellationToken);
        using var chosen = await reader.Http.GetAsync("/shifts?role=driver", TestContext.Current.CancellationToken);
        using var account = await reader.Http.GetAsync("/account", TestContext.Current.CancellationToken);

        Assert.Equal(["gzip"], list.Content.Headers.ContentEncoding);
        Assert.InRange((await list.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 2_000, 30 * 1024);
        Assert.Empty(chosen.Content.Headers.ContentEncoding);
        Assert.Empty(account.Content.Headers.ContentEncoding);
    }

    /// <summary>More shifts than a page shows.</summary>
    private static async Task FillAsync(PortalFactory portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        var (activity, site) = (await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation));
        for (var i = 0; i < 60; i++)
        {
            await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(24 + i), activity: activity, site: site, positions: [("Driver", 1, 2), ("Distribution", 2, 8)]);
        }
    }

    // What is built for tests wraps files without packing them; a published portal packs them, so they are weighed as gzip would.
    private static async Task<(int Size, string Text)> LoadAsync(FormClient visitor, string address)
    {
        using var response = await visitor.Http.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        if (!response.Content.Headers.ContentEncoding.Contains("gzip"))
        {
            return (bytes.Length, "");
        }

        using var plain = new MemoryStream();
        await using (var unpacker = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
        {
            await unpacker.CopyToAsync(plain, TestContext.Current.CancellationToken);
        }

        using var packed = new MemoryStream();
        await using (var packer = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await packer.WriteAsync(plain.ToArray(), TestContext.Current.CancellationToken);
        }

        return ((int)Math.Min(packed.Length, bytes.Length), System.Text.Encoding.UTF8.GetString(plain.ToArray()));
    }
}
