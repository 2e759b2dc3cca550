using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Actions;

/// <summary>Things to do from anywhere.</summary>
internal static class ActionsServices
{
    public static IServiceCollection AddActions(this IServiceCollection services)
    {
        services.AddSingleton<ActionService>();
        services.AddSingleton<ActionDoing>();
        services.AddSingleton<ActionSentences>();
        services.AddSingleton<ActionQueries>();
        services.AddScoped<ActionDesk>();
        return services;
    }
}
