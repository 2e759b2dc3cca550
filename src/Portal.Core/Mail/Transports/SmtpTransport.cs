using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Portal.Core.Mail.Transports;

/// <summary>Hands mails to a mail server, one connection each.</summary>
public sealed class SmtpTransport(IOptions<MailOptions> options, TimeProvider clock) : IMailTransport
{
    private readonly SmtpOptions _server = options.Value.Smtp;

    /// <inheritdoc />
    public async Task<TransportAnswer> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = new SmtpClient { Timeout = (int)options.Value.Timeout.TotalMilliseconds };
        return await ConnectAsync(client, either.Token) ?? await HandOverAsync(client, mail, either.Token);
    }

    // Until here nothing of the mail was sent, so whatever goes wrong leaves no doubt.
    private async Task<TransportAnswer?> ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(_server.Host, _server.Port, SecureSocketOptions.Auto, cancellationToken);
            if (_server.User.Length > 0)
            {
                await client.AuthenticateAsync(_server.User, _server.Password, cancellationToken);
            }

            return null;
        }
        catch (AuthenticationException)
        {
            return TransportAnswer.Barred("smtp-authentication");
        }
        catch (Exception fault) when (fault is SocketException or IOException or ProtocolException or CommandException or SslHandshakeException or OperationCanceledException or TimeoutException)
        {
            return TransportAnswer.Later("smtp-connect");
        }
    }

    private async Task<TransportAnswer> HandOverAsync(SmtpClient client, OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var message = MimeWriter.Write(mail, clock.GetUtcNow());
        try
        {
            await client.SendAsync(message, cancellationToken);
            return TransportAnswer.Accepted;
        }
        catch (SmtpCommandException refusal)
        {
            var reason = $"smtp-{(int)refusal.StatusCode}";
            return (int)refusal.StatusCode < 500 ? TransportAnswer.Later(reason) : TransportAnswer.Refused(reason);
        }
        catch (Exception fault) when (fault is IOException or ProtocolException or OperationCanceledException or TimeoutException)
        {
            return TransportAnswer.Doubtful("smtp-no-answer");
        }
    }
}
