using Portal.Core.Updates;

namespace Portal.Core.Mail;

/// <summary>
/// Wakes the dispatchers after a commit, those of other processes on PostgreSQL included, so that nobody waits for a tick.
/// Losing a ring does no harm: the job looks anyway.
/// </summary>
public sealed class MailBell(LiveHints hints)
{
    private readonly HintInbox _rings = hints.Open(HintKind.Mail);

    /// <summary>Says that there may be mail.</summary>
    public void Ring() => hints.MailWritten();

    /// <summary>Waits for the next ring, whichever process rang; rings in between count once.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        await _rings.WaitAsync(cancellationToken);
        _rings.Take();
    }
}
