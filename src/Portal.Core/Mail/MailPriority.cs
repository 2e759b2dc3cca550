namespace Portal.Core.Mail;

/// <summary>Who goes first: the lower the number, the sooner. A newsletter never delays a reminder.</summary>
public enum MailPriority
{
    /// <summary>Mail about the account: confirm, reset.</summary>
    Account = 0,

    /// <summary>Confirmations, reminders, cancellations, call-outs.</summary>
    Booking = 10,

    /// <summary>Subscriptions and test sends of a newsletter.</summary>
    Subscription = 20,

    /// <summary>Newsletters.</summary>
    Newsletter = 30,
}
