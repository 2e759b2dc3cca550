using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Data;

namespace Portal.Jobs;

/// <summary>The jobs alone, as a worker beside any number of web processes and other workers on one PostgreSQL.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            using var host = Build(args);
            // Before anything is touched: a worker with a wrong setting must not have migrated when it refuses.
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            await using (var scope = host.Services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<DatabaseStart>().StartAsync(CancellationToken.None);
            }

            await host.RunAsync();
            return 0;
        }
        catch (Exception refusal) when (StartRefusal.Is(refusal))
        {
            await Console.Error.WriteLineAsync(StartRefusal.Sentence(refusal));
            return 1;
        }
    }

    private static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
        builder.Services.AddPortalCore(builder.Configuration);
        builder.Services.AddPortalJobs(builder.Configuration);
        return builder.Build();
    }
}
