using System.Collections.Concurrent;
using Portal.Core.Shifts.Files;

namespace Portal.Web.Features.Organise.Import;

/// <summary>Has runs made beside the requests that begin them. When the process ends in order, those at work are broken off, and say so.</summary>
public sealed class ImportRunner(ImportRuns runs, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ImportRunner> log) : IHostedService
{
    // A small file is done before anybody could read that it is being made.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Task> _making = new();

    /// <summary>Has a run made, and waits a moment for it.</summary>
    public async Task TakeAsync(ImportOrder order)
    {
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _making[order.RunId] = made.Task;
        _ = Task.Run(() => MakeAsync(order, made), CancellationToken.None);
        try
        {
            await made.Task.WaitAsync(Moment, clock);
        }
        catch (TimeoutException)
        {
            // It goes on; its page tells how far it is.
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_making.Values).WaitAsync(cancellationToken);

    private async Task MakeAsync(ImportOrder order, TaskCompletionSource made)
    {
        try
        {
            await runs.MakeAsync(order, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            log.LogWarning("Import {Run} was broken off because the process stops. Nothing was made.", order.RunId);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Import {Run} failed. Nothing was made.", order.RunId);
        }
        finally
        {
            _making.TryRemove(order.RunId, out _);
            made.SetResult();
        }
    }
}
