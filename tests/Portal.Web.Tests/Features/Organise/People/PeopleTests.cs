using System.Net;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organise.People;

public sealed class PeopleTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_finds_a_member_by_a_part_of_the_name_whatever_its_accents(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (kitchen, yard) = (await portal.Data.CreateOrganisationAsync("Kitchen"), await portal.Data.CreateOrganisationAsync("Yard"));
        foreach (var (name, organisation, role) in new[] { ("Zoé", kitchen, MembershipRole.Volunteer), ("Anna", kitchen, MembershipRole.ShiftLead), ("Ben", yard, MembershipRole.Volunteer) })
        {
            await portal.Data.MakeMemberAsync(await portal.Data.CreateSupporterAsync(name, speaks: ["en", "ar"]), organisation, role);
        }

        await portal.Data.MakeMemberAsync(await portal.Data.CreateSupporterAsync("Gone"), kitchen, state: MembershipState.Ended);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen, "Ruth"));

        var all = await organiser.GetAsync("/organise/people");
        Assert.Equal(["Anna", "Ruth", "Zoé"], NamesOn(all));
        Assert.Contains("Arabic", all.Text, StringComparison.Ordinal);
        Assert.Equal(["Zoé"], NamesOn(await organiser.GetAsync("/organise/people?name=ZOE")));
        Assert.Equal(["Anna"], NamesOn(await organiser.GetAsync("/organise/people?role=ShiftLead")));
        Assert.Empty(NamesOn(await organiser.GetAsync($"/organise/people?organisation={yard.Slug}&name=Ben")));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_member_gets_a_role_and_a_qualification_and_leaves(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var licence = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Driving licence B") };
        await portal.Data.SaveAsync(licence);
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        var membership = await portal.Data.MakeMemberAsync(anna, kitchen);
        var shift = await portal.Data.CreateShiftAsync(kitchen, visibility: Visibility.Members);
        await portal.Data.CreateBookingAsync(anna, shift);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));

        var page = await organiser.GetAsync((await organiser.GetAsync("/organise/people?name=anna")).Link("Open: Anna"));
        Assert.Equal($"/organise/people/{membership.Id}", page.Path);
        page = await page.SubmitAsync("Confirm it", ("kind", licence.Id.ToString()), ("lastDay", "2027-01-13"));
        Assert.Contains("Choose a coming day", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Confirm it", ("kind", licence.Id.ToString()), ("lastDay", "2027-03-01"));
        Assert.Contains("Driving licence B until 1 Mar 2027", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Keep this last day: Driving licence B", ("lastDay", "2027-04-01"));
        Assert.Contains("Driving licence B until 1 Apr 2027", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Take it back: Driving licence B");
        Assert.Contains("Nothing is confirmed yet", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Give this role", ("Role", "ShiftLead"));
        Assert.Contains("The role is changed", page.Text, StringComparison.Ordinal);

        var asks = await organiser.GetAsync(page.Link("End it…"));
        Assert.Contains("1 coming shift is for members", asks.Text, StringComparison.Ordinal);
        asks = await asks.SubmitAsync("End it and tell them");
        Assert.Contains("Please say what becomes of them", asks.Text, StringComparison.Ordinal);
        var list = await asks.SubmitAsync("End it and tell them", ("TakesBack", "true"));
        Assert.Contains("The membership is over", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", NamesOn(list));
        Assert.Equal(HttpStatusCode.NotFound, (await organiser.GetAsync($"/organise/people/{membership.Id}")).Status);
        Assert.Equal(0, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
    }

    [Fact]
    public async Task The_last_organiser_is_told_to_find_another_first()
    {
        await using var portal = await PortalFactory.StartAsync();
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        var membership = await portal.Data.MakeMemberAsync(ruth, kitchen, MembershipRole.Organiser);
        using var organiser = await portal.SignedInAsync(ruth);

        var page = await organiser.GetAsync($"/organise/people/{membership.Id}");

        Assert.Contains("Nobody else organises here", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody confirms anything for themselves", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form, main .danger-zone"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_reaches_the_people_of_a_group_they_do_not_organise(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var licence = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Driving licence B") };
        await portal.Data.SaveAsync(licence);
        var membership = await portal.Data.MakeMemberAsync(await portal.Data.CreateSupporterAsync("Anna"), kitchen);
        var address = $"/organise/people/{membership.Id}";
        var lead = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(lead, kitchen, MembershipRole.ShiftLead);
        using var own = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        var mine = await own.GetAsync(address);

        var yard = await portal.Data.CreateOrganisationAsync();
        var theirs = await portal.Data.MakeMemberAsync(await portal.Data.CreateSupporterAsync(), yard);
        using var other = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(yard));
        using var leading = await portal.SignedInAsync(lead);
        Assert.Empty(NamesOn(await other.GetAsync("/organise/people?name=Anna")));
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [(await other.GetAsync(address)).Status, (await other.GetAsync($"{address}/end")).Status]);
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [(await leading.GetAsync("/organise/people")).Status, (await leading.GetAsync(address)).Status]);

        // What another's page would send, with a token of one's own.
        var form = await other.GetAsync($"/organise/people/{theirs.Id}");
        foreach (var (path, fields) in new (string, (string, string?)[])[]
        {
            ("/role", [("Role", "Organiser")]),
            ("/end", [("TakesBack", "false")]),
            ("/qualifications", [("kind", licence.Id.ToString())]),
            ($"/qualifications/{licence.Id}", []),
            ($"/qualifications/{licence.Id}/take-back", []),
        })
        {
            form.Document.Forms[^1].SetAttribute("action", address + path);
            Assert.Equal(HttpStatusCode.NotFound, (await form.SubmitAsync(address + path, fields)).Status);
        }

        Assert.Equal(mine.Heading, (await own.GetAsync(address)).Heading);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task As_many_queries_at_five_hundred_people_as_at_ten(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var licence = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Driving licence B") };
        await portal.Data.SaveAsync(licence);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        Membership? last = null;

        var few = await CountAsync(10);
        var many = await CountAsync(490);

        Assert.Equal(few, many);
        Assert.All(new[] { few.List, few.One, few.End }, count => Assert.InRange(count, 1, 6));
        Assert.Contains("501 people", (await organiser.GetAsync("/organise/people")).Text, StringComparison.Ordinal);
        Assert.Equal(50, NamesOn(await organiser.GetAsync("/organise/people?page=3")).Count());

        async Task<(int List, int One, int End)> CountAsync(int more)
        {
            var people = await portal.Data.CreateRegularsAsync(kitchen, more);
            var memberships = people.Select(p => new Membership
            {
                Id = Ids.New(portal.Clock),
                SupporterId = p.Id,
                OrganisationId = kitchen.Id,
                Role = MembershipRole.Volunteer,
                State = MembershipState.Active,
                RequestedAt = portal.Clock.GetUtcNow(),
            }).ToList();
            await portal.Data.SaveAsync([.. memberships, .. people.Select(p => new Qualification
            {
                Id = Ids.New(portal.Clock), SupporterId = p.Id, KindId = licence.Id, OrganisationId = kitchen.Id, State = QualificationState.Held, RequestedAt = portal.Clock.GetUtcNow(),
            })]);
            last = memberships[^1];
            return (
                (await portal.Queries.DuringAsync(() => organiser.GetAsync("/organise/people"))).Count,
                (await portal.Queries.DuringAsync(() => organiser.GetAsync($"/organise/people/{last.Id}"))).Count,
                (await portal.Queries.DuringAsync(() => organiser.GetAsync($"/organise/people/{last.Id}/end"))).Count);
        }
    }

    private static IEnumerable<string> NamesOn(Page page) => page.Document.QuerySelectorAll("main section ul.rows strong").Select(name => name.TextContent);
}
