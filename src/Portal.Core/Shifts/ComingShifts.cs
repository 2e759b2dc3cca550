using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;

namespace Portal.Core.Shifts;

/// <summary>The one shared snapshot of published shifts: at most ten seconds old, and made anew as soon as something changes in this process.</summary>
public sealed class ComingShifts(IDbContextFactory<PortalDbContext> contexts, ShiftHints hints, TimeProvider clock) : IDisposable
{
    /// <summary>How far ahead it looks.</summary>
    public static TimeSpan Ahead { get; } = TimeSpan.FromDays(56);

    /// <summary>How long it is kept when nothing is heard: changes of other processes are seen after this time at the latest.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private ShiftSnapshot? _current;

    /// <summary>The snapshot as it is now: never older than the last change that this process knew of before the call.</summary>
    public async ValueTask<ShiftSnapshot> CurrentAsync(CancellationToken cancellationToken)
    {
        var seen = hints.Generation;
        if (Fresh(seen) is { } kept)
        {
            return kept;
        }

        // One makes it, the others wait for that one.
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return Fresh(seen) ?? (_current = await BuildAsync(cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>One page of the list, as a person (null: nobody signed in) may see it.</summary>
    public async Task<ShiftPage> ListAsync(ShiftFilter filter, Person? person, CancellationToken cancellationToken) =>
        ShiftSearch.Run(await CurrentAsync(cancellationToken), filter, person, clock.GetUtcNow());

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private ShiftSnapshot? Fresh(long seen) =>
        Volatile.Read(ref _current) is { } current && current.Generation >= seen && clock.GetUtcNow() - current.BuiltAt < Kept ? current : null;

    private async Task<ShiftSnapshot> BuildAsync(CancellationToken cancellationToken)
    {
        var generation = hints.Generation;
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var shifts = await ComingShiftRow.ReadAsync(db, now, now + Ahead, cancellationToken);
        return new(now, generation, _current is { } before ? [.. shifts.Select(before.OrAsBefore)] : shifts);
    }
}
