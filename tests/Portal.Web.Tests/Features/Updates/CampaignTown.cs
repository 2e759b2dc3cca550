using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Features.Updates;

/// <summary>A portal with one campaign, and an organiser who posts.</summary>
internal sealed class CampaignTown(PortalFactory portal, Campaign campaign, Organisation organisation, Supporter organiser) : IAsyncDisposable
{
    public PortalFactory Portal => portal;

    public Campaign Campaign => campaign;

    public Organisation Organisation => organisation;

    public Supporter Organiser => organiser;

    public static async Task<CampaignTown> StartAsync(DatabaseProvider provider)
    {
        var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        return new CampaignTown(portal, await portal.Data.CreateCampaignAsync(), organisation, await portal.Data.CreateOrganiserAsync(organisation));
    }

    /// <summary>Posts to the campaign.</summary>
    public Task<Guid> PostAsync(string title, string channel = Channel.Public, string language = "en") => PostAsync(title, campaign.Id, channel, language);

    public async Task<Guid> PostAsync(string title, Guid? campaign, string channel = Channel.Public, string language = "en")
    {
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var text = new UpdateText(title, "Warm & **dry**.", Severity.Normal, language) { CampaignId = campaign };
        return (await portal.RunAsync<UpdateService, UpdateOutcome>(
            s => s.PostAsync(organiser.Id, organisation.Id, channel, text, Ids.New(portal.Clock), TestContext.Current.CancellationToken))).UpdateId!.Value;
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
