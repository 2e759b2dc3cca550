using System.Net;
using System.Xml.Linq;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;

namespace Portal.Web.Tests.Features.Updates;

public sealed class CampaignPagesTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Each_reader_sees_of_a_campaign_what_they_may_read(DatabaseProvider provider)
    {
        await using var town = await CampaignTown.StartAsync(provider);
        var shift = await town.Portal.Data.CreateShiftAsync(town.Organisation);
        var member = await town.Portal.Data.CreateSupporterAsync();
        await town.Portal.Data.MakeMemberAsync(member, town.Organisation);
        var booked = await town.Portal.Data.CreateSupporterAsync();
        await town.Portal.Data.CreateBookingAsync(booked, shift);
        await town.PostAsync("For all");
        await town.PostAsync("For the community", Channel.Community);
        await town.PostAsync("For members", Channel.OfOrganisation(town.Organisation.Slug));
        await town.PostAsync("For the shift", Channel.OfShift(shift.Id));
        await town.PostAsync("Of nothing", campaign: null);
        var gone = await town.PostAsync("Taken back");
        await town.Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(town.Organiser.Id, gone, Stop));

        Assert.Equal(["For all"], await TitlesAsync(null));
        Assert.Equal(["For the community", "For all"], await TitlesAsync(await town.Portal.Data.CreateSupporterAsync()));
        Assert.Equal(["For members", "For the community", "For all"], await TitlesAsync(member));
        Assert.Equal(["For the shift", "For the community", "For all"], await TitlesAsync(booked));

        async Task<IEnumerable<string>> TitlesAsync(Portal.Core.Accounts.Supporter? reader)
        {
            using var client = reader is null ? town.Portal.Anonymous() : await town.Portal.SignedInAsync(reader);
            var page = await client.GetAsync("/campaigns/winter-shelter");
            Assert.Equal("winter-shelter", page.Document.QuerySelector(".feed")!.GetAttribute("data-campaign"));
            return page.Document.QuerySelectorAll(".feed > li h2").Select(heading => heading.TextContent);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_takes_as_many_queries_at_sixty_updates_as_at_ten(DatabaseProvider provider)
    {
        await using var town = await CampaignTown.StartAsync(provider);
        using var visitor = town.Portal.Anonymous();
        using var member = await town.Portal.SignedInAsync(town.Organiser);
        var asked = 0;
        await PostManyAsync(10);
        await CountAsync();

        var few = await CountAsync();
        await PostManyAsync(50);
        var many = await CountAsync();

        Assert.Equal(few, many);
        // One of them reads what one can do for the campaign.
        Assert.InRange(few.Visitor, 1, 4);
        Assert.InRange(few.Feed, 1, 3);
        Assert.InRange(few.Member, 1, 5);
        var second = await visitor.GetAsync("/campaigns/winter-shelter?page=2");
        Assert.Equal(10, second.Document.QuerySelectorAll(".feed > li").Length);
        Assert.Equal("", second.Document.QuerySelector(".feed")!.GetAttribute("data-follow"));
        Assert.Equal("/campaigns/winter-shelter", second.Document.QuerySelector("[rel=prev]")!.GetAttribute("href"));

        async Task PostManyAsync(int count)
        {
            for (var number = 0; number < count; number++)
            {
                await town.PostAsync($"Number {number}");
            }
        }

        async Task<(int Visitor, int Member, int Feed)> CountAsync()
        {
            // The campaigns that run are read once in ten seconds.
            await member.GetAsync("/updates");

            // Another query string is another page to the cache, which would answer without any.
            return (
                (await town.Portal.Queries.DuringAsync(() => visitor.GetAsync($"/campaigns/winter-shelter?at={town.Portal.Clock.GetUtcNow().Ticks}-{asked++}"))).Count,
                (await town.Portal.Queries.DuringAsync(() => member.GetAsync("/campaigns/winter-shelter"))).Count,
                (await town.Portal.Queries.DuringAsync(() => member.GetAsync("/updates"))).Count);
        }
    }

    [Theory]
    [InlineData("/campaigns/none")]
    [InlineData("/campaigns/none.atom")]
    [InlineData("/campaigns/Winter-Shelter")]
    [InlineData("/campaigns/%F0%9F%8D%9E")]
    public async Task There_is_no_page_for_an_unknown_name(string address)
    {
        await using var town = await CampaignTown.StartAsync(DatabaseProvider.Postgres);
        using var visitor = town.Portal.Anonymous();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Http.GetAsync(new Uri(address, UriKind.Relative), Stop)).StatusCode);
    }

    [Fact]
    public async Task Words_of_any_script_stand_apart_and_no_markup_comes_through()
    {
        const string Hostile = "\"><script>alert(1)</script>";
        await using var town = await CampaignTown.StartAsync(DatabaseProvider.Sqlite);
        var administrator = await town.Portal.Data.CreateAdministratorAsync();
        var text = new CampaignText(LocalText.Of("", $"\u202Eمأوى الشتاء {Hostile}"), LocalText.Of(Hostile), LocalText.Of($"{Hostile} [x](javascript:alert(1)) **fort**"));
        await town.Portal.RunAsync<CampaignService, CampaignOutcome>(s => s.CreateAsync(administrator.Id, "abri", text, Ids.New(town.Portal.Clock), Stop));
        using var visitor = town.Portal.Anonymous();

        foreach (var address in new[] { "/campaigns/abri", "/updates" })
        {
            var page = await visitor.GetAsync(address);
            Assert.DoesNotContain("<script>alert", page.Source, StringComparison.Ordinal);
            Assert.DoesNotContain("javascript:", page.Source, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202E', page.Source);
            var name = page.Document.QuerySelector(address == "/updates" ? "aside a[href='/campaigns/abri'] bdi" : "h1 bdi")!;
            Assert.Equal(("fr", $"مأوى الشتاء {Hostile}"), (name.GetAttribute("lang"), name.TextContent));
        }

        var own = await visitor.GetAsync("/campaigns/abri");
        Assert.Equal("fort", own.Document.QuerySelector(".prose strong")!.TextContent);
        Assert.Null(own.Document.QuerySelector(".lede bdi")!.GetAttribute("lang"));
        Assert.Equal($"مأوى الشتاء {Hostile}", own.Document.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_that_ended_says_so_and_is_listed_no_more(DatabaseProvider provider)
    {
        await using var town = await CampaignTown.StartAsync(provider);
        using var visitor = town.Portal.Anonymous();
        await town.PostAsync("Wood");
        var before = await visitor.GetAsync("/updates");
        Assert.Equal("/campaigns/winter-shelter", before.Link("Winter shelter"));
        Assert.NotNull(before.Document.QuerySelector(".feed .meta a[href='/campaigns/winter-shelter']"));
        Assert.DoesNotContain("ended", (await visitor.GetAsync("/campaigns/winter-shelter")).Text, StringComparison.Ordinal);

        using var administrator = await town.Portal.SignedInAsync(await town.Portal.Data.CreateAdministratorAsync());
        await administrator.SubmitAsync($"/admin/campaigns/{town.Campaign.Id}/edit", "End this campaign");

        var page = await visitor.GetAsync("/campaigns/winter-shelter");
        Assert.Contains("This campaign ended on", page.Text, StringComparison.Ordinal);
        Assert.Contains("Wood", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector(".feed .meta a"));
        Assert.Null((await visitor.GetAsync("/updates")).Document.QuerySelector("#campaigns-title"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_feed_for_machines_has_only_public_updates_and_a_tag_that_follows_every_change(DatabaseProvider provider)
    {
        await using var town = await CampaignTown.StartAsync(provider);
        using var visitor = town.Portal.Anonymous();
        var tags = new List<string>();
        await NewTagAsync();
        var id = await town.PostAsync("Tea & <b>soup</b> ]]>");
        await town.PostAsync("Inside", Channel.Community);
        await town.PostAsync("Of nothing", campaign: null);
        var feed = await NewTagAsync();

        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Equal(($"urn:uuid:{id}", "Tea & <b>soup</b> ]]>"), (entry.Element(Atom + "id")!.Value, entry.Element(Atom + "title")!.Value));
        Assert.Equal("Winter shelter", feed.Element(Atom + "title")!.Value);
        Assert.Equal(
            [$"{town.Portal.BaseAddress}/campaigns/winter-shelter.atom", $"{town.Portal.BaseAddress}/campaigns/winter-shelter"],
            feed.Elements(Atom + "link").Select(link => link.Attribute("href")!.Value));
        Assert.Equal("/campaigns/winter-shelter.atom", (await visitor.GetAsync("/campaigns/winter-shelter")).Document.QuerySelector("link[rel=alternate]")!.GetAttribute("href"));

        using var again = new HttpRequestMessage(HttpMethod.Get, "/campaigns/winter-shelter.atom");
        again.Headers.TryAddWithoutValidation("If-None-Match", tags[^1]);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.Http.SendAsync(again, Stop)).StatusCode);
        await town.Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(town.Organiser.Id, id, 0, new UpdateText("Tea", "Hot", Severity.Normal, "en") { CampaignId = town.Campaign.Id }, Stop));
        Assert.Equal("Tea", Assert.Single((await NewTagAsync()).Elements(Atom + "entry")).Element(Atom + "title")!.Value);
        await town.Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(town.Organiser.Id, id, Stop));
        Assert.Empty((await NewTagAsync()).Elements(Atom + "entry"));
        await town.Portal.RunAsync<CampaignService, CampaignOutcome>(s => s.SaveAsync(Ids.New(town.Portal.Clock), town.Campaign.Id, 0, new(LocalText.Of("Shelter"), LocalText.Of(""), LocalText.Of("")), Stop));
        Assert.Equal("Shelter", (await NewTagAsync()).Element(Atom + "title")!.Value);

        async Task<XElement> NewTagAsync()
        {
            var answer = await visitor.Http.GetAsync("/campaigns/winter-shelter.atom", Stop);
            var tag = answer.Headers.ETag!.ToString();
            Assert.DoesNotContain(tag, tags);
            tags.Add(tag);
            return XDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).Root!;
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Other_programs_are_told_of_public_pages_only(DatabaseProvider provider)
    {
        await using var town = await CampaignTown.StartAsync(provider);
        var shift = await town.Portal.Data.CreateShiftAsync(town.Organisation, lead: town.Organiser);
        using var reader = await town.Portal.SignedInAsync(town.Organiser);
        using var visitor = town.Portal.Anonymous();
        var open = await town.PostAsync("Soup \"tonight\"", language: "fr");

        var tags = await TagsAsync(visitor, $"/updates/{open}");
        Assert.Equal("Soup \"tonight\"", tags["og:title"]);
        Assert.Equal("Warm & dry.", tags["og:description"]);
        Assert.Equal($"{town.Portal.BaseAddress}/updates/{open}", tags["og:url"]);
        Assert.Equal(("article", "fr_FR", "summary"), (tags["og:type"], tags["og:locale"], tags["twitter:card"]));
        Assert.Equal(tags.Keys, (await TagsAsync(reader, $"/updates/{open}")).Keys);
        Assert.Equal($"{town.Portal.BaseAddress}/campaigns/winter-shelter", (await TagsAsync(visitor, "/campaigns/winter-shelter"))["og:url"]);
        Assert.Equal(("website", $"{town.Portal.BaseAddress}/"), ((await TagsAsync(visitor, "/"))["og:type"], (await TagsAsync(visitor, "/"))["og:url"]));

        foreach (var channel in new[] { Channel.Community, Channel.OfOrganisation(town.Organisation.Slug), Channel.OfShift(shift.Id) })
        {
            var address = $"/updates/{await town.PostAsync("Inside", channel)}";
            var inside = await reader.GetAsync(address);
            Assert.Equal((HttpStatusCode.OK, null), (inside.Status, inside.Document.QuerySelector("meta[name=description]")));
            Assert.Empty(await TagsAsync(reader, address));
            Assert.Empty(await TagsAsync(visitor, address));
        }

        await town.Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(town.Organiser.Id, open, Stop));
        Assert.Empty(await TagsAsync(visitor, $"/updates/{open}"));

        static async Task<Dictionary<string, string>> TagsAsync(FormClient client, string address) => (await client.GetAsync(address)).Document
            .QuerySelectorAll("meta[property], meta[name^='twitter:']")
            .ToDictionary(meta => meta.GetAttribute("property") ?? meta.GetAttribute("name")!, meta => meta.GetAttribute("content")!, StringComparer.Ordinal);
    }
}
