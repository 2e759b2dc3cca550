using Portal.Core.Updates;

namespace Portal.Core.Mail.Events;

/// <summary>Wakes whoever applies the provider's events after they were stored, in whichever process. Losing a ring does no harm: the job looks anyway.</summary>
public sealed class EventBell(LiveHints hints)
{
    private readonly HintInbox _rings = hints.Open(HintKind.ProviderEvents);

    /// <summary>Says that there may be events.</summary>
    public void Ring() => hints.EventsStored();

    /// <summary>Waits for the next ring, whichever process rang; rings in between count once.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        await _rings.WaitAsync(cancellationToken);
        _rings.Take();
    }
}
