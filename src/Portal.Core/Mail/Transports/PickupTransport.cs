using Microsoft.Extensions.Options;

namespace Portal.Core.Mail.Transports;

/// <summary>
/// Writes mails as <c>.eml</c> files into a folder, named by message id, written under another name and then renamed:
/// a file is there whole or not at all, and a repeat overwrites it.
/// </summary>
public sealed class PickupTransport(IOptions<MailOptions> options, TimeProvider clock) : IMailTransport
{
    private readonly string _folder = Path.GetFullPath(options.Value.PickupFolder);

    /// <inheritdoc />
    public async Task<TransportAnswer> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (MimeWriter.WhyNot(mail) is { } unfit)
        {
            return unfit;
        }

        try
        {
            Directory.CreateDirectory(_folder);
            var written = Path.Combine(_folder, $"{mail.MessageId}.tmp");
            await WriteAsync(mail, written, cancellationToken);
            File.Move(written, Path.Combine(_folder, $"{mail.MessageId}.eml"), overwrite: true);
            return TransportAnswer.Accepted;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return TransportAnswer.Later("folder-not-writable");
        }
    }

    private async Task WriteAsync(OutgoingMail mail, string path, CancellationToken cancellationToken)
    {
        using var message = MimeWriter.Write(mail, clock.GetUtcNow());
        await using var file = File.Create(path);
        await message.WriteToAsync(file, cancellationToken);
        file.Flush(flushToDisk: true);
    }
}
