using Portal.Web.Features.Organise.Pictures;
using Portal.Web.Features.Organise.Updates;

namespace Portal.Web.Features.Updates;

/// <summary>Registers what the pages of updates need.</summary>
public static class UpdatePages
{
    /// <summary>The words of live pages.</summary>
    public static IServiceCollection AddUpdatePages(this IServiceCollection services)
    {
        services.AddSingleton<LiveWords>();
        services.AddSingleton<ChannelWords>();
        services.AddScoped<UpdateReader>();
        services.AddSingleton<UpdateFaults>();
        services.AddSingleton<PostingTimes>();
        services.AddSingleton<UpdateComposing>();
        services.AddSingleton<PictureUploads>();
        return services;
    }
}
