using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Data.Demo;

/// <summary>Registers the demo data and the large seed.</summary>
internal static class DemoServices
{
    public static void AddDemo(this IServiceCollection services)
    {
        services.AddOptions<DemoOptions>().BindConfiguration("Demo").ValidateOnStart();
        services.AddScoped<DemoData>();
        services.AddScoped<LargeSeed>();
    }
}
