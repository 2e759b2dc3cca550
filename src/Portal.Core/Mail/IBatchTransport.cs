namespace Portal.Core.Mail;

/// <summary>A way for mail to leave that takes one text for many people in one request.</summary>
public interface IBatchTransport : IMailTransport
{
    /// <summary>How many people one request may reach.</summary>
    int MostAtOnce { get; }

    /// <summary>Hands a batch over and tells what came of it, for all of it alike.</summary>
    Task<TransportAnswer> SendAsync(MailBatch batch, CancellationToken cancellationToken);
}
