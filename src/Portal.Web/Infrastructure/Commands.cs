using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Data.Demo;
using Portal.Jobs;

namespace Portal.Web.Infrastructure;

/// <summary>What the portal does when it is started: serve, or one of the commands <c>migrate</c> and <c>seed</c>.</summary>
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
                case "seed":
                    await services.GetRequiredService<DatabaseStart>().MigrateAsync(CancellationToken.None);
                    await SeedAsync(services, app.Configuration);
                    return;
            }

            await services.GetRequiredService<DatabaseStart>().StartAsync(CancellationToken.None);
            if (services.GetRequiredService<IOptions<DemoOptions>>().Value.Seed)
            {
                await services.GetRequiredService<DemoData>().SeedAsync(CancellationToken.None);
                await Console.Out.WriteLineAsync($"Demo accounts: {string.Join(", ", DemoData.Accounts)}. Their password: {DemoData.Password}");
            }
        }

        await app.RunAsync();
    }

    private static async Task SeedAsync(IServiceProvider services, IConfiguration arguments)
    {
        await services.GetRequiredService<DemoData>().SeedAsync(CancellationToken.None);
        var size = new SeedSize(arguments.GetValue("shifts", 0), arguments.GetValue("volunteers", 0), arguments.GetValue("subscribers", 0));
        await services.GetRequiredService<LargeSeed>().SeedAsync(size, CancellationToken.None);
        await Console.Out.WriteLineAsync($"Made {size.Shifts} shifts, {size.Volunteers} volunteers and {size.Subscribers} subscribers. Their password: {DemoData.Password}");
    }
}
