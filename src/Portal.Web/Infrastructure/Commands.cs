using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Jobs;

namespace Portal.Web.Infrastructure;

/// <summary>What the portal does when it is started: serve, or one of the command <c>migrate</c>.</summary>
public static class Commands
{
    /// <summary>Prepares the database, then runs the command named first, or serves until stopped.</summary>
    public static async Task RunAsync(WebApplication app, string[] args)
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            services.GetRequiredService<IStartupValidator>().Validate();
            switch (args.FirstOrDefault())
            {
                case "migrate":
                    await services.GetRequiredService<DatabaseStart>().MigrateAsync(CancellationToken.None);
                    await PortalJobsServices.ProvisionJobStoreAsync(app.Configuration, CancellationToken.None);
                    return;
            }

            await services.GetRequiredService<DatabaseStart>().StartAsync(CancellationToken.None);
        }

        await app.RunAsync();
    }
}
