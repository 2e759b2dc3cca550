namespace Portal.Core.Mail;

/// <summary>
/// A way for mail to leave. It never throws for what a provider does; it says what is known afterwards. It does not
/// try twice by itself: that is the dispatcher's to decide, which knows whether a second mail would do harm.
/// </summary>
public interface IMailTransport
{
    /// <summary>Hands one mail over and tells what came of it.</summary>
    Task<TransportAnswer> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
