using System.Net;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Data.Demo;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organisations;

public sealed class OrganisationPagesTests
{
    private const string Hostile = "<script>alert(1)</script> & \"friends\" \u202e'x";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_seven_groups_stand_by_name_with_their_standing_and_lead_to_their_pages(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        await portal.RunAsync<DemoData, bool>(demo => demo.SeedAsync(Stop));
        using var visitor = portal.Anonymous();

        var list = await visitor.GetAsync("/organisations");

        Assert.Equal((HttpStatusCode.OK, "The groups"), (list.Status, list.Heading));
        var cards = list.Document.QuerySelectorAll(".tiles a").Select(card => (
            Name: card.QuerySelector("h2")!.TextContent.Trim(), Standing: card.QuerySelector(".tag")!.TextContent.Trim(), Address: card.GetAttribute("href")!)).ToList();
        Assert.Equal(
            ["Calais Food Collective", "Collective Aid", "Human Rights Observers", "Project Play", "Refugee Info Bus", "Refugee Women’s Centre", "The Woodyard"],
            cards.Select(card => card.Name));
        Assert.Equal(["Human Rights Observers"], cards.Where(card => card.Standing == "Partner: takes no money from the appeal").Select(card => card.Name));
        Assert.Equal(6, cards.Count(card => card.Standing == "Member of the appeal"));
        foreach (var card in cards)
        {
            var page = await visitor.GetAsync(card.Address);
            Assert.Equal((HttpStatusCode.OK, card.Name), (page.Status, page.Heading));
            Assert.Equal(card.Standing, page.Document.QuerySelector("main .tag")!.TextContent.Trim());
            Assert.NotEmpty(page.Document.QuerySelectorAll("dl.activities dt"));
        }
    }

