using Portal.Core.Accounts.Deletion;
using Quartz;

namespace Portal.Jobs.Privacy;

/// <summary>Erases the accounts whose time has come.</summary>
[DisallowConcurrentExecution]
internal sealed class EraseAccountsJob(AccountEraser eraser) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Result = $"erased: {await eraser.RunAsync(cancellationToken)}";
}
