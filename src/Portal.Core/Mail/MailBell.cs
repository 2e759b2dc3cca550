using System.Threading.Channels;

namespace Portal.Core.Mail;

/// <summary>Wakes the dispatcher of this process after a commit, so that nobody waits for a tick. Losing a ring does no harm: the job looks anyway.</summary>
public sealed class MailBell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that there may be mail.</summary>
    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Waits for the next ring; rings in between count once.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _rings.Reader.ReadAsync(cancellationToken);
}
