using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;

namespace Portal.Web.Tests.Features.Organise.Updates;

public sealed class OrganiseUpdatesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_posts_changes_and_takes_back_without_scripts(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        var posted = await organiser.SubmitAsync(
            "/organise/updates/new", "/organise/updates/new", ("Form.Title", "Soup tonight"), ("Form.Body", "One\r\ntwo"), ("Form.Severity", "Urgent"), ("Form.Channel", "public"));
        Assert.Contains("Soup tonight", posted.Text, StringComparison.Ordinal);
        var update = await ReadAsync(portal);
        Assert.Equal(("Soup tonight", "One\ntwo", Severity.Urgent, "public", 1L), (update.Title, update.Body, update.Severity, update.Channel, update.Seq));

        await organiser.SubmitAsync($"/organise/updates/{update.Id}/edit", $"/organise/updates/{update.Id}/edit", ("Form.Title", "Tea tonight"));
        Assert.Equal("Tea tonight", (await ReadAsync(portal)).Title);

        var withdrawn = await organiser.SubmitAsync($"/organise/updates/{update.Id}/withdraw", $"/organise/updates/{update.Id}/withdraw");
        Assert.DoesNotContain("Tea tonight", withdrawn.Text, StringComparison.Ordinal);
        Assert.NotNull((await ReadAsync(portal)).WithdrawnAt);
    }

    [Fact]
    public async Task A_refused_form_tells_every_reason_and_keeps_what_was_written()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));

        var page = await organiser.SubmitAsync(
            "/organise/updates/new", "/organise/updates/new", ("Form.Title", ""), ("Form.Body", new string('x', 4001)), ("Form.Severity", "Loud"), ("Form.Channel", "shift:1"));

        Assert.Contains("Please give it a title.", page.Text, StringComparison.Ordinal);
        Assert.Contains("at most 4000 characters", page.Text, StringComparison.Ordinal);
        Assert.Contains("Please choose who will read it.", page.Text, StringComparison.Ordinal);
        Assert.Contains(new string('x', 4001), page.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.False(await db.Updates.AnyAsync(Stop));
    }

    [Theory]
    [InlineData("Form.FormKey", "x")]
    [InlineData("Form.FormKey", null)]
    [InlineData("Form.FormKey", "00000000-0000-0000-0000-000000000000")]
    [InlineData("Form.Severity", "99")]
    [InlineData("Form.OrganisationId", "x")]
    public async Task A_form_that_cannot_be_read_is_refused_and_can_be_sent_again(string field, string? value)
    {
        await using var portal = await PortalFactory.StartAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        (string, string?)[] text = [("Form.Title", "Soup"), ("Form.Body", "Hot"), ("Form.Severity", "Urgent")];

        var page = await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new", [.. text.Where(one => one.Item1 != field), (field, value)]);

        Assert.NotNull(page.Document.QuerySelector(".error-summary li"));
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Updates.CountAsync(Stop));
        var again = field == "Form.OrganisationId" ? await organiser.GetAsync("/organise/updates/new") : page;
        await again.SubmitAsync("/organise/updates/new", text);
        await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new", text);
        Assert.Equal(2, await db.Updates.CountAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_campaign_that_runs_can_be_chosen_and_one_that_ended_meanwhile_is_refused_at_its_field(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        Assert.Null((await organiser.GetAsync("/organise/updates/new")).Document.QuerySelector("#Form_CampaignId"));
        var (campaign, over) = (await portal.Data.CreateCampaignAsync(), await portal.Data.CreateCampaignAsync("over", LocalText.Of("Over"), ended: true));
        (string, string?)[] text = [("Form.Title", "Soup"), ("Form.Body", "Hot"), ("Form.Severity", "Normal")];
        var form = await organiser.GetAsync("/organise/updates/new");
        Assert.Equal(["None", "Winter shelter"], form.Document.QuerySelectorAll("#Form_CampaignId option").Select(option => option.TextContent));

        var refused = await form.SubmitAsync("Post now", [.. text, ("Form.CampaignId", over.Id.ToString())]);
        Assert.Contains("This campaign has ended", refused.Document.QuerySelector(".field.is-wrong")!.TextContent, StringComparison.Ordinal);
        refused = await refused.SubmitAsync("Post now", ("Form.CampaignId", Ids.New(portal.Clock).ToString()));
        Assert.Contains("no such campaign any more", refused.Text, StringComparison.Ordinal);
        refused = await refused.SubmitAsync("Post now", ("Form.CampaignId", "x"));
        Assert.NotNull(refused.Document.QuerySelector(".field.is-wrong #Form_CampaignId"));
        await refused.SubmitAsync("Post now", ("Form.CampaignId", campaign.Id.ToString()));
        var update = await ReadAsync(portal);
        Assert.Equal(campaign.Id, update.CampaignId);

        await portal.RunAsync<CampaignService, CampaignOutcome>(s => s.EndAsync(campaign.Id, ended: true, Stop));
        var edit = await organiser.GetAsync($"/organise/updates/{update.Id}/edit");
        Assert.Equal("Winter shelter (ended)", edit.Document.QuerySelector("#Form_CampaignId option[selected]")!.TextContent);
        refused = await edit.SubmitAsync("Save changes", ("Form.Title", ""));
        Assert.Equal("Winter shelter (ended)", refused.Document.QuerySelector("#Form_CampaignId option[selected]")!.TextContent);
        await edit.SubmitAsync("Save changes", ("Form.Title", "Tea"));
        update = await ReadAsync(portal);
        Assert.Equal(("Tea", campaign.Id), (update.Title, update.CampaignId));
    }

    [Fact]
    public async Task An_edit_that_cannot_be_read_changes_nothing()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new", ("Form.Title", "Soup"), ("Form.Body", "Hot"), ("Form.Severity", "Urgent"));
        var id = (await ReadAsync(portal)).Id;

        var page = await organiser.SubmitAsync($"/organise/updates/{id}/edit", $"/organise/updates/{id}/edit", ("Form.Title", "Tea"), ("Form.Severity", "99"));

        Assert.NotNull(page.Document.QuerySelector(".error-summary li"));
        Assert.Equal(("Soup", Severity.Urgent), ((await ReadAsync(portal)).Title, (await ReadAsync(portal)).Severity));
    }

    [Fact]
    public async Task Others_find_nothing()
    {
        await using var portal = await PortalFactory.StartAsync();
        var organisation = await portal.Data.CreateOrganisationAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var foreign = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new", ("Form.Title", "Soup"), ("Form.Body", "Hot"), ("Form.Channel", "community"));
        var id = (await ReadAsync(portal)).Id;

        Assert.Equal(HttpStatusCode.NotFound, (await foreign.Http.GetAsync($"/organise/updates/{id}/edit", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.Http.GetAsync($"/organise/updates/{id}/withdraw", Stop)).StatusCode);
        Assert.DoesNotContain("Soup", (await foreign.GetAsync("/organise/updates")).Text, StringComparison.Ordinal);
        // Also where nothing of the form can be read.
        var form = await foreign.GetAsync("/organise/updates/new");
        using var bad = new HttpRequestMessage(HttpMethod.Post, $"/organise/updates/{id}/edit") { Content = new FormUrlEncodedContent([new("Form.Severity", "x"), new("__RequestVerificationToken", form.Document.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!)]) };
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.Http.SendAsync(bad, Stop)).StatusCode);
        using var volunteer = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await volunteer.Http.GetAsync("/organise/updates/new", Stop)).StatusCode);
    }

    private static async Task<Update> ReadAsync(PortalFactory portal)
    {
        await using var db = portal.NewContext();
        return await db.Updates.AsNoTracking().SingleAsync(Stop);
    }
}
