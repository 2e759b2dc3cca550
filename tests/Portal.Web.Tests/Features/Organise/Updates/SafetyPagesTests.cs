using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Web.Tests.Features.Organise.Updates;

/// <summary>What the safety check finds is pointed out on every form, and what stays needs a reason.</summary>
public sealed class SafetyPagesTests
{
    private const string Telling = "At the vieux moulin, from six.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_name_from_a_meeting_point_is_pointed_out_on_every_form_and_stays_only_with_a_reason(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(9), positions: [("Driver", 1, 1)]);
        await portal.Data.CreateVolunteerAsync(organisation);
        var person = await portal.Data.CreateOrganiserAsync(organisation);
        await portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(person.Id, shift.SiteId!.Value, "Car park of the Vieux Moulin", Stop));
        using var organiser = await portal.SignedInAsync(person);
        await using var db = portal.NewContext();
        await db.Sites.ExecuteUpdateAsync(set => set.SetProperty(s => s.PointIsPublic, false), Stop);
        var action = await portal.Data.CreateActionAsync(organisation);
        await organiser.SubmitAsync("/organise/updates/new", "Post now", ("Form.Title", "Soup"), ("Form.Body", "Hot"));
        await organiser.SubmitAsync("/organise/updates/new", "Post at this time", ("Form.Title", "Tea"), ("Form.Body", "Hot"), ("Form.Day", "2027-01-14"), ("Form.Time", "18:00"));
        var (update, planned) = (await db.Updates.Select(u => u.Id).SingleAsync(Stop), await db.PlannedUpdates.Select(p => p.Id).SingleAsync(Stop));

        var posted = await organiser.SubmitAsync("/organise/updates/new", "Post now", ("Form.Title", "Soup"), ("Form.Body", Telling));
        Page[] refused =
        [
            posted,
            await organiser.SubmitAsync("/organise/updates/new", "Post at this time", ("Form.Title", "Soup"), ("Form.Body", Telling), ("Form.Day", "2027-01-14"), ("Form.Time", "18:00")),
            // What cannot be read of a form stands beside what it gives away.
            await organiser.SubmitAsync("/organise/updates/new", "Post now", ("Form.Title", "Soup"), ("Form.Body", Telling), ("Form.Severity", "x")),
            await organiser.SubmitAsync($"/organise/updates/{update}/edit", "Save changes", ("Form.Body", Telling)),
            await organiser.SubmitAsync($"/organise/updates/{update}/translations", "Save the translation", ("Form.Title", "Soupe"), ("Form.Body", Telling)),
            await organiser.SubmitAsync($"/organise/updates/planned/{planned}/edit", "Save changes", ("Form.Body", Telling)),
            await organiser.SubmitAsync($"/organise/call-outs/new/{shift.Positions[0].Id}", "Ask them now", ("Form.Line", Telling)),
            await organiser.SubmitAsync("/organise/actions/new", "Call for it", ("Form.TitleEnglish", "Write"), ("Form.StepsEnglish", Telling)),
            await organiser.SubmitAsync($"/organise/actions/{action}/edit", "Save changes", ("Form.StepsEnglish", Telling)),
            await organiser.SubmitAsync("/organise/needs/new", "Publish", ("Form.ItemEnglish", "Gloves"), ("Form.PlaceEnglish", Telling)),
        ];

        Assert.All(refused, page =>
        {
            Assert.Equal("vieux moulin", page.Document.QuerySelector("#risks mark")?.TextContent);
            Assert.Contains("A name from one of your meeting points", page.Document.QuerySelector("#risks li")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("why it may stay", page.Document.QuerySelector(".field.is-wrong:has(#Form_WhySafe)")!.TextContent, StringComparison.Ordinal);
        });
        Assert.Contains("Posted.", (await posted.SubmitAsync("Post now", ("Form.WhySafe", "it is our public stop"))).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_campaign_is_checked_too_in_both_languages(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var administrator = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var form = await administrator.GetAsync("/admin/campaigns/new");

        var refused = await form.SubmitAsync("Begin it", ("Form.NameEnglish", "Winter"), ("Form.Slug", "winter"), ("Form.StoryFrench", "Le soir au 12 rue Neuve, ou au 06 12 34 56 78."));

        Assert.Equal(["12 rue Neuve", "06 12 34 56 78"], refused.Document.QuerySelectorAll("#risks mark").Select(mark => mark.TextContent));
        Assert.Contains("say in at most 200 characters why it may stay", refused.Text, StringComparison.Ordinal);
        Assert.Contains("at most 200 characters", (await refused.SubmitAsync("Begin it", ("Form.WhySafe", new string('x', 201)))).Text, StringComparison.Ordinal);
        Assert.Equal("/admin/campaigns", (await refused.SubmitAsync("Begin it", ("Form.WhySafe", "the office’s own number"))).Path);
        await using var db = portal.NewContext();
        var id = (await db.Campaigns.SingleAsync(Stop)).Id;
        Assert.Equal("Address, PhoneNumber: the office’s own number", (await portal.Data.RecordAsync("campaign.written-with-risk")).Single(a => a.SubjectId == id).Detail);
        var edit = await administrator.SubmitAsync($"/admin/campaigns/{id}/edit", "Save changes", ("Form.LeadEnglish", "Ring +33 6 12 34 56 78"));
        Assert.Contains("+33 6 12 34 56 78", edit.Document.QuerySelectorAll("#risks mark").Select(mark => mark.TextContent));
        Assert.Equal("/admin/campaigns", (await edit.SubmitAsync("Save changes", ("Form.WhySafe", "the office"))).Path);
    }
}
