using Portal.Core.Accounts.AddressChanges;
using Quartz;

namespace Portal.Jobs.Accounts;

/// <summary>Erases addresses that were asked for and not confirmed within a day, and former ones after a week.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetAddressChangesJob(AddressChangeService changes) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Result = $"forgotten: {await changes.ForgetAsync(cancellationToken)}";
}
