using System.Collections.Immutable;

namespace Portal.Core.Updates;

/// <summary>
/// Says, after a commit, that live screens, or the dispatchers of mail, may be behind. Saying so is cheap, never blocks, never fails and may be lost:
/// the numbers in the database are what counts. On PostgreSQL the other processes hear it too.
/// </summary>
public sealed class LiveHints
{
    /// <summary>The one hint at mail.</summary>
    internal static readonly Hint MailWaits = new(HintKind.Mail, "outbox");

    /// <summary>The one hint at events of the mail's provider.</summary>
    internal static readonly Hint EventsWait = new(HintKind.ProviderEvents, "inbox");

    private ImmutableArray<(HintKind[] Kinds, bool FromHere, HintInbox Inbox)> _readers = [];

    /// <summary>This process among those on the same database.</summary>
    internal string Self { get; } = $"{Guid.CreateVersion7():N}";

    /// <summary>Places of this shift were taken or freed, or the shift was published, changed or cancelled.</summary>
    public void PlacesChanged(Guid shiftId) => Tell(new Hint(HintKind.Places, shiftId.ToString()), fromHere: true);

    /// <summary>This channel has a new event.</summary>
    public void ChannelsMoved(string channel) => Tell(new Hint(HintKind.Channel, channel), fromHere: true);

    /// <summary>This call-out began, ended, or somebody answered it.</summary>
    public void CallOutMoved(Guid callOutId) => Tell(new Hint(HintKind.CallOut, callOutId.ToString()), fromHere: true);

    /// <summary>An action was done once more or less, or changed.</summary>
    public void ActionMoved(Guid actionId) => Tell(new Hint(HintKind.Action, actionId.ToString()), fromHere: true);

    /// <summary>There may be mail to send. Said by the bell of the mail.</summary>
    internal void MailWritten() => Tell(MailWaits, fromHere: true);

    /// <summary>There may be events to apply. Said by their bell.</summary>
    internal void EventsStored() => Tell(EventsWait, fromHere: true);

    /// <summary>Opens an inbox that receives every later hint of these kinds, whichever process gave it.</summary>
    public HintInbox Open(params HintKind[] kinds) => Open(kinds, fromHere: false);

    /// <summary>Opens an inbox for what this process itself says, to be passed on to the others.</summary>
    internal HintInbox OpenOutgoing() => Open(Enum.GetValues<HintKind>(), fromHere: true);

    /// <summary>Tells the readers of this process what another one said.</summary>
    internal void Heard(Hint hint) => Tell(hint, fromHere: false);

    private HintInbox Open(HintKind[] kinds, bool fromHere)
    {
        var inbox = new HintInbox();
        ImmutableInterlocked.Update(ref _readers, readers => readers.Add((kinds, fromHere, inbox)));
        return inbox;
    }

    private void Tell(Hint hint, bool fromHere)
    {
        foreach (var reader in _readers)
        {
            if (reader.Kinds.Contains(hint.Kind) && (fromHere || !reader.FromHere))
            {
                reader.Inbox.Put(hint);
            }
        }
    }
}
