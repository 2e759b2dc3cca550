using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Core;
using Portal.Core.Data;

namespace Portal.Jobs;

/// <summary>The jobs alone, as a worker beside any number of web processes and other workers on one PostgreSQL.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
        builder.Services.AddPortalCore(builder.Configuration);
        builder.Services.AddPortalJobs(builder.Configuration);

        using var host = builder.Build();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseStart>().StartAsync(CancellationToken.None);
        }

        await host.RunAsync();
    }
}
