using Microsoft.Extensions.Options;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Data;
using Portal.Core.Data.Demo;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Audit;
using Portal.Jobs;

namespace Portal.Web.Infrastructure;

/// <summary>What the portal does when it is started: serve, or one of the commands <c>migrate</c>, <c>seed</c>, <c>appoint</c>, <c>verify-audit</c> and <c>register</c>.</summary>
public static class Commands
{
    /// <summary>Prepares the database, then runs the command named first, or serves until stopped. Returns the exit code.</summary>
    public static async Task<int> RunAsync(WebApplication app, string[] args)
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
                    return 0;
                case "appoint":
                    return await AppointAsync(services, args.ElementAtOrDefault(1));
                case "verify-audit":
                    return await VerifyAuditAsync(services, args[1..]);
                case "register":
                    await File.WriteAllTextAsync(args.ElementAtOrDefault(1) ?? "register.md", services.GetRequiredService<Register>().Write());
                    return 0;
                case "seed":
                    await services.GetRequiredService<DatabaseStart>().MigrateAsync(CancellationToken.None);
                    await SeedAsync(services, app.Configuration);
                    return 0;
            }

            await services.GetRequiredService<DatabaseStart>().StartAsync(CancellationToken.None);
            if (services.GetRequiredService<IOptions<DemoOptions>>().Value.Seed)
            {
                await services.GetRequiredService<DemoData>().SeedAsync(CancellationToken.None);
                await Console.Out.WriteLineAsync($"Demo accounts: {string.Join(", ", DemoData.Accounts)}. Their password: {DemoData.Password}. The page of the second step shows its code.");
            }
        }

        await app.RunAsync();
        return 0;
    }

    private static async Task<int> AppointAsync(IServiceProvider services, string? address)
    {
        var isDone = address is not null && await services.GetRequiredService<CoalitionRoles>().AppointFirstAsync(address, CancellationToken.None);
        await Console.Out.WriteLineAsync(isDone
            ? "Done. A second step is asked of them at their next sign-in."
            : "Not done: the account has to be there and confirmed, and from two administrators on they appoint each other at /admin/roles.");
        return isDone ? 0 : 1;
    }

    // Beside a portal that runs, also on SQLite: it only reads.
    private static async Task<int> VerifyAuditAsync(IServiceProvider services, string[] copies)
    {
        var lines = new List<string>();
        foreach (var copy in copies.Where(argument => !argument.StartsWith('-')))
        {
            lines.AddRange(await File.ReadAllLinesAsync(copy));
        }

        var flaws = await services.GetRequiredService<AuditVerifier>().VerifyAsync(lines, CancellationToken.None);
        foreach (var flaw in flaws)
        {
            await Console.Out.WriteLineAsync(flaw);
        }

        await Console.Out.WriteLineAsync(flaws.Count > 0 ? "The record is NOT whole." : lines.Count > 0 ? "The record is whole." : "The record is whole, as far as can be told without a copy of its seals.");
        return flaws.Count > 0 ? 1 : 0;
    }

    private static async Task SeedAsync(IServiceProvider services, IConfiguration arguments)
    {
        await services.GetRequiredService<DemoData>().SeedAsync(CancellationToken.None);
        var size = new SeedSize(arguments.GetValue("shifts", 0), arguments.GetValue("volunteers", 0), arguments.GetValue("subscribers", 0));
        await services.GetRequiredService<LargeSeed>().SeedAsync(size, CancellationToken.None);
        await Console.Out.WriteLineAsync($"Made {size.Shifts} shifts, {size.Volunteers} volunteers and {size.Subscribers} subscribers. Their password: {DemoData.Password}");
    }
}
