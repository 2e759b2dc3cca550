using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Updates;
using Portal.Jobs.Mail;
using Quartz;

namespace Portal.Jobs;

/// <summary>Registers the jobs, their triggers and the store that keeps them.</summary>
public static class PortalJobsServices
{
    private const string Scheduler = "Portal";
    private const int JobsAtOnce = 4;

    /// <summary>
    /// Runs every job of <see cref="PortalJobs"/> in this process: on SQLite by themselves, on PostgreSQL as one of any number of
    /// workers that share the database. Needs <c>AddPortalCore</c>; the database must be migrated before the host starts.
    /// </summary>
    public static IServiceCollection AddPortalJobs(this IServiceCollection services, IConfiguration configuration)
    {
        // Registered once, however many need it: the pages register it too.
        services.AddHostedService<HintListener>();
        services.AddHostedService<MailBellListener>();
        services.AddHostedService<EventBellListener>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = Scheduler);
            quartz.UseDefaultThreadPool(JobsAtOnce);
            quartz.AddJobListener<JobListener>();
            quartz.UseStoreOf(configuration);
            foreach (var job in PortalJobs.All)
            {
                quartz.Add(job);
            }
        });
        return services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    /// <summary>Makes the job store's tables where they are missing: for the command that migrates, so that workers need no right to make tables.</summary>
    public static async Task ProvisionJobStoreAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (UsesPostgres(configuration))
        {
            var builder = QuartzSchedulerBuilder.Create(quartz => quartz
                .ConfigureScheduler(scheduler => scheduler.InstanceName = Scheduler)
                .UsePersistentStore(store =>
                {
                    store.UsePostgres(configuration.GetConnectionString("Portal")!);
                    store.ProvisionSchema();
                }));
            var scheduler = await builder.BuildScheduler(cancellationToken);
            await scheduler.Shutdown(waitForJobsToComplete: false, cancellationToken);
        }
    }

    private static bool UsesPostgres(IConfiguration configuration) =>
        configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite) == DatabaseProvider.Postgres;

    private static void Add(this IQuartzBuilder quartz, PortalJob job)
    {
        var key = new JobKey(job.Name);
        quartz.AddJob(job.Type, (IJobConfigurator<IJob> detail) => detail.WithIdentity(key).StoreDurably().DisallowConcurrentExecution());
        quartz.AddTrigger((ITriggerConfigurator<IJob> trigger) => trigger
            .WithIdentity(job.Name)
            .ForJob(key)
            .StartNow()
            // A tick that was missed is not made up for: the next one sees the same tables.
            .WithSimpleSchedule(schedule => schedule.WithInterval(job.Every).RepeatForever()));
    }

    private static void UseStoreOf(this IQuartzBuilder quartz, IConfiguration configuration)
    {
        if (!UsesPostgres(configuration))
        {
            quartz.UseInMemoryStore();
            return;
        }

        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(configuration.GetConnectionString("Portal")!);
            // The instance's name is left to Quartz: in this version a name that is set, whatever it says, is shared by all workers.
            store.UseClustering();
            if (configuration.GetValue("Database:MigrateAtStart", defaultValue: true))
            {
                store.ProvisionSchema();
            }
        });
    }
}
