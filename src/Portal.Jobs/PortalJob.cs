using Quartz;

namespace Portal.Jobs;

/// <summary>A job of the portal and how often it looks. The truth is in the tables: a job may run twice, late or not at all without harm.</summary>
/// <param name="Type">The shell that is run.</param>
/// <param name="Name">How logs, the job store and the administrators' page call it.</param>
/// <param name="Every">The time between two looks.</param>
public sealed record PortalJob(Type Type, string Name, TimeSpan Every)
{
    /// <summary>A job that looks every so many seconds.</summary>
    public static PortalJob Of<TJob>(string name, int seconds)
        where TJob : IJob => new(typeof(TJob), name, TimeSpan.FromSeconds(seconds));
}
