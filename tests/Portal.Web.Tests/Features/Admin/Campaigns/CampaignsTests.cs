using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Features.Admin.Campaigns;

public sealed class CampaignsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_campaign_is_begun_rewritten_ended_and_reopened_without_scripts(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var administrator = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());

        var form = await administrator.GetAsync((await administrator.GetAsync("/admin/campaigns")).Link("New campaign"));
        var refused = await form.SubmitAsync("Begin it", ("Form.NameEnglish", " "), ("Form.Slug", "Winter Shelter"), ("Form.StoryFrench", new string('[', 401)));
        Assert.Contains("in one language at least", refused.Text, StringComparison.Ordinal);
        Assert.Contains("lower-case letters from a to z", refused.Text, StringComparison.Ordinal);
        Assert.Contains("too many brackets", refused.Text, StringComparison.Ordinal);
        (string, string?)[] fields = [("Form.NameEnglish", "Winter shelter"), ("Form.NameFrench", "Un abri"), ("Form.Slug", "winter-shelter"), ("Form.LeadEnglish", "Wood"), ("Form.StoryEnglish", "It is *cold*.\r\nVery."), ("Form.StoryFrench", "")];
        var list = await refused.SubmitAsync("Begin it", fields);
        Assert.Equal("/admin/campaigns", list.Path);
        Assert.Equal("/campaigns/winter-shelter", list.Link("Winter shelter"));
        Assert.Contains("0 updates", list.Text, StringComparison.Ordinal);
        await refused.SubmitAsync("Begin it", fields);
        Assert.Contains("has this address already", (await form.SubmitAsync("Begin it", fields)).Text, StringComparison.Ordinal);
        var campaign = await ReadAsync();
        Assert.Equal(
            ("winter-shelter", LocalText.Of("Winter shelter", "Un abri"), LocalText.Of("Wood"), LocalText.Of("It is *cold*.\nVery.")), (campaign.Slug, campaign.Name, campaign.Lead, campaign.Story));

        var edit = await administrator.GetAsync(list.Link("Edit: Winter shelter"));
        Assert.Equal("/admin/campaigns", (await edit.SubmitAsync("Save changes", ("Form.LeadEnglish", "Dry wood"))).Path);
        var stale = await edit.SubmitAsync("Save changes", ("Form.LeadEnglish", "Wet wood"));
        Assert.Contains("Somebody else changed this campaign", stale.Text, StringComparison.Ordinal);
        Assert.Equal(LocalText.Of("Dry wood"), (await ReadAsync()).Lead);
        await stale.SubmitAsync("Save changes");
        Assert.Equal(LocalText.Of("Wet wood"), (await ReadAsync()).Lead);

        Assert.Contains("ended", (await edit.SubmitAsync("End this campaign")).Text, StringComparison.Ordinal);
        Assert.NotNull((await ReadAsync()).EndedAt);
        await (await administrator.GetAsync(edit.Path)).SubmitAsync("Reopen this campaign");
        Assert.Null((await ReadAsync()).EndedAt);

        async Task<Campaign> ReadAsync()
        {
            await using var db = portal.NewContext();
            return await db.Campaigns.AsNoTracking().SingleAsync(Stop);
        }
    }

    [Fact]
    public async Task Only_administrators_write_campaigns()
    {
        await using var portal = await PortalFactory.StartAsync();
        var campaign = await portal.Data.CreateCampaignAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        using var administrator = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());

        foreach (var path in new[] { "", "/new", $"/{campaign.Id}/edit" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await organiser.GetAsync("/admin/campaigns" + path)).Status);
            Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/admin/campaigns" + path)).Status);
        }

        foreach (var path in new[] { "edit", "end" })
        {
            var form = await organiser.GetAsync("/account/profile");
            var own = form.Document.Forms.First(one => one.Method == "post");
            own.SetAttribute("action", $"/admin/campaigns/{campaign.Id}/{path}");
            Assert.Equal(HttpStatusCode.Forbidden, (await form.SubmitAsync($"/admin/campaigns/{campaign.Id}/{path}", ("ended", "true"))).Status);
        }

        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Campaigns.Select(c => c.Version).SingleAsync(Stop));
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync($"/admin/campaigns/{Ids.New(portal.Clock)}/edit")).Status);
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_refused_and_can_be_sent_again()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var administrator = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var form = await administrator.GetAsync("/admin/campaigns/new");

        foreach (var key in new[] { "x", null, $"{Guid.Empty}" })
        {
            form = await form.SubmitAsync("Begin it", ("Form.FormKey", key), ("Form.NameEnglish", "Winter"), ("Form.Slug", "winter"));
            Assert.NotNull(form.Document.QuerySelector(".error-summary li"));
        }

        Assert.Equal("/admin/campaigns", (await form.SubmitAsync("Begin it")).Path);
    }

    [Fact]
    public async Task As_many_queries_at_sixty_campaigns_as_at_ten_and_a_second_page()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var administrator = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        await CreateAsync(0, 10);
        await administrator.GetAsync("/admin/campaigns");

        var few = await CountAsync();
        await CreateAsync(10, 50);

        Assert.Equal(few, await CountAsync());
        Assert.InRange(few, 1, 6);
        Assert.Equal(50, (await administrator.GetAsync("/admin/campaigns")).Document.QuerySelectorAll(".rows > li").Length);
        Assert.Equal(10, (await administrator.GetAsync("/admin/campaigns?page=2")).Document.QuerySelectorAll(".rows > li").Length);

        async Task<int> CountAsync() => (await portal.Queries.DuringAsync(() => administrator.GetAsync("/admin/campaigns"))).Count;

        async Task CreateAsync(int from, int count)
        {
            for (var number = from; number < from + count; number++)
            {
                await portal.Data.CreateCampaignAsync($"campaign-{number}", LocalText.Of($"Campaign {number}"), ended: number % 3 == 0);
            }
        }
    }
}
