using MimeKit;

namespace Portal.Testing;

/// <summary>The folder that the portal's mail goes to in tests.</summary>
public sealed class MailBox(string folder)
{
    /// <summary>Every mail so far, in the order of sending.</summary>
    public IReadOnlyList<MimeMessage> All() => Directory.Exists(folder)
        ? [.. new DirectoryInfo(folder).EnumerateFiles("*.eml", SearchOption.AllDirectories)
            .OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal).Select(file => MimeMessage.Load(file.FullName))]
        : [];

    /// <summary>What was sent to one address, in the order of sending.</summary>
    public IReadOnlyList<MimeMessage> To(string address) =>
        [.. All().Where(mail => mail.To.Mailboxes.Any(box => string.Equals(box.Address, address, StringComparison.OrdinalIgnoreCase)))];
}
