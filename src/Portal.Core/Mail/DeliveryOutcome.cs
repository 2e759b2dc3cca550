namespace Portal.Core.Mail;

/// <summary>
/// What the provider's events say of a message, in the order of precedence: a later one in this list replaces an earlier one,
/// never the other way round, so that it does not matter in which order, or how often, events arrive.
/// </summary>
public enum DeliveryOutcome
{
    /// <summary>No event came.</summary>
    None = 0,

    /// <summary>The provider took it.</summary>
    Processed = 10,

    /// <summary>The receiving server asks for patience.</summary>
    Deferred = 20,

    /// <summary>The receiving server took it.</summary>
    Delivered = 30,

    /// <summary>Turned away for now: full, too large, suspected. The address may still work.</summary>
    Blocked = 40,

    /// <summary>The provider did not even try.</summary>
    Dropped = 50,

    /// <summary>There is no such address.</summary>
    Bounced = 60,

    /// <summary>Its reader left, by a link in it or by the provider's own.</summary>
    Unsubscribed = 70,

    /// <summary>Its reader called it spam.</summary>
    Complained = 80,
}
