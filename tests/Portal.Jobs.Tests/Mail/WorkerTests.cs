using Microsoft.Extensions.Configuration;
using Npgsql;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Testing;

namespace Portal.Jobs.Tests.Mail;

public sealed class WorkerTests
{
    [Fact]
    public async Task Two_workers_share_the_job_store_of_PostgreSQL_and_one_goes_on_when_the_other_is_killed()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var settings = TestSettings.Defaults();
        settings["Database:MigrateAtStart"] = "false";
        await PortalJobsServices.ProvisionJobStoreAsync(Configuration(database), TestContext.Current.CancellationToken);
        await using var portal = WrittenMail.PortalOn(database, settings);

        await using var one = PortalProcess.StartWorker(settings, database.Settings);
        await using var two = PortalProcess.StartWorker(settings, database.Settings);
        await Eventually.HoldsAsync(async () => await WorkersAsync(database) == 2, "two workers that know of each other");
        await portal.WriteMailAsync(3, MailPriority.Booking);
        await SentAsync(portal, 3);

        await one.KillAsync();
        await portal.WriteMailAsync(3, MailPriority.Booking);
        await SentAsync(portal, 6);
        Assert.Equal(6, new MailBox(settings["Mail:PickupFolder"]!).All().Count);
    }

    [Fact]
    public async Task A_worker_refuses_to_start_on_a_job_store_that_nobody_provisioned()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var settings = TestSettings.Defaults();
        settings["Database:MigrateAtStart"] = "false";

        await using var worker = PortalProcess.StartWorker(settings, database.Settings);

        await Eventually.HoldsAsync(() => Task.FromResult(!worker.Runs), "the end of a worker without its tables");
        Assert.Contains("qrtz_job_details", await worker.KillAsync(), StringComparison.Ordinal);
    }

    private static Task SentAsync(TestPortal portal, int count) => Eventually.HoldsAsync(
        async () => (await portal.AllMailAsync()).Count(m => m.State == MessageState.Sent) == count, $"{count} messages sent");

    private static IConfiguration Configuration(TestDatabase database) => new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build();

    private static async Task<long> WorkersAsync(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM qrtz_scheduler_state", connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
