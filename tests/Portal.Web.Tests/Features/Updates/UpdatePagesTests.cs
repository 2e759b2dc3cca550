using System.Net;
using System.Xml.Linq;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Features.Updates;

public sealed class UpdatePagesTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Visitors_read_the_public_channel_and_people_who_joined_both(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (organiser, organisation) = await OrganiserAsync(portal);
        await PostAsync(portal, organiser, organisation, "For all");
        var inside = await PostAsync(portal, organiser, organisation, "For members", Channel.Community);
        using var visitor = portal.Anonymous();
        using var member = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var open = await (await visitor.Http.GetAsync("/updates", Stop)).Content.ReadAsStringAsync(Stop);
        var joined = await (await member.Http.GetAsync("/updates", Stop)).Content.ReadAsStringAsync(Stop);

        Assert.Contains("For all", open, StringComparison.Ordinal);
        Assert.DoesNotContain("For members", open, StringComparison.Ordinal);
        Assert.Contains("data-follow=\"public:1\"", open, StringComparison.Ordinal);
        Assert.Contains("For members", joined, StringComparison.Ordinal);
        Assert.Contains("data-follow=\"public:1,community:1\"", joined, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync($"/updates/{inside}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await member.Http.GetAsync($"/updates/{inside}", Stop)).StatusCode);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public async Task The_feed_takes_three_queries_however_long_it_is(int updates)
    {
        await using var portal = await PortalFactory.StartAsync();
        var (organiser, organisation) = await OrganiserAsync(portal);
        for (var number = 1; number <= updates; number++)
        {
            await PostAsync(portal, organiser, organisation, $"Number {number}");
        }

        using var member = await portal.SignedInAsync(organiser);
        await member.Http.GetAsync("/updates", Stop);

        var commands = await portal.Queries.DuringAsync(() => member.Http.GetAsync("/updates", Stop));

        Assert.InRange(commands.Count, 1, 3);
    }

    [Fact]
    public async Task A_withdrawn_update_says_only_that_it_is_gone()
    {
        await using var portal = await PortalFactory.StartAsync();
        var (organiser, organisation) = await OrganiserAsync(portal);
        var id = await PostAsync(portal, organiser, organisation, "A place not to be named");
        await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(organiser.Id, id, Stop));
        using var visitor = portal.Anonymous();

        var answer = await visitor.Http.GetAsync($"/updates/{id}", Stop);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("This update was withdrawn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not to be named", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync($"/updates/{Ids.New(portal.Clock)}", Stop)).StatusCode);
    }

    [Fact]
    public async Task The_Atom_feed_parses_and_is_not_sent_twice()
    {
        await using var portal = await PortalFactory.StartAsync();
        var (organiser, organisation) = await OrganiserAsync(portal);
        using var visitor = portal.Anonymous();
        Assert.Empty(XDocument.Parse(await visitor.Http.GetStringAsync("/updates.atom", Stop)).Root!.Elements(Atom + "entry"));
        var id = await PostAsync(portal, organiser, organisation, "Tea & <b>soup</b> ]]> \U0001F35E");
        await PostAsync(portal, organiser, organisation, "Inside", Channel.Community);

        var answer = await visitor.Http.GetAsync("/updates.atom", Stop);

        Assert.Equal(["Accept-Language", "Cookie"], answer.Headers.Vary);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).Root!;
        Assert.All(new[] { "id", "title", "updated" }, name => Assert.NotEmpty(feed.Element(Atom + name)!.Value));
        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Equal($"urn:uuid:{id}", entry.Element(Atom + "id")!.Value);
        Assert.Equal("Tea & <b>soup</b> ]]> \U0001F35E", entry.Element(Atom + "title")!.Value);
        Assert.Equal($"{portal.BaseAddress}/updates/{id}", entry.Element(Atom + "link")!.Attribute("href")!.Value);
        Assert.Equal(organisation.Name, entry.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/updates.atom");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.Http.SendAsync(again, Stop)).StatusCode);
    }

    [Fact]
    public async Task What_is_posted_evicts_the_kept_page()
    {
        await using var portal = await PortalFactory.StartAsync();
        var (organiser, organisation) = await OrganiserAsync(portal);
        using var visitor = portal.Anonymous();
        Assert.DoesNotContain("Soup", await visitor.Http.GetStringAsync("/updates", Stop), StringComparison.Ordinal);

        await PostAsync(portal, organiser, organisation, "Soup");

        while (!(await visitor.Http.GetStringAsync("/updates", Stop)).Contains("Soup", StringComparison.Ordinal))
        {
            Stop.ThrowIfCancellationRequested();
        }
    }

    private static async Task<(Supporter Organiser, Organisation Organisation)> OrganiserAsync(PortalFactory portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        return (await portal.Data.CreateOrganiserAsync(organisation), organisation);
    }

    private static async Task<Guid> PostAsync(PortalFactory portal, Supporter organiser, Organisation organisation, string title, string channel = Channel.Public) =>
        (await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(
            organiser.Id, organisation.Id, channel, new UpdateText(title, "Text", Severity.Normal, "en"), Ids.New(portal.Clock), Stop))).UpdateId!.Value;
}
