namespace Portal.Core.Mail.Chaos;

/// <summary>Where a worker can be made to die, to prove that it does no harm there. Named after what has just happened.</summary>
public enum CrashPoint
{
    /// <summary>Messages are taken under a lease; nothing is composed.</summary>
    Taken,

    /// <summary>The mail is composed; nothing is committed but the lease.</summary>
    Composed,

    /// <summary>"Sending" is committed; the provider was not called.</summary>
    Begun,

    /// <summary>The provider answered; nothing of it is written down.</summary>
    Answered,

    /// <summary>The answer is written down; the rest of what was taken is not given back.</summary>
    Settled,

    /// <summary>A slice of a newsletter's audience is written and not committed.</summary>
    SliceWritten,

    /// <summary>A slice is committed; the next is not begun.</summary>
    SliceCommitted,

    /// <summary>Doubts are decided and not committed.</summary>
    DoubtsDecided,
}
