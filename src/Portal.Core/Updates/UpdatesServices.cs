using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Following;
using Portal.Core.Updates.Pictures;
using Portal.Core.Updates.Planned;
using Portal.Core.Updates.Safety;
using Portal.Core.Updates.Translations;

namespace Portal.Core.Updates;

/// <summary>Updates, their channels and campaigns, and the hints that wake live screens.</summary>
internal static class UpdatesServices
{
    public static IServiceCollection AddUpdates(this IServiceCollection services)
    {
        services.AddSingleton<LiveHints>();
        services.AddHostedService<HintSender>();
        services.AddSingleton<BesidePoints>();
        services.AddSingleton<UpdateChanges>();
        services.AddSingleton<UpdatePosting>();
        services.AddSingleton<UpdateService>();
        services.AddSingleton<UpdatePins>();
        services.AddSingleton<TranslationService>();
        services.AddSingleton<TranslationQueries>();
        services.AddSingleton<PlannedUpdateService>();
        services.AddSingleton<PlannedUpdateQueries>();
        services.AddSingleton<PlannedPosting>();
        services.AddSingleton<UpdateQueries>();
        services.AddSingleton<SolidarityService>();
        services.AddSingleton<PictureEncoder>();
        services.AddSingleton<PictureService>();
        services.AddSingleton<PictureQueries>();
        services.AddSingleton<CampaignService>();
        services.AddSingleton<CampaignQueries>();
        services.AddSingleton<RunningCampaigns>();
        services.AddSingleton<ChannelQueries>();
        services.AddSingleton<ChannelMutes>();
        services.AddSingleton<FrameQueries>();
        services.AddSingleton<PlacesQueries>();
        services.AddSingleton<LiveReaderQueries>();
        return services;
    }
}
