using Portal.Core.Updates;

namespace Portal.Core.Shifts;

/// <summary>Says, after a commit, that a shift or its numbers changed: the shared snapshot is made anew and live screens follow.</summary>
public sealed class ShiftHints(LiveHints live)
{
    private long _generation;

    /// <summary>How many changes this process has seen.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>A place was taken or freed, or the shift was published, changed or cancelled.</summary>
    public void Changed(Guid shiftId)
    {
        Interlocked.Increment(ref _generation);
        live.PlacesChanged(shiftId);
    }
}
