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
    public async Task A_job_that_the_portal_has_no_more_disturbs_no_other()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var settings = TestSettings.Defaults();
        await using var portal = WrittenMail.PortalOn(database, settings);
        await using (PortalProcess.StartWorker(settings, database.Settings))
        {
            await Eventually.HoldsAsync(async () => await CountAsync(database, "qrtz_simple_triggers") >= PortalJobs.All.Count, "a worker that has written down its jobs");
        }

        // As a version before this one had left it: due within ten seconds, and of a class that there is not.
        await ExecuteAsync(database, "CREATE TEMP TABLE j AS SELECT * FROM qrtz_job_details WHERE job_name = 'retention'; UPDATE j SET job_name = 'gone', job_class_name = 'Portal.Jobs.Gone, Portal.Jobs'; INSERT INTO qrtz_job_details SELECT * FROM j");
        await ExecuteAsync(database, "CREATE TEMP TABLE t AS SELECT * FROM qrtz_triggers WHERE trigger_name = 'retention'; UPDATE t SET trigger_name = 'gone', job_name = 'gone', trigger_state = 'WAITING', next_fire_time = (SELECT next_fire_time FROM qrtz_triggers WHERE trigger_name = 'dispatch-mail'); INSERT INTO qrtz_triggers SELECT * FROM t");
        await ExecuteAsync(database, "CREATE TEMP TABLE s AS SELECT * FROM qrtz_simple_triggers WHERE trigger_name = 'retention'; UPDATE s SET trigger_name = 'gone'; INSERT INTO qrtz_simple_triggers SELECT * FROM s");

        await using var worker = PortalProcess.StartWorker(settings, database.Settings);
        await portal.WriteMailAsync(3, MailPriority.Booking);
        await SentAsync(portal, 3);

        await Eventually.HoldsAsync(async () => await CountAsync(database, "qrtz_triggers WHERE trigger_name = 'gone' AND trigger_state = 'WAITING'") == 0, "the trigger of no job is put aside");
        await portal.WriteMailAsync(3, MailPriority.Booking);
        await SentAsync(portal, 6);
        Assert.True(worker.Runs);
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

    private static Task<long> WorkersAsync(TestDatabase database) => CountAsync(database, "qrtz_scheduler_state");

    // Before the first worker there are no tables.
    private static async Task<long> CountAsync(TestDatabase database, string rows)
    {
        try
        {
            return (long)(await ExecuteAsync(database, $"SELECT count(*) FROM {rows}"))!;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return 0;
        }
    }

    private static async Task<object?> ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
