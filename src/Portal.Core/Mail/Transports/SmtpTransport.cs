using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Portal.Core.Mail.Transports;

/// <summary>Hands mails to a mail server, one connection each.</summary>
public sealed class SmtpTransport(IOptions<MailOptions> options, TimeProvider clock) : IMailTransport
{
    // A mail that is too large for the server is refused with MAIL FROM, as is a sender; only the latter concerns all mail.
    private const int TooLarge = 552;

    // Said to a recipient as to anything else: the server goes away.
    private const int Closing = 421;

    private const int TlsFromTheFirstByte = 465;

    private readonly SmtpOptions _server = options.Value.Smtp;

    private SecureSocketOptions Encryption => _server switch
    {
        { Port: TlsFromTheFirstByte } => SecureSocketOptions.SslOnConnect,
        { RequiresTls: true } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };

    /// <inheritdoc />
    public async Task<TransportAnswer> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (MimeWriter.WhyNot(mail) is { } unfit)
        {
            return unfit;
        }

        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var client = new Line { Timeout = (int)options.Value.Timeout.TotalMilliseconds };
        if (await ConnectAsync(client, either.Token) is { } unreached)
        {
            return unreached;
        }

        var answer = await HandOverAsync(client, mail, either.Token);
        await LeaveAsync(client, either.Token);
        return answer;
    }

    // Until here nothing of the mail was sent, so whatever goes wrong leaves no doubt.
    private async Task<TransportAnswer?> ConnectAsync(Line client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(_server.Host, _server.Port, Encryption, cancellationToken);
            if (_server.User.Length > 0)
            {
                await client.AuthenticateAsync(_server.User, _server.Password, cancellationToken);
            }

            return null;
        }
        catch (NotSupportedException) when (!client.IsConnected)
        {
            // It offers no TLS: neither password nor mail is given to it.
            return TransportAnswer.Barred("smtp-no-tls");
        }
        catch (AuthenticationException refusal) when (refusal.InnerException is SmtpCommandException { StatusCode: var code } && (int)code < 500)
        {
            // The server cannot check the password at the moment, which says nothing about the password.
            return TransportAnswer.Later($"smtp-{(int)code}");
        }
        catch (Exception refusal) when (refusal is AuthenticationException or NotSupportedException)
        {
            return TransportAnswer.Barred("smtp-authentication");
        }
        catch (Exception)
        {
            return TransportAnswer.Later("smtp-connect");
        }
    }

    private async Task<TransportAnswer> HandOverAsync(Line client, OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var message = MimeWriter.Write(mail, clock.GetUtcNow());
        var body = new BodyWatch();
        try
        {
            await client.SendAsync(message, cancellationToken, body);
            return TransportAnswer.Accepted;
        }
        catch (SmtpCommandException refusal)
        {
            return Understand(refusal, client.IsAtRecipient);
        }
        catch (ServiceNotAuthenticatedException)
        {
            return TransportAnswer.Barred("smtp-530");
        }
        catch (Exception fault) when (IsOfTheLine(fault))
        {
            return body.HasBegun ? TransportAnswer.Doubtful("smtp-no-answer") : TransportAnswer.Later("smtp-no-answer");
        }
    }

    private static TransportAnswer Understand(SmtpCommandException refusal, bool isOfRecipient)
    {
        var code = (int)refusal.StatusCode;
        var reason = $"smtp-{code}";
        return refusal.ErrorCode switch
        {
            // Greylisting, a full mailbox: others are taken meanwhile.
            _ when code < 500 && isOfRecipient && code != Closing => TransportAnswer.Deferred(code),
            _ when code < 500 => TransportAnswer.Later(reason),
            // This portal's own address is not taken, so no mail would be.
            SmtpErrorCode.SenderNotAccepted when code != TooLarge => TransportAnswer.Barred(reason),
            _ => TransportAnswer.Refused(reason),
        };
    }

    // RFC 5321, section 4.1.1.10, asks for it. The answer stands, whatever becomes of the good-bye.
    private static async Task LeaveAsync(Line client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception fault) when (IsOfTheLine(fault) || fault is CommandException)
        {
            // The line is closed anyway.
        }
    }

    private static bool IsOfTheLine(Exception fault) =>
        fault is IOException or ProtocolException or OperationCanceledException or TimeoutException or ServiceNotConnectedException;

    /// <summary>Knows whether the server was being asked about the recipient: the client itself tells it of some answers only.</summary>
    private sealed class Line : SmtpClient
    {
        public bool IsAtRecipient { get; private set; }

        protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            base.OnSenderAccepted(message, mailbox, response);
            IsAtRecipient = true;
        }

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            base.OnRecipientAccepted(message, mailbox, response);
            IsAtRecipient = false;
        }
    }

    /// <summary>Knows whether any of the mail went over the line: before that, nobody can have taken it.</summary>
    private sealed class BodyWatch : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}
