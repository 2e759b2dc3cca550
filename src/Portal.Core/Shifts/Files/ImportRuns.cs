using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Shifts.Files;

/// <summary>
/// Begins runs, tells how far they are and how they ended. How far a run is cannot be written beside it: SQLite has one writer, and that is
/// the run itself, whose one transaction nobody sees into before it ends. So the number of shifts made so far is kept in the memory of the
/// process that makes them; the row holds only what must outlive that: that the run began, is alive, and how it ended.
/// </summary>
public sealed class ImportRuns(Retry retry, ShiftImport files, TimeProvider clock) : IDisposable
{
    /// <summary>How often a run that is being made says that it is alive, to other processes.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromSeconds(15);

    /// <summary>A run that nobody has heard of for so long is given up.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long a run can be looked at.</summary>
    public static TimeSpan Remembered { get; } = TimeSpan.FromDays(30);

    // One after the other: each is one long transaction, and between two of them everybody else has their turn.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<Guid, int> _made = new();

    /// <summary>Begins a run once per <paramref name="formKey"/>. <c>IsNew</c> says whether the caller is the one to have it made.</summary>
    public Task<(Guid Id, bool IsNew)> BeginAsync(Guid actorId, Guid formKey, int shifts, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            // Who comes second collides with the index, looks again and finds the first one's.
            if (await db.ImportRuns.Where(r => r.ActorId == actorId && r.FormKey == formKey).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(token) is { } before)
            {
                return (before, false);
            }

            var now = clock.GetUtcNow();
            var run = new ImportRun { Id = Ids.New(clock), ActorId = actorId, FormKey = formKey, Shifts = shifts, BeganAt = now, HeardAt = now };
            db.ImportRuns.Add(run);
            await db.SaveChangesAsync(token);
            return (run.Id, true);
        },
        cancellationToken);

    /// <summary>Makes the shifts of a run that was begun. Whatever goes wrong, it ends with a word, and all shifts are made or none.</summary>
    public async Task MakeAsync(ImportOrder order, CancellationToken cancellationToken)
    {
        _made[order.RunId] = 0;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beating = BeatAsync(order.RunId, ended.Token);
        var end = ImportRunState.Stopped;
        var hasTurn = false;
        try
        {
            await _turn.WaitAsync(cancellationToken);
            hasTurn = true;
            var outcome = await files.ImportAsync(order.ActorId, order.Text, order.Publish, order.FormKey, cancellationToken, new(order.RunId, made => _made[order.RunId] = made));
            end = outcome.Made > 0 ? ImportRunState.Done : ImportRunState.Refused;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            end = ImportRunState.Refused;
            throw;
        }
        finally
        {
            if (hasTurn)
            {
                _turn.Release();
            }

            await ended.CancelAsync();
            await beating;
            _made.TryRemove(order.RunId, out _);
            await EndAsync(order.RunId, end, CancellationToken.None);
        }
    }

    /// <summary>How a run of this person stands; null where there is none. One that nobody is making any more is given up here, for good.</summary>
    public async Task<ImportProgress?> FindAsync(Guid actorId, Guid runId, CancellationToken cancellationToken)
    {
        var run = await ReadAsync(actorId, runId, cancellationToken);
        if (run is { State: ImportRunState.Running } && !_made.ContainsKey(runId) && run.HeardAt < clock.GetUtcNow() - Patience)
        {
            // A statement that only a run which is still running meets: should its process live after all, it finds this and makes nothing.
            await EndAsync(runId, ImportRunState.Stopped, cancellationToken);
            run = await ReadAsync(actorId, runId, cancellationToken);
        }

        return run is null ? null : new(run, _made.TryGetValue(runId, out var made) ? made : null);
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    /// <summary>Forgets the runs whose month is over; returns how many that were. What they made is not touched.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Remembered;
        return retry.RunAsync((db, token) => db.ImportRuns.Where(r => r.BeganAt <= before).ExecuteDeleteAsync(token), cancellationToken);
    }

    private Task<ImportRun?> ReadAsync(Guid actorId, Guid runId, CancellationToken cancellationToken) => retry.RunAsync(
        (db, token) => db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == runId && r.ActorId == actorId, token), cancellationToken);

    // On SQLite it waits until the run has ended, and then finds nothing to say; there no other process asks.
    private async Task BeatAsync(Guid runId, CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Beat, clock);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var now = clock.GetUtcNow();
                await retry.RunAsync((db, token) => Running(db, runId).ExecuteUpdateAsync(set => set.SetProperty(r => r.HeardAt, now), token), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
        catch (Exception fault) when (DatabaseFault.Is(fault))
        {
            // The run itself meets the same fault, or is given up.
        }
    }

    private Task<int> EndAsync(Guid runId, ImportRunState state, CancellationToken cancellationToken) => retry.RunAsync(
        (db, token) => Running(db, runId).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, state), token), cancellationToken);

    private static IQueryable<ImportRun> Running(PortalDbContext db, Guid runId) => db.ImportRuns.Where(r => r.Id == runId && r.State == ImportRunState.Running);
}

/// <summary>A file that is to be taken in.</summary>
public sealed record ImportOrder(Guid RunId, Guid ActorId, Guid FormKey, string Text, bool Publish);

/// <summary>What an import tells while it is at work, and the run in whose row it ends.</summary>
public sealed record ImportWatch(Guid RunId, Action<int> Made);

/// <summary>How a run stands.</summary>
/// <param name="Made">How many shifts are made so far, as far as this process makes them; otherwise null.</param>
public sealed record ImportProgress(ImportRun Run, int? Made);
