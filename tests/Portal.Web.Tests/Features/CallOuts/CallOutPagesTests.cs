using System.Net;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.CallOuts;

/// <summary>Call-outs on their pages, for those who ask and those who are asked.</summary>
public sealed class CallOutPagesTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_calls_from_the_gaps_of_the_week_and_a_volunteer_comes(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (organisation, shift) = await SceneAsync(portal);
        var volunteer = await portal.Data.CreateVolunteerAsync(organisation, "Amina");
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var visit = await portal.SignedInAsync(volunteer);

        var week = await organiser.GetAsync("/organise");
        var form = await organiser.GetAsync(week.Document.QuerySelector($"a[href='/organise/call-outs/new/{shift.Positions[0].Id}']")!.GetAttribute("href")!);
        Assert.Contains("In the region: 1 person asked now", form.Text, StringComparison.Ordinal);
        Assert.Contains("Amina", form.Text, StringComparison.Ordinal);
        var refused = await form.SubmitAsync("Ask them now", ("Form.Line", ""), ("Form.Wanted", "9"));
        Assert.Contains("Write one line to those who are asked.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Free places: 1.", refused.Text, StringComparison.Ordinal);
        var sent = await refused.SubmitAsync("Ask them now", ("Form.Line", "The van is packed <b>"), ("Form.Wanted", "1"));
        Assert.Contains("Sent: 1 person asked now. Answers appear here.", sent.Text, StringComparison.Ordinal);
        Assert.Contains("1 person still missing", sent.Text, StringComparison.Ordinal);
        Assert.Contains("/call-outs/", sent.Document.QuerySelector("#share")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Calais east", sent.Document.QuerySelector("#share")!.TextContent, StringComparison.Ordinal);

        var page = await visit.GetAsync("/shifts");
        Assert.Contains("Can you come? Driver", page.Text, StringComparison.Ordinal);
        Assert.Contains("The van is packed <b>", page.Text, StringComparison.Ordinal);
        Assert.Contains("has seen it", (await organiser.GetAsync(sent.Path)).Text, StringComparison.Ordinal);
        var thanks = await page.SubmitAsync("I can");
        Assert.Contains("Thank you: the place is yours.", thanks.Text, StringComparison.Ordinal);
        Assert.Equal($"/shifts/{shift.Id}", thanks.Path);
        Assert.DoesNotContain("Can you come?", thanks.Text, StringComparison.Ordinal);

        var found = await organiser.GetAsync(sent.Path);
        Assert.Contains("Everybody was found.", found.Text, StringComparison.Ordinal);
        Assert.Contains("Amina comes", found.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_is_slower_is_told_that_somebody_was_found_and_who_says_not_now_is_thanked(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (organisation, shift) = await SceneAsync(portal);
        var people = new[] { await portal.Data.CreateVolunteerAsync(organisation), await portal.Data.CreateVolunteerAsync(organisation), await portal.Data.CreateVolunteerAsync(organisation) };
        var id = await CallAsync(portal, organisation, shift);
        using var quick = await portal.SignedInAsync(people[0]);
        using var slow = await portal.SignedInAsync(people[1]);
        using var busy = await portal.SignedInAsync(people[2]);
        var (one, two) = (await quick.GetAsync($"/call-outs/{id}"), await slow.GetAsync($"/call-outs/{id}"));
        Assert.Single(one.Document.Forms, form => form.Action.EndsWith("/come", StringComparison.Ordinal));

        var thanked = await (await busy.GetAsync("/")).SubmitAsync("Not now");
        Assert.Contains("you owe no explanation", thanked.Text, StringComparison.Ordinal);
        Assert.Contains("You said “not now”.", thanked.Text, StringComparison.Ordinal);
        Assert.Contains("the place is yours", (await one.SubmitAsync("I can")).Text, StringComparison.Ordinal);
        var late = await two.SubmitAsync("I can");

        Assert.Contains("Found, thank you", late.Text, StringComparison.Ordinal);
        Assert.Equal($"/call-outs/{id}", late.Path);
    }

    [Fact]
    public async Task Without_an_account_one_sees_the_question_and_of_what_is_for_members_nothing()
    {
        await using var portal = await PortalFactory.StartAsync(DatabaseProvider.Sqlite);
        var (organisation, shift) = await SceneAsync(portal);
        var hidden = await portal.Data.CreateShiftAsync(organisation, visibility: Visibility.Members, positions: [("Driver", 1, 1)]);
        var member = await portal.Data.CreateVolunteerAsync(organisation);
        await portal.Data.MakeMemberAsync(member, organisation);
        var (open, inside) = (await CallAsync(portal, organisation, shift), await CallAsync(portal, organisation, hidden));
        using var visitor = portal.Anonymous();
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await visitor.GetAsync($"/call-outs/{open}");
        Assert.Contains("The van is packed.", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/account/sign-in?back=%2Fcall-outs%2F{open}", page.Document.QuerySelector("main .actions a.btn-primary")!.GetAttribute("href"));
        foreach (var nothing in new[] { inside, Ids.New(portal.Clock) })
        {
            Assert.StartsWith("/account/sign-in", (await visitor.GetAsync($"/call-outs/{nothing}")).Path, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/call-outs/{nothing}")).Status);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_widens_ends_and_lends_volunteers_to_others(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (organisation, shift) = await SceneAsync(portal);
        await portal.Data.CreateVolunteerAsync(organisation);
        var neighbours = await portal.Data.CreateOrganisationAsync();
        using var neighbour = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(neighbours));
        var lent = await portal.Data.CreateVolunteerAsync(neighbours, "Not to be named");
        await portal.Data.MakeMemberAsync(lent, neighbours);
        await (await neighbour.GetAsync($"/organise/rules?organisation={neighbours.Slug}")).SubmitAsync("Keep the rules", ("Form.HelpsOthers", "true"));
        var id = await CallAsync(portal, organisation, shift);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        var page = await organiser.GetAsync($"/organise/call-outs/{id}");
        var wider = await page.SubmitAsync($"/organise/call-outs/{id}/widen");
        Assert.Contains("Sent: 1 person asked now.", wider.Text, StringComparison.Ordinal);
        Assert.Contains("And 1 person who is not one of your volunteers.", wider.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not to be named", wider.Source, StringComparison.Ordinal);
        var ended = await wider.SubmitAsync($"/organise/call-outs/{id}/end");
        Assert.Contains("Nobody is asked any more.", ended.Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/organise/call-outs/{id}")).Status);
        Assert.Contains("Driver", (await organiser.GetAsync("/organise/call-outs")).Text, StringComparison.Ordinal);
    }

    private static async Task<(Organisation Organisation, Shift Shift)> SceneAsync(PortalFactory portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        return (organisation, await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(8), positions: [("Driver", 1, 1)]));
    }

    private static async Task<Guid> CallAsync(PortalFactory portal, Organisation organisation, Shift shift) =>
        await portal.Data.CallOutAsync(await portal.Data.CreateOrganiserAsync(organisation), shift);
}
