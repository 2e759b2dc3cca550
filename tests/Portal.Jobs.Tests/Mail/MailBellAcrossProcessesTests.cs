using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Testing;

namespace Portal.Jobs.Tests.Mail;

public sealed class MailBellAcrossProcessesTests
{
    [Fact]
    public async Task A_worker_is_woken_by_the_mail_of_another_process_without_any_tick()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var settings = TestSettings.Defaults();
        await using var portal = WrittenMail.PortalOn(database, settings);
        using var web = Build(database, settings, jobs: false);
        using var worker = Build(database, settings, jobs: true);
        await web.StartAsync(TestContext.Current.CancellationToken);
        await worker.StartAsync(TestContext.Current.CancellationToken);

        // The first may go because the worker starts, the second because it has begun to listen; the third and fourth only by the bell.
        for (var count = 1; count <= 4; count++)
        {
            await portal.WriteMailAsync(1, MailPriority.Account);
            web.Services.GetRequiredService<MailBell>().Ring();
            await Eventually.HoldsAsync(async () => (await portal.AllMailAsync()).Count(m => m.State == MessageState.Sent) == count, $"message {count} sent");
        }

        await worker.StopAsync(TestContext.Current.CancellationToken);
        await web.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A process on the database, with jobs but without the clock that would run them by itself, or without any.</summary>
    private static IHost Build(TestDatabase database, Dictionary<string, string?> settings, bool jobs)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection(database.Settings);
        builder.Services.AddPortalCore(builder.Configuration);
        if (jobs)
        {
            builder.Services.AddPortalJobs(builder.Configuration);
            var clocks = builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && $"{service.ImplementationType}".StartsWith("Quartz.", StringComparison.Ordinal)).ToList();
            Assert.Single(clocks);
            clocks.ForEach(clock => builder.Services.Remove(clock));
        }

        return builder.Build();
    }
}
