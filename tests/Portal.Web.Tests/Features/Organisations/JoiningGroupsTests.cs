using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organisations;

public sealed class JoiningGroupsTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_affirms_the_conditions_is_taken_in_and_sees_the_shifts(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var condition = new JoinCondition { Id = Ids.New(portal.Clock), OrganisationId = kitchen.Id, Order = 0, Text = LocalText.Of("I can stay two weeks") };
        await portal.Data.SaveAsync(condition);
        var shift = await portal.Data.CreateShiftAsync(kitchen, visibility: Visibility.Members);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Anna"));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));

        var page = await reader.GetAsync($"/organisations/{kitchen.Slug}/join");
        var refused = await page.SubmitAsync("Ask to join", ("Form.Word", "I cook"));
        Assert.Contains("The group asks for all of these", refused.Text, StringComparison.Ordinal);
        Assert.Contains("I cook", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Your request is sent", (await refused.SubmitAsync("Ask to join", ("Form.Affirmed", condition.Id.ToString()))).Text, StringComparison.Ordinal);

        var queue = await organiser.GetAsync("/organise/waiting");
        Assert.Contains("I cook", queue.Text, StringComparison.Ordinal);
        await queue.SubmitAsync("/answers/", ("yes", "true"));

        Assert.Contains("Kitchen", (await reader.GetAsync($"/shifts/{shift.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("You are part of this group", (await reader.GetAsync($"/organisations/{kitchen.Slug}")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_licence_is_asked_for_confirmed_and_opens_the_position(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var licence = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Driving licence B") };
        await portal.Data.SaveAsync(licence);
        var shift = await portal.Data.CreateShiftAsync(kitchen, published: false);
        await portal.Data.RequireAsync(shift, licence);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Anna"));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));

        var hindered = await reader.GetAsync($"/shifts/{shift.Id}");
        Assert.Contains("You need: Driving licence B", hindered.Text, StringComparison.Ordinal);
        var back = await reader.SubmitAsync(hindered.Link("Ask for it"), "Ask to have it confirmed");
        Assert.Equal($"/shifts/{shift.Id}", back.Path.Split('#')[0]);

        await (await organiser.GetAsync("/organise/waiting")).SubmitAsync("/answers/", ("yes", "true"), ("lastDay", "2027-01-20"));
        Assert.Contains("with you it ends on", (await reader.GetAsync($"/shifts/{shift.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("until", (await reader.GetAsync("/account/qualifications")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Stays_that_touch_become_one_and_impossible_ones_are_refused(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var page = await reader.GetAsync("/account/stays");

        var refused = await page.SubmitAsync("Keep this stay", ("Form.FirstDay", "2027-02-10"), ("Form.LastDay", "2027-02-01"));
        Assert.Contains("The last day lies before the first", refused.Text, StringComparison.Ordinal);
        await page.SubmitAsync("Keep this stay", ("Form.FirstDay", "2027-02-01"), ("Form.LastDay", "2027-02-10"));
        var kept = await page.SubmitAsync("Keep this stay", ("Form.FirstDay", "2027-02-11"), ("Form.LastDay", "2027-02-20"));

        Assert.Single(kept.Document.QuerySelectorAll("ul.rows > li"));
        Assert.Contains("Monday 1 February to Saturday 20 February", kept.Text, StringComparison.Ordinal);
        Assert.Empty((await kept.SubmitAsync("/account/stays/")).Document.QuerySelectorAll("ul.rows > li"));
    }
}
