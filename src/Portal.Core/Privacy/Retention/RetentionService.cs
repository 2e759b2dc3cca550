using Microsoft.Extensions.Logging;

namespace Portal.Core.Privacy.Retention;

/// <summary>Enforces the last column of the inventory: whatever has been kept for long enough is erased, and what that was is reported.</summary>
public sealed class RetentionService(IEnumerable<RetentionRule> rules, ILogger<RetentionService> log)
{
    /// <summary>
    /// Runs every rule, and says how much each erased: only numbers. One that fails keeps no other from running; then, after all of them,
    /// <see cref="AggregateException"/> is thrown.
    /// </summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var (erased, faults) = (new List<string>(), new List<Exception>());
        foreach (var rule in rules)
        {
            try
            {
                if (await rule.ForgetAsync(cancellationToken) is > 0 and var count)
                {
                    erased.Add($"{rule.Name} {count}");
                }
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                log.LogError("What was kept for long enough could not be erased: {Rule}, because of {Fault}.", rule.Name, fault.GetBaseException().GetType().Name);
                faults.Add(fault);
            }
        }

        var report = erased.Count == 0 ? "erased: nothing" : $"erased: {string.Join(", ", erased)}";
        if (erased.Count > 0)
        {
            log.LogInformation("Retention {Report}.", report);
        }

        return faults.Count == 0 ? report : throw new AggregateException(report, faults);
    }
}
