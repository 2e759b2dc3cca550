using Portal.Core.Circles;
using Quartz;

namespace Portal.Jobs.Circles;

/// <summary>Lets circles rest that nobody has hosted for long.</summary>
[DisallowConcurrentExecution]
internal sealed class CirclesRestJob(CircleRest rest) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Result = $"resting: {await rest.RestDueAsync(cancellationToken)}";
}
