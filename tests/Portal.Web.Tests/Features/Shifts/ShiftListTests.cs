using System.Net;
using Portal.Core;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Shifts;

public sealed class ShiftListTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_week_shows_seven_days_with_what_is_mine_and_keeps_the_filters(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var (mine, later) = (await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(1)), await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(8)));
        var hidden = await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(2), visibility: Visibility.Members);
        var anna = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(anna, mine);
        using var reader = await portal.SignedInAsync(anna);

        var week = await reader.GetAsync((await reader.GetAsync($"/shifts?organisation={kitchen.Slug}")).Link("Week"));

        Assert.Equal(7, week.Document.QuerySelectorAll(".week > section").Length);
        Assert.Equal([$"/shifts/{mine.Id}"], week.Document.QuerySelectorAll(".week li a").Select(link => link.GetAttribute("href")));
        Assert.NotNull(week.Document.QuerySelector(".week li.is-mine"));
        var next = await reader.GetAsync(week.Link("Week after"));
        Assert.Equal([$"/shifts/{later.Id}"], next.Document.QuerySelectorAll(".week li a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain($"{hidden.Id}", week.Source, StringComparison.Ordinal);
        Assert.Contains($"organisation={kitchen.Slug}", next.Path, StringComparison.Ordinal);
        Assert.Equal("Kitchen", Assert.Single(next.Document.QuerySelectorAll("a.chip bdi")).TextContent);
        Assert.Equal(7, (await reader.GetAsync("/shifts?view=week&from=9999-12-31")).Document.QuerySelectorAll(".week > section").Length);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_list_groups_shifts_by_day_and_says_how_many_places_are_left(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(26), positions: [("Cook", 1, 3), ("Driver", 1, 1)]);
        await portal.Data.FillAsync(shift, 1);

        var page = await portal.Anonymous().GetAsync("/shifts");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Tomorrow, Friday 15 January", page.Text, StringComparison.Ordinal);
        var ticket = page.Document.QuerySelector($"[data-shift='{shift.Id}']");
        Assert.NotNull(ticket);
        Assert.Equal(["2 left", "1 left"], ticket.QuerySelectorAll("[data-position] .left").Select(left => left.TextContent.Trim()));
        Assert.Equal(1, ticket.QuerySelectorAll("[data-position]")[0].QuerySelectorAll(".places i.on").Length);
        Assert.Equal($"/shifts/{shift.Id}#book", ticket.QuerySelector(".act a")!.GetAttribute("href"));
        Assert.Empty(page.Document.QuerySelectorAll("input[name=__RequestVerificationToken]"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_ticket_drawn_for_one_reader_is_shown_to_nobody_to_whom_it_looks_different(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(8), positions: [("Cook", 1, 3)]);
        var booker = await portal.Data.CreateSupporterAsync();
        using var mine = await portal.SignedInAsync(booker);
        using var other = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        using var french = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync(language: "fr"));

        async Task<string> TicketAsync(FormClient reader) => (await reader.GetAsync("/shifts")).Document.QuerySelector($"[data-shift='{shift.Id}']")!.TextContent;

        Assert.Contains("3 left", await TicketAsync(mine), StringComparison.Ordinal);
        Assert.Contains("3 places", await TicketAsync(french), StringComparison.Ordinal);
        await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(booker.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), TestContext.Current.CancellationToken));

        Assert.Contains("You are booked", await TicketAsync(mine), StringComparison.Ordinal);
        Assert.Contains("2 left", await TicketAsync(other), StringComparison.Ordinal);
        Assert.DoesNotContain("You are booked", await TicketAsync(other), StringComparison.Ordinal);
        Assert.Contains("2 places", await TicketAsync(french), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_stands_around_the_tickets_is_shown_to_nobody_to_whom_it_looks_different(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Calais Food Collective");
        var woodyard = await portal.Data.CreateOrganisationAsync("The Woodyard");
        await portal.Data.CreateShiftAsync(woodyard);
        await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromHours(32), positions: [("Driver", 1, 2)], visibility: Visibility.Members);
        var insider = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(insider, kitchen);
        using var member = await portal.SignedInAsync(insider);
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        using var french = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync(language: "fr"));

        async Task<(string Groups, string Words, bool Needs, bool Hidden)> LookAsync(FormClient reader, string address = "/shifts")
        {
            var filters = (await reader.GetAsync(address)).Document;
            return (
                string.Join(", ", filters.QuerySelectorAll("#organisation option:not([value=''])").Select(option => option.TextContent + (option.HasAttribute("selected") ? "!" : ""))),
                filters.QuerySelector("details.filters summary")!.TextContent.Trim(),
                filters.QuerySelector($"a[href='/organisations/{kitchen.Slug}#join']") is not null,
                filters.QuerySelector("details.filters input[type=hidden]") is not null);
        }

        // Twice: drawn, then kept.
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(("Calais Food Collective, The Woodyard", "Filter", false, false), await LookAsync(member));
            Assert.Equal(("The Woodyard", "Filter", true, false), await LookAsync(stranger));
            Assert.Equal(("The Woodyard", "Filtrer", true, false), await LookAsync(french));
            Assert.Equal(("The Woodyard!", "Filter 1", true, false), await LookAsync(stranger, $"/shifts?organisation={woodyard.Slug}"));
            Assert.Equal(("The Woodyard", "Filter", true, true), await LookAsync(stranger, "/shifts?bookable=true"));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Filters_live_in_the_address_and_one_that_cannot_be_read_is_left_out(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var first = await portal.Data.CreateOrganisationAsync("The Woodyard");
        var second = await portal.Data.CreateOrganisationAsync("Collective Aid");
        var wood = await portal.Data.CreateShiftAsync(first, TimeSpan.FromDays(2), positions: [("Wood", 1, 4)], activity: await portal.Data.CreateActivityAsync(first, "Firewood"));
        var tents = await portal.Data.CreateShiftAsync(second, TimeSpan.FromDays(5), positions: [("Sewing", 1, 4)], activity: await portal.Data.CreateActivityAsync(second, "Tents"));
        using var visitor = portal.Anonymous();

        async Task<(bool Wood, bool Tents)> ShowsAsync(string query)
        {
            var page = await visitor.GetAsync("/shifts?" + query);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            return (page.Document.QuerySelector($"[data-shift='{wood.Id}']") is not null, page.Document.QuerySelector($"[data-shift='{tents.Id}']") is not null);
        }

        Assert.Equal((true, true), await ShowsAsync(""));
        Assert.Equal((true, false), await ShowsAsync($"organisation={first.Slug}"));
        Assert.Equal((false, true), await ShowsAsync("role=sew"));
        Assert.Equal((false, true), await ShowsAsync("from=2027-01-18"));
        Assert.Equal((true, false), await ShowsAsync("to=2027-01-17"));
        Assert.Equal((false, false), await ShowsAsync("remote=true"));
        Assert.Equal((true, true), await ShowsAsync("from=yesterday&page=-3&remote=perhaps"));
        Assert.Equal((false, false), await ShowsAsync("role=" + Uri.EscapeDataString(new string('x', 3000) + "<script>\u0000‮")));
    }

    [Fact]
    public async Task Filters_that_are_set_stand_beside_the_folded_bar_each_with_a_link_that_takes_it_away()
    {
        await using var portal = await PortalFactory.StartAsync();
        var woodyard = await portal.Data.CreateOrganisationAsync("The Woodyard");
        await portal.Data.CreateShiftAsync(woodyard);

        var page = await portal.Anonymous().GetAsync($"/shifts?from=2027-01-16&organisation={woodyard.Slug}&area=nowhere&role=wood&remote=false&page=2");

        Assert.Null(page.Document.QuerySelector("details.filters[open]"));
        Assert.Equal(
            ["From 16 January", "The Woodyard", "nowhere", "wood", "On site"],
            page.Document.QuerySelectorAll(".chips .chip bdi").Select(words => words.TextContent));
        Assert.Equal(
            $"/shifts?from=2027-01-16&area=nowhere&role=wood&remote=false",
            page.Link("Remove this filter: The Woodyard"));
        Assert.Empty((await portal.Anonymous().GetAsync("/shifts")).Document.QuerySelectorAll(".chip"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Strangers_learn_nothing_of_shifts_for_members_but_that_people_are_needed(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync("Calais Food Collective");
        var activity = await portal.Data.CreateActivityAsync(organisation, "Evening food distribution", Visibility.Members);
        var site = await portal.Data.CreateSiteAsync(organisation, "Dunkirk dunes");
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(32), activity: activity, site: site, positions: [("Driver", 1, 2)], visibility: Visibility.Members);
        var member = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(member, organisation);
        var stranger = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        foreach (var client in new[] { portal.Anonymous(), stranger })
        {
            foreach (var address in new[] { "/shifts", "/shifts?area=dunkirk-dunes", $"/shifts?organisation={organisation.Slug}", "/shifts?role=driver" })
            {
                var page = await client.GetAsync(address);
                Assert.DoesNotContain("Evening food distribution", page.Source, StringComparison.Ordinal);
                Assert.DoesNotContain("Dunkirk dunes", page.Source, StringComparison.Ordinal);
                Assert.DoesNotContain(shift.Id.ToString(), page.Source, StringComparison.Ordinal);
            }

            var list = await client.GetAsync("/shifts");
            Assert.Contains("Evenings this week need people: Driver.", list.Text, StringComparison.Ordinal);
            Assert.Equal($"/organisations/{organisation.Slug}#join", list.Link("How to reach Calais Food Collective"));
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/shifts/{shift.Id}")).Status);
            Assert.DoesNotContain(shift.Id.ToString(), (await client.GetAsync($"/organisations/{organisation.Slug}")).Source, StringComparison.Ordinal);
        }

        // The way leads to what can really be done: asking to join.
        Assert.Equal($"/organisations/{organisation.Slug}/join", (await stranger.GetAsync($"/organisations/{organisation.Slug}")).Link("Ask to join"));
        using var insider = await portal.SignedInAsync(member);
        Assert.Contains("Evening food distribution", (await insider.GetAsync("/shifts")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await insider.GetAsync($"/shifts/{shift.Id}")).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_what_I_can_book_leaves_out_what_I_cannot(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var full = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 1)]);
        await portal.Data.FillAsync(full, 1);
        var open = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(3));
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await reader.GetAsync((await reader.GetAsync("/shifts")).Link("Only what I can book"));

        Assert.NotNull(page.Document.QuerySelector($"[data-shift='{open.Id}']"));
        Assert.Null(page.Document.QuerySelector($"[data-shift='{full.Id}']"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_planned_says_what_to_do_next(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var visitor = portal.Anonymous();

        Assert.Equal("/organisations", (await visitor.GetAsync("/shifts")).Link("See the groups"));
        Assert.Equal("/shifts", (await visitor.GetAsync("/shifts?remote=true")).Link("Show all shifts"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Times_and_words_are_told_in_French(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(26), lasts: TimeSpan.FromMinutes(210));
        using var visitor = portal.Anonymous();
        visitor.Http.DefaultRequestHeaders.Add("Accept-Language", "fr-FR,fr;q=0.9");

        var page = await visitor.GetAsync("/shifts");

        Assert.Contains("Demain, vendredi 15 janvier", page.Text, StringComparison.Ordinal);
        Assert.Contains("3 h 30 min", page.Text, StringComparison.Ordinal);
        Assert.Contains("8 places", page.Text, StringComparison.Ordinal);
        Assert.Equal("en", page.Document.QuerySelector(".shift h3 bdi")!.GetAttribute("lang"));
    }
}
