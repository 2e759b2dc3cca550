using Microsoft.Extensions.Logging;
using Portal.Core.Organisations.People;
using Quartz;

namespace Portal.Jobs.Organisations;

/// <summary>Tells people that a role ends within two weeks, and carries out what a day has ended.</summary>
[DisallowConcurrentExecution]
internal sealed class RoleEndsJob(RoleEndNotices notices, RoleEndings endings, ILogger<RoleEndsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (ended, held) = await endings.RunAsync(cancellationToken);
        var told = await notices.WriteDueAsync(cancellationToken);
        context.Result = $"told: {told}, ended: {ended}, held: {held}";
        if (told + ended + held > 0)
        {
            log.LogInformation("Roles that end {Report}.", context.Result);
        }
    }
}
