using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Updates;

namespace Portal.Testing;

/// <summary>Campaigns, straight in the database.</summary>
public static class TestCampaigns
{
    /// <summary>One that runs, unless it ended already.</summary>
    public static async Task<Campaign> CreateCampaignAsync(this TestData data, string slug = "winter-shelter", LocalText? name = null, bool ended = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        var clock = data.Services.GetRequiredService<TimeProvider>();
        var campaign = new Campaign { Id = Ids.New(clock), Slug = slug, Name = name ?? LocalText.Of("Winter shelter", "Un abri pour l’hiver"), EndedAt = ended ? clock.GetUtcNow() : null };
        await data.SaveAsync(campaign);
        return campaign;
    }
}
