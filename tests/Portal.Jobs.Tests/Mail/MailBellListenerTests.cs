using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Testing;

namespace Portal.Jobs.Tests.Mail;

public sealed class MailBellListenerTests
{
    [Fact]
    public async Task A_connection_that_is_cut_stops_neither_the_listening_nor_the_process()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var settings = TestSettings.Defaults();
        // One for the first look of the listener and one for that of the job, whichever comes first.
        var cuts = new ConnectionCuts(database, times: 2);
        await using var portal = WrittenMail.PortalOn(database, settings);
        await WriteAsync(portal);
        using var host = Build(database, settings, cuts);
        await host.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => Task.FromResult(cuts.Made == 2), "both lost their connection");
        host.Services.GetRequiredService<MailBell>().Ring();
        await Eventually.HoldsAsync(async () => (await portal.AllMailAsync()).Single().State == MessageState.Sent, "the mail went once the database was there again");

        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task WriteAsync(TestPortal portal)
    {
        var amina = await portal.Data.CreateSupporterAsync();
        await using var db = portal.NewContext();
        portal.Services.GetRequiredService<Outbox>().Add(db, new MailDraft("one", MailPriority.Booking, ConnectionCuts.Template, "en") { SupporterId = amina.Id });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static IHost Build(TestDatabase database, Dictionary<string, string?> settings, ConnectionCuts cuts)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection(database.Settings);
        builder.Services.AddPortalCore(builder.Configuration);
        builder.Services.AddPortalJobs(builder.Configuration);
        cuts.AddWriter(builder.Services);
        return builder.Build();
    }
}