    [Fact]
    public async Task A_group_that_nobody_knows_is_not_found()
    {
        await using var portal = await PortalFactory.StartAsync();
        await portal.Data.CreateOrganisationAsync();
        using var visitor = portal.Anonymous();

        foreach (var slug in new[] { "nobody", "..%2fadmin", "organisation-%27%20OR%201%3D1", new string('x', 2000) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/organisations/{slug}")).Status);
        }
    }

    [Fact]
    public async Task Without_a_group_the_page_says_so()
    {
        await using var portal = await PortalFactory.StartAsync();

        var page = await portal.Anonymous().GetAsync("/organisations");

        Assert.Contains("No group is here yet", page.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Shifts_for_members_are_for_members(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var other = await portal.Data.CreateShiftAsync(visibility: Visibility.Public);
        var open = await portal.Data.CreateShiftAsync(organisation, activity: await portal.Data.CreateActivityAsync(organisation, "Firewood"));
        var inside = await portal.Data.CreateShiftAsync(organisation, visibility: Visibility.Members);
        var invited = await portal.Data.CreateShiftAsync(organisation, visibility: Visibility.Invited);
        var draft = await portal.Data.CreateShiftAsync(organisation, published: false);
        var past = await portal.Data.CreateShiftAsync(organisation, startsIn: TimeSpan.FromHours(-6));
        Guid[] all = [other.Id, open.Id, inside.Id, invited.Id, draft.Id, past.Id];
        var member = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(member, organisation);
        var asked = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(asked, organisation, state: MembershipState.Requested);
        using var nobody = portal.Anonymous();
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        using var hopeful = await portal.SignedInAsync(asked);
        using var insider = await portal.SignedInAsync(member);

        async Task<(IEnumerable<Guid> Shifts, string Text)> SeesAsync(FormClient reader)
        {
            var page = await reader.GetAsync($"/organisations/{organisation.Slug}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            return (all.Where(id => page.Source.Contains($"{id}", StringComparison.OrdinalIgnoreCase)).ToList(), page.Text);
        }

        Assert.Equal([open.Id], (await SeesAsync(nobody)).Shifts);
        Assert.Equal([open.Id], (await SeesAsync(stranger)).Shifts);
        var (seenByHopeful, words) = await SeesAsync(hopeful);
        Assert.Equal([open.Id], seenByHopeful);
        Assert.Contains("You asked to join", words, StringComparison.Ordinal);
        (var seenByInsider, words) = await SeesAsync(insider);
        Assert.Equal([open.Id, inside.Id], seenByInsider);
        Assert.Contains("You are part of this group", words, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_a_group_needs_of_its_members_is_said_of_this_group(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(2), visibility: Visibility.Members);

        var page = await portal.Anonymous().GetAsync($"/organisations/{shift.Organisation!.Slug}");

        Assert.Equal("For members, this group also needs…", page.Document.QuerySelector("main .notice summary")!.TextContent);
    }

    [Fact]
    public async Task Names_and_texts_are_shown_as_they_were_written_and_do_nothing()
    {
        await using var portal = await PortalFactory.StartAsync();
        var organisation = await portal.Data.CreateOrganisationAsync(Hostile);
        await using (var db = portal.NewContext())
        {
            db.Attach(organisation);
            organisation.Summary = LocalText.Of(Hostile);
            organisation.Description = LocalText.Of($"{Hostile} [here](javascript:alert(1))");
            organisation.BeforeYouCome = LocalText.Of("<img src=x onerror=alert(1)>");
            await db.SaveChangesAsync(Stop);
        }

        await portal.Data.CreateShiftAsync(organisation, activity: await portal.Data.CreateActivityAsync(organisation, Hostile), site: await portal.Data.CreateSiteAsync(organisation, "<i>East</i>"));
        using var visitor = portal.Anonymous();

        var list = await visitor.GetAsync("/organisations");
        var page = await visitor.GetAsync($"/organisations/{organisation.Slug}");

        Assert.Equal(Hostile, list.Document.QuerySelector(".tiles h2 bdi")!.TextContent);
        Assert.Equal(Hostile, page.Document.QuerySelector("h1 bdi")!.TextContent);
        Assert.Contains(Hostile, page.Document.QuerySelector("dl.activities dt")!.TextContent, StringComparison.Ordinal);
        foreach (var answer in new[] { list, page })
        {
            Assert.DoesNotContain("<script>alert", answer.Source, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<i>East", answer.Source, StringComparison.Ordinal);
            Assert.Empty(answer.Document.QuerySelectorAll("main script, [onerror], [href^='javascript']"));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task French_readers_read_French_and_what_is_not_translated_says_its_language(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync("The Woodyard", Standing.Partner);
        await portal.Data.CreateActivityAsync(organisation, "Firewood");
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync(language: "fr"));

        var list = await reader.GetAsync("/organisations");
        var page = await reader.GetAsync($"/organisations/{organisation.Slug}");

        Assert.Equal("Les associations", list.Heading);
        Assert.Contains("Aux côtés des personnes exilées.", list.Text, StringComparison.Ordinal);
        Assert.Contains("Ce que nous faisons.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Partenaire\u202f: ne reçoit", page.Document.QuerySelector("main .tag")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("fr", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("en", page.Document.QuerySelector("dl.activities dt [lang]")!.GetAttribute("lang"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task As_many_queries_at_two_hundred_groups_and_shifts_as_at_ten(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var (activity, site) = (await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation));
        var member = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(member, organisation);
        using var visitor = portal.Anonymous();
        using var insider = await portal.SignedInAsync(member);

        async Task GrowAsync(int count)
        {
            for (var number = 0; number < count; number++)
            {
                await portal.Data.CreateOrganisationAsync();
                await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(1 + (number % 40)), activity: activity, site: site);
            }
        }

        async Task<int[]> CountAsync()
        {
            // Longer than anything is kept.
            portal.Clock.Advance(TimeSpan.FromMinutes(10));
            var counts = new List<int>();
            foreach (var reader in new[] { visitor, insider })
            {
                counts.Add((await portal.Queries.DuringAsync(() => reader.Http.GetAsync("/organisations", Stop))).Count);
                counts.Add((await portal.Queries.DuringAsync(() => reader.Http.GetAsync($"/organisations/{organisation.Slug}", Stop))).Count);
            }

            return [.. counts];
        }

        await GrowAsync(10);
        await CountAsync();
        var few = await CountAsync();
        await GrowAsync(190);
        var many = await CountAsync();

        Assert.Equal(few, many);
        Assert.All(few, count => Assert.InRange(count, 1, 6));
    }
}
