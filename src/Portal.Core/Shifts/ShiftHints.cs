using Portal.Core.Updates;

namespace Portal.Core.Shifts;

/// <summary>Says, after a commit, that a shift or its numbers changed: the shared snapshot is made anew and live screens follow.</summary>
public sealed class ShiftHints
{
    private readonly LiveHints _live;
    private readonly HintInbox _inbox;
    private readonly Lock _lock = new();
    private long _generation;

    /// <summary>Listens to what is said about places from now on, by whoever and in whichever process.</summary>
    public ShiftHints(LiveHints live) => (_live, _inbox) = (live, live.Open(HintKind.Places));

    /// <summary>Raised by every read that finds that something changed since the last.</summary>
    public long Generation
    {
        get
        {
            lock (_lock)
            {
                return _inbox.Take().Count > 0 ? ++_generation : _generation;
            }
        }
    }

    /// <summary>A place was taken or freed, or the shift was published, changed or cancelled.</summary>
    public void Changed(Guid shiftId) => _live.PlacesChanged(shiftId);
}
