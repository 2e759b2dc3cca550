using System.Net;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Updates.Campaigns;

namespace Portal.Web.Tests.Features.Newsletters;

/// <summary>What readers choose without an account, and the feed of the archive.</summary>
public sealed class PreferencesPagesTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_reader_chooses_by_the_link_alone_and_looking_changes_nothing(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync("The Woodyard");
        var id = await portal.Data.CreateReaderAsync("amina@example.org");
        var path = PathOf(portal, id);
        var client = portal.Anonymous();

        var page = await client.GetAsync(path);
        Assert.Contains("a•••@e•••.org", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("amina@example.org", page.Source, StringComparison.Ordinal);
        Assert.Contains("The Woodyard", page.Text, StringComparison.Ordinal);
        await page.SubmitAsync("Save", ("Form.Language", "fr"), ("Form.Country", "BE"), ("Form.TimeZone", "Europe/Brussels"), ("Form.Topics", organisation.Id.ToString()));

        var kept = await client.GetAsync(path);
        Assert.NotNull(kept.Document.QuerySelector($"[name='Form.Topics'][value='{organisation.Id}'][checked]"));
        await using (var db = portal.NewContext())
        {
            var reader = await db.Subscribers.SingleAsync(CancellationToken.None);
            Assert.Equal(("fr", "BE", "Europe/Brussels", SubscriberState.Confirmed), (reader.Language, reader.Country, reader.TimeZone, reader.State));
        }

        Assert.Equal("You have left the newsletter", (await kept.SubmitAsync("No more newsletters")).Heading);
        Assert.Contains("you have left", (await client.GetAsync(path)).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_campaign_that_has_ended_is_offered_to_nobody_but_those_who_chose_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (running, over) = (await portal.Data.CreateCampaignAsync(), await portal.Data.CreateCampaignAsync("over", LocalText.Of("Over")));
        var (chose, other) = (PathOf(portal, await portal.Data.CreateReaderAsync("amina@example.org")), PathOf(portal, await portal.Data.CreateReaderAsync("jo@example.org")));
        using var client = portal.Anonymous();
        await client.SubmitAsync(chose, "Save", ("Form.Topics", over.Id.ToString()));
        await portal.RunAsync<CampaignService, CampaignOutcome>(s => s.EndAsync(over.Id, ended: true, CancellationToken.None));

        foreach (var (path, offered) in new[] { (chose, new[] { over.Id, running.Id }), (other, [running.Id]), ("/newsletter", [running.Id]) })
        {
            var boxes = (await client.GetAsync(path)).Document.QuerySelectorAll("[name$='Topics']").Select(box => Guid.Parse(box.GetAttribute("value")!));
            Assert.Equal(offered.Order(), boxes.Order());
        }

        await client.SubmitAsync(chose, "Save");
        await using var db = portal.NewContext();
        Assert.Equal(over.Id, (await db.Subscribers.SelectMany(s => s.Topics).SingleAsync(CancellationToken.None)).TopicId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_elses_link_opens_it_and_an_account_is_led_to_its_own(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var me = await portal.Data.CreateSupporterAsync();
        var mine = await portal.Data.CreateReaderAsync(me.Email!);
        var theirs = await portal.Data.CreateReaderAsync("jo@example.org");
        var token = portal.Services.GetRequiredService<SubscriberTokens>().Preferences(mine);
        foreach (var path in new[] { $"/newsletter/preferences/{theirs:N}/{token}", $"/newsletter/preferences/{mine:N}/x", $"/newsletter/preferences/{Guid.Empty:N}/{token}" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await portal.Anonymous().GetAsync(path)).Status);
        }

        var client = await portal.SignedInAsync(me);
        Assert.Equal(PathOf(portal, mine), (await client.GetAsync("/newsletter/preferences")).Path);
        var other = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        Assert.Equal("/account/notifications", (await other.GetAsync("/newsletter/preferences")).Path);
        Assert.NotEqual("/newsletter/preferences", (await portal.Anonymous().GetAsync("/newsletter/preferences")).Path);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_feed_of_each_language_has_the_text_that_was_sent(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        await portal.Data.CreateReaderAsync("amina@example.org");
        var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var draft = await admin.SubmitAsync(
            "/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter & <b>"), ("Form.Editions[0].Body", "{{shifts}}"), ("Form.Editions[1].Subject", "L’hiver"), ("Form.Editions[1].Body", "Bonjour"));
        await admin.SubmitAsync($"{draft.Path}/send", "Send to 1 person");
        Assert.Empty(Entries(await FeedAsync(portal, "en")));
        await portal.RunAsync<Portal.Core.Mail.Dispatcher, Portal.Core.Mail.DispatchReport>(d => d.DispatchUntilEmptyAsync(CancellationToken.None));
        await portal.RunAsync<NewsletterPress, int>(p => p.RunAsync(CancellationToken.None));
        await portal.Data.CreateShiftAsync();

        var english = Assert.Single(Entries(await FeedAsync(portal, "en")));
        Assert.Equal("Winter & <b>", english.Element(Atom + "title")!.Value);
        Assert.Contains("Right now every coming shift has enough people.", english.Element(Atom + "content")!.Value, StringComparison.Ordinal);
        Assert.Equal("L’hiver", Assert.Single(Entries(await FeedAsync(portal, "fr"))).Element(Atom + "title")!.Value);
        var archive = await portal.Anonymous().GetAsync("/newsletter/archive");
        Assert.Equal("/newsletter/archive/feed?language=en", archive.Document.QuerySelector("link[rel=alternate][type='application/atom+xml']")!.GetAttribute("href"));
        Assert.Contains("Right now every coming shift", (await portal.Anonymous().GetAsync($"/newsletter/archive/{draft.Path.Split('/')[^1]}")).Text, StringComparison.Ordinal);
        using var feed = await portal.Anonymous().Http.GetAsync(At(portal, "en"), CancellationToken.None);
        Assert.Equal("application/atom+xml", feed.Content.Headers.ContentType!.MediaType);
        using var again = new HttpRequestMessage(HttpMethod.Get, At(portal, "en"));
        again.Headers.IfNoneMatch.Add(feed.Headers.ETag!);
        using var same = await portal.Anonymous().Http.SendAsync(again, CancellationToken.None);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static List<XElement> Entries(XDocument feed)
    {
        foreach (var required in new[] { "id", "title", "updated" })
        {
            Assert.NotNull(feed.Root!.Element(Atom + required));
            Assert.All(feed.Root.Elements(Atom + "entry"), entry => Assert.NotNull(entry.Element(Atom + required)));
        }

        return [.. feed.Root!.Elements(Atom + "entry")];
    }

    private static async Task<XDocument> FeedAsync(PortalFactory portal, string language)
    {
        await using var stream = await portal.Anonymous().Http.GetStreamAsync(At(portal, language), CancellationToken.None);
        return await XDocument.LoadAsync(stream, LoadOptions.None, CancellationToken.None);
    }

    private static Uri At(PortalFactory portal, string language) => new(new Uri(portal.BaseAddress), $"/newsletter/archive/feed?language={language}");

    private static string PathOf(PortalFactory portal, Guid id) => $"/newsletter/preferences/{id:N}/{portal.Services.GetRequiredService<SubscriberTokens>().Preferences(id)}";
}
