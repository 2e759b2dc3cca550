using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Updates;
using Portal.Core.Updates.Pictures;

namespace Portal.Web.Tests.Features.Updates;

/// <summary>Who gets which picture, before and after a second person has released it.</summary>
public sealed class PicturePagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Before_its_release_only_organisers_get_it_and_afterwards_everybody(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (author, organisation, update, id) = await PostAsync(portal);
        var second = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        using var visitor = portal.Anonymous();
        using var supporter = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        using var partner = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync(standing: Standing.Partner)));
        using var uploader = await portal.SignedInAsync(author);
        using var other = await portal.SignedInAsync(second);
        var none = await (await visitor.Http.GetAsync($"/pictures/{Ids.New(portal.Clock)}/large.jpg", Stop)).Content.ReadAsStringAsync(Stop);

        foreach (var client in new[] { visitor, supporter, partner })
        {
            foreach (var size in new[] { "large", "small" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await client.Http.GetAsync($"/pictures/{id}/{size}.jpg", Stop)).StatusCode);
            }
        }

        Assert.Equal(WithoutTrace(none), WithoutTrace(await (await visitor.Http.GetAsync($"/pictures/{id}/large.jpg", Stop)).Content.ReadAsStringAsync(Stop)));
        foreach (var client in new[] { uploader, other })
        {
            var answer = await client.Http.GetAsync($"/pictures/{id}/large.jpg", Stop);
            Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
            Assert.Equal("no-store, private", $"{answer.Headers.CacheControl}");
        }

        foreach (var address in new[] { "/updates", $"/updates/{update}", "/updates.atom", "/live/public?after=0" })
        {
            Assert.DoesNotContain($"{id}", await visitor.Http.GetStringAsync(address, Stop), StringComparison.Ordinal);
            Assert.DoesNotContain($"{id}", await uploader.Http.GetStringAsync(address, Stop), StringComparison.Ordinal);
        }

        Assert.Equal(PictureOutcome.Done, await portal.RunAsync<PictureService, PictureOutcome>(s => s.ReleaseAsync(second.Id, id, Stop)));

        var open = await visitor.Http.GetAsync($"/pictures/{id}/large.jpg", Stop);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.Equal("public, max-age=600", $"{open.Headers.CacheControl}");
        Assert.Equal("nosniff", Assert.Single(open.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("cross-origin", Assert.Single(open.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.False(open.Headers.Contains("Set-Cookie"));
        var known = await supporter.Http.GetAsync($"/pictures/{id}/small.jpg", Stop);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.True(known.Headers.CacheControl!.Private);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/pictures/{id}/large.jpg");
        again.Headers.IfNoneMatch.Add(open.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.Http.SendAsync(again, Stop)).StatusCode);
        Assert.Equal("same-origin", Assert.Single((await visitor.Http.GetAsync("/updates", Stop)).Headers.GetValues("Cross-Origin-Resource-Policy")));

        await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(author.Id, update, Stop));
        while ((await visitor.Http.GetAsync($"/pictures/{id}/large.jpg", Stop)).StatusCode != HttpStatusCode.NotFound)
        {
            Stop.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Pages_frames_feeds_and_other_programs_show_it_once_it_is_released()
    {
        await using var portal = await PortalFactory.StartAsync();
        var (_, organisation, update, id) = await PostAsync(portal);
        using var visitor = portal.Anonymous();
        Assert.Null((await visitor.GetAsync($"/updates/{update}")).Document.QuerySelector("img.picture, [property='og:image']"));
        await ReleaseAsync(portal, organisation, id);

        var page = await visitor.GetAsync($"/updates/{update}");
        var image = page.Document.QuerySelector("article img.picture")!;
        Assert.Equal(
            [$"/pictures/{id}/large.jpg", "1200", "600", "Two <tents> & a fire", "lazy", "en"],
            new[] { "src", "width", "height", "alt", "loading", "lang" }.Select(name => image.GetAttribute(name)));
        Assert.Equal($"/pictures/{id}/small.jpg 640w, /pictures/{id}/large.jpg 1200w", image.GetAttribute("srcset"));
        Assert.Equal(
            [$"{portal.BaseAddress}/pictures/{id}/large.jpg", "image/jpeg", "1200", "600", "Two <tents> & a fire"],
            page.Document.QuerySelectorAll("[property^='og:image']").Select(meta => meta.GetAttribute("content")));
        Assert.Equal("summary_large_image", page.Document.QuerySelector("[name='twitter:card']")!.GetAttribute("content"));
        Assert.NotNull((await visitor.GetAsync("/updates?page=1")).Document.QuerySelector(".feed img.picture"));

        using var replay = JsonDocument.Parse(await visitor.Http.GetStringAsync("/live/public?after=1", Stop));
        var picture = replay.RootElement.GetProperty("frames")[0].GetProperty("picture");
        Assert.Equal((1200, 600, $"/pictures/{id}/small.jpg"), (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32(), picture.GetProperty("small").GetString()));
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var entry = XDocument.Parse(await visitor.Http.GetStringAsync("/updates.atom", Stop)).Root!.Element(atom + "entry")!;
        Assert.Contains($"<img src=\"{portal.BaseAddress}/pictures/{id}/large.jpg\" alt=\"Two &lt;tents&gt; &amp; a fire\" width=\"1200\" height=\"600\">", entry.Element(atom + "content")!.Value, StringComparison.Ordinal);
        Assert.NotEqual(entry.Element(atom + "published")!.Value, entry.Element(atom + "updated")!.Value);
    }

    [Fact]
    public async Task No_list_reads_the_bytes()
    {
        await using var portal = await PortalFactory.StartAsync();
        var (author, organisation, _, id) = await PostAsync(portal);
        await ReleaseAsync(portal, organisation, id);
        using var client = await portal.SignedInAsync(author);

        foreach (var address in new[] { "/updates", "/", "/live/public?after=0", "/organise/updates", "/organise/pictures" })
        {
            var commands = await portal.Queries.DuringAsync(() => client.Http.GetAsync(address, Stop));
            Assert.DoesNotContain(commands, command => command.Contains("\"Large\"", StringComparison.Ordinal) || command.Contains("\"Small\"", StringComparison.Ordinal));
        }

        var control = await portal.Queries.DuringAsync(() => client.Http.GetAsync($"/pictures/{id}/large.jpg", Stop));
        Assert.Contains(control, command => command.Contains("\"Large\"", StringComparison.Ordinal));
    }

    private static async Task<(Supporter Author, Organisation Organisation, Guid Update, Guid Picture)> PostAsync(PortalFactory portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        var author = await portal.Data.CreateOrganiserAsync(organisation);
        var update = (await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(
            author.Id, organisation.Id, Channel.Public, new UpdateText("Soup tonight", "Text", Severity.Normal, "en"), Ids.New(portal.Clock), Stop))).UpdateId!.Value;
        var draft = await portal.RunAsync<PictureService, PictureDraft>(s => s.ReadAsync(new MemoryStream(TestPictures.Corners(1200, 600)), "Two <tents> & a fire", PlaceNames.None, Stop));
        await portal.RunAsync<PictureService, PictureOutcome>(s => s.AddAsync(author.Id, update, draft.Picture!, draft.Alt, Stop));
        await using var db = portal.NewContext();
        return (author, organisation, update, await db.UpdatePictures.Select(p => p.Id).SingleAsync(Stop));
    }

    private static async Task ReleaseAsync(PortalFactory portal, Organisation organisation, Guid id)
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await portal.Data.CreateOrganiserAsync(organisation);
        Assert.Equal(PictureOutcome.Done, await portal.RunAsync<PictureService, PictureOutcome>(s => s.ReleaseAsync(second.Id, id, Stop)));
    }

    // Every error page bears a number of its own, and the address it was asked for.
    private static string WithoutTrace(string page) => System.Text.RegularExpressions.Regex.Replace(page, "[0-9a-f]{8}[0-9a-f-]{8,}", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
