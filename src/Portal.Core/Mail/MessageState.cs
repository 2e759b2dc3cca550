namespace Portal.Core.Mail;

/// <summary>Where a message stands.</summary>
public enum MessageState
{
    /// <summary>Waits for its time and its turn.</summary>
    Pending,

    /// <summary>A worker holds it and may have called the provider.</summary>
    Sending,

    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>Nobody knows whether the provider took it.</summary>
    InDoubt,

    /// <summary>Will not be sent; the reason says why.</summary>
    Failed,

    /// <summary>Was not to be sent any more; the reason says why.</summary>
    Skipped,

    /// <summary>A person must decide.</summary>
    Held,
}
