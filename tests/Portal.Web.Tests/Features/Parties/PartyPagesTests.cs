using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using Portal.Web.Tests.Features.Accounts;

namespace Portal.Web.Tests.Features.Parties;

public sealed class PartyPagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_leader_holds_four_places_and_a_stranger_joins_by_the_link_and_claims_one(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organiser = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync("Kitchen of Calais"));
        var shift = await portal.Data.CreateShiftAsync(await OrganisationOfAsync(portal, organiser.Id), positions: [("Cook", 1, 6)]);
        using var leader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Ines"));
        var party = await HoldAsync(leader, shift, 4);
        Assert.Contains("4 places to claim", party.Text, StringComparison.Ordinal);
        var link = new Uri(party.Document.QuerySelector("#address")!.GetAttribute("value")!).PathAndQuery;

        using var stranger = portal.Anonymous();
        var shown = await stranger.GetAsync(link);
        Assert.Equal("Convoy from Ghent", shown.Heading);
        Assert.DoesNotContain(shown.Document.Forms, f => f.GetAttribute("action") == link);
        var register = await stranger.GetAsync(shown.Link("Join us"));
        await register.SubmitAsync("/account/register", ("DisplayName", "Noor"), ("Email", "noor@example.org"), ("Password", Joining.Password), ("IsAdult", "true"), ("AcceptsCode", "true"));
        var back = await stranger.SubmitAsync("/account/confirm", "Confirm", ("Code", Joining.CodeIn(await portal.NewestMailAsync("noor@example.org"))));
        Assert.Equal(link, back.Path);

        // Looking claims nothing; the button does.
        Assert.Contains("4 places are left", (await stranger.GetAsync(link)).Text, StringComparison.Ordinal);
        var claimed = await back.SubmitAsync("Claim my place");
        Assert.Contains("Your place is booked", claimed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Claim my place", claimed.Text, StringComparison.Ordinal);

        party = await leader.GetAsync(party.Path);
        Assert.Contains("Noor", party.Text, StringComparison.Ordinal);
        Assert.Contains("3 places to claim", party.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("noor@example.org", party.Text, StringComparison.Ordinal);
        Assert.Contains("3 places to claim", (await leader.GetAsync("/my/shifts")).Text, StringComparison.Ordinal);
        using var runs = await portal.SignedInAsync(organiser);
        Assert.Contains("3 places held for Convoy from Ghent, led by Ines", (await runs.GetAsync($"/shifts/{shift.Id}/roster")).Text, StringComparison.Ordinal);
        Assert.Contains("3 places held for Convoy from Ghent, led by Ines", (await runs.GetAsync($"/organise/shifts/{shift.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("3 places are free for all again", (await runs.SubmitAsync($"/shifts/{shift.Id}/roster", "Free for all: Convoy from Ghent")).Text, StringComparison.Ordinal);
        Assert.Equal(1, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_a_group_holds_is_told_plainly_to_its_leader_and_stands_in_the_table_of_the_roster(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organiser = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync("Kitchen of Calais"));
        var shift = await portal.Data.CreateShiftAsync(await OrganisationOfAsync(portal, organiser.Id), positions: [("Cook", 1, 6), ("Driver", 1, 2)]);
        using var leader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Ines"));
        var form = await leader.GetAsync((await leader.GetAsync($"/shifts/{shift.Id}")).Link("Come as a group"));
        Assert.Contains("What nobody claims is free for all", form.Document.QuerySelector("fieldset.panel")!.TextContent, StringComparison.Ordinal);
        var party = await HoldAsync(leader, shift, 2);
        Assert.Equal(["Cook"], party.Document.QuerySelectorAll("section > h3").Select(h => h.TextContent.Trim()));

        using var runs = await portal.SignedInAsync(organiser);
        var table = (await runs.Http.GetStringAsync(new Uri($"/shifts/{shift.Id}/roster.csv", UriKind.Relative), Token)).Split('\n');
        Assert.Equal(2, table.Count(line => line.Contains("place for the group Convoy from Ghent, led by Ines", StringComparison.Ordinal) && line.Contains("not claimed yet", StringComparison.Ordinal)));

        party = await (await leader.GetAsync(party.Path)).SubmitAsync($"/parties/{party.Path.Split('/')[^1]}/claim");
        Assert.Contains("You have a place on this shift", party.Text, StringComparison.Ordinal);
        await party.SubmitAsync($"/parties/{party.Path.Split('/')[^1]}/dissolve");
        Assert.Contains("Convoy from Ghent", (await leader.GetAsync("/my/shifts")).Text, StringComparison.Ordinal);
        Assert.Contains("Dissolved", (await leader.GetAsync("/my/shifts")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_group_takes_on_another_shift_of_the_same_organisation_with_the_same_link(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        var (shift, next) = (await portal.Data.CreateShiftAsync(kitchen), await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(8), positions: [("Driver", 1, 2)]));
        var elsewhere = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(8), positions: [("Guest", 1, 2)]);
        using var leader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var party = await HoldAsync(leader, shift, 2);
        var link = party.Document.QuerySelector("#address")!.GetAttribute("value");

        var form = await leader.GetAsync(party.Link("More shifts for this group"));
        Assert.Equal(["Driver"], form.Document.QuerySelectorAll("fieldset.panel label local, fieldset.panel label").Select(l => l.TextContent.Trim().Split(' ')[0]).Distinct());
        Assert.DoesNotContain($"{elsewhere.Positions[0].Id}", form.Source, StringComparison.Ordinal);
        Assert.Contains("There are only 2 places left here", (await form.SubmitAsync("Hold these places", ($"Form.Places[{next.Positions[0].Id}]", "3"))).Text, StringComparison.Ordinal);
        var both = await form.SubmitAsync("Hold these places", ($"Form.Places[{next.Positions[0].Id}]", "2"));

        Assert.Equal((party.Path, link), (both.Path, both.Document.QuerySelector("#address")!.GetAttribute("value")));
        Assert.Contains("4 places to claim", both.Text, StringComparison.Ordinal);
        await form.SubmitAsync("Hold these places", ($"Form.Places[{next.Positions[0].Id}]", "2"));
        Assert.Equal(2, (await portal.Data.ReadShiftAsync(next.Id)).Positions[0].Held);
        Assert.Contains("No other shift to come as a group now", (await leader.GetAsync($"{party.Path}/shifts")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{party.Path}/shifts")).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_party_larger_than_the_shift_loses_nothing_of_the_form_and_reads_all_reasons(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 6)]);
        using var leader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var form = await leader.GetAsync((await leader.GetAsync($"/shifts/{shift.Id}")).Link("Come as a group"));

        var refused = await form.SubmitAsync("Hold these places", ("Form.Name", ""), ($"Form.Places[{shift.Positions[0].Id}]", "9"));

        Assert.Contains("There are only 6 places left here", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Please give your group a name", refused.Text, StringComparison.Ordinal);
        Assert.Equal("9", refused.Document.QuerySelector($"[name='Form.Places[{shift.Positions[0].Id}]']")!.GetAttribute("value"));
        Assert.Equal(0, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
        Assert.Contains("4 places to claim", (await refused.SubmitAsync("Hold these places", ("Form.Name", "Ghent"), ($"Form.Places[{shift.Positions[0].Id}]", "4"))).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task People_with_a_link_do_not_count_against_the_limit_of_their_network(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider, new Dictionary<string, string?> { ["Limits:RegistrationsPerHour"] = "1" });
        var shift = await portal.Data.CreateShiftAsync();
        using var leader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var link = new Uri((await HoldAsync(leader, shift, 2)).Document.QuerySelector("#address")!.GetAttribute("value")!).PathAndQuery;

        // Two places vouch for six forms; the next one is the network's own, and after it nothing goes.
        var statuses = new List<HttpStatusCode>();
        for (var person = 0; person < 8; person++)
        {
            statuses.Add((await RegisterAsync(portal, $"person{person}@example.org", link)).Status);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 7), HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await RegisterAsync(portal, "made-up@example.org", "/parties/join/made-up")).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_group_is_its_leaders_and_a_link_that_is_none_says_so(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        using var leader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        using var other = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var party = await HoldAsync(leader, shift, 3);
        var link = new Uri(party.Document.QuerySelector("#address")!.GetAttribute("value")!).PathAndQuery;

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(party.Path)).Status);
        Assert.Contains("Your place is booked", (await party.SubmitAsync("Claim a place for yourself")).Text, StringComparison.Ordinal);
        Assert.Contains("2 places are free for all again", (await party.SubmitAsync("Dissolve it")).Text, StringComparison.Ordinal);
        var gone = await other.GetAsync(link);
        Assert.Equal((HttpStatusCode.NotFound, "This link leads nowhere now"), (gone.Status, gone.Heading));
        Assert.Equal(1, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_pages_of_a_group_ask_the_database_as_often_for_many_places_as_for_few(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var lead = await portal.Data.CreateSupporterAsync();
        using var leader = await portal.SignedInAsync(lead);
        var people = await portal.Data.CreateRegularsAsync(kitchen, 12);
        var (few, many) = (await portal.Data.CreateShiftAsync(kitchen), await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(9), positions: [("Cook", 1, 20), ("Driver", 1, 20)]));
        var small = await HoldAsync(leader, few, 2);
        var large = await HoldAsync(leader, many, 18);
        var link = new Uri(large.Document.QuerySelector("#address")!.GetAttribute("value")!).PathAndQuery;
        foreach (var person in people)
        {
            await portal.RunAsync<PartyClaims, ClaimOutcome>(s => s.ClaimAsync(person.Id, link.Split('/')[^1], many.Positions[0].Id, Token));
        }

        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var counts = new List<int>();
        foreach (var (client, address) in new[] { (leader, small.Path), (leader, large.Path), (reader, new Uri(small.Document.QuerySelector("#address")!.GetAttribute("value")!).PathAndQuery), (reader, link) })
        {
            counts.Add((await portal.Queries.DuringAsync(() => client.GetAsync(address))).Count);
        }

        Assert.Equal((counts[0], counts[2]), (counts[1], counts[3]));
        Assert.All(counts, count => Assert.InRange(count, 1, 6));
    }

    private static async Task<Page> RegisterAsync(PortalFactory portal, string address, string link)
    {
        using var visitor = portal.Anonymous();
        var form = await visitor.GetAsync($"/account/register?back={Uri.EscapeDataString(link)}");
        return await form.SubmitAsync("/account/register", ("DisplayName", "Noor"), ("Email", address), ("Password", Joining.Password), ("IsAdult", "true"), ("AcceptsCode", "true"));
    }

    private static async Task<Page> HoldAsync(FormClient leader, Shift shift, int places)
    {
        var form = await leader.GetAsync((await leader.GetAsync($"/shifts/{shift.Id}")).Link("Come as a group"));
        return await form.SubmitAsync("Hold these places", ("Form.Name", "Convoy from Ghent"), ($"Form.Places[{shift.Positions[0].Id}]", $"{places}"));
    }

    private static async Task<Organisation> OrganisationOfAsync(PortalFactory portal, Guid organiser)
    {
        await using var db = portal.NewContext();
        return await db.Organisations.AsNoTracking().SingleAsync(o => db.Memberships.Any(m => m.SupporterId == organiser && m.OrganisationId == o.Id), Token);
    }
}
