using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Telemetry;
using Portal.Testing;

namespace Portal.Jobs.Tests.Mail;

public sealed class InProcessTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_jobs_run_in_process_and_say_what_they_did(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var settings = TestSettings.Defaults();
        await using var portal = WrittenMail.PortalOn(database, settings);
        await portal.WriteMailAsync(2, MailPriority.Booking);
        using var host = Build(database, settings);
        await host.StartAsync(TestContext.Current.CancellationToken);

        var reports = host.Services.GetRequiredService<JobReports>();
        await Eventually.HoldsAsync(
            async () => (await reports.AllAsync(CancellationToken.None)).Select(run => run.Name).ToHashSet(StringComparer.Ordinal).SetEquals(PortalJobs.All.Select(job => job.Name)),
            "every job of the table has run and is written down");
        await Eventually.HoldsAsync(async () => (await portal.AllMailAsync()).All(m => m.State == MessageState.Sent), "the mail that waited is sent");
        var runs = await reports.AllAsync(CancellationToken.None);
        Assert.All(runs, run => Assert.NotNull(run.Did));
        Assert.All(runs, run => Assert.NotNull(run.NextAt));
        Assert.All(runs, run => Assert.Null(run.LastError));

        await portal.WriteMailAsync(1, MailPriority.Booking);
        host.Services.GetRequiredService<MailBell>().Ring();
        await Eventually.HoldsAsync(async () => (await portal.AllMailAsync()).Count(m => m.State == MessageState.Sent) == 3, "the bell was heard");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static IHost Build(TestDatabase database, Dictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection(database.Settings);
        builder.Services.AddPortalCore(builder.Configuration);
        builder.Services.AddPortalJobs(builder.Configuration);
        return builder.Build();
    }
}
