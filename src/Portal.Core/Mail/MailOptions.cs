using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace Portal.Core.Mail;

/// <summary>How mail leaves the portal, from the section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Which way mail goes: a folder (the default, nothing to set up), SendGrid, or a server over SMTP.</summary>
    public MailTransportKind Transport { get; set; } = MailTransportKind.Pickup;

    /// <summary>The address that mail comes from.</summary>
    [Required(ErrorMessage = "Mail:From is missing: mail needs an address to come from.")]
    [EmailAddress(ErrorMessage = "Mail:From is not an e-mail address.")]
    public string From { get; set; } = "portal@example.org";

    /// <summary>The name beside that address; empty for <c>Portal:Name</c>.</summary>
    [StringLength(60, ErrorMessage = "Mail:FromName is longer than 60 characters.")]
    public string FromName { get; set; } = "";

    /// <summary>What every reminder bears as its subject, by language, so that it says nothing to who looks over a shoulder; empty for the portal's own words.</summary>
    public Dictionary<string, string> ReminderSubjects { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A mailbox that somebody reads, to which people may write to leave the newsletter; empty for none: then they leave by its links only.</summary>
    public string UnsubscribeMailbox { get; set => field = value.Trim(); } = "";

    /// <summary>The folder that mail is written to when it goes to a folder.</summary>
    [Required(ErrorMessage = "Mail:PickupFolder is empty: name a folder, or leave the setting out for data/mail.")]
    public string PickupFolder { get; set; } = "data/mail";

    /// <summary>How many messages are handed over at once.</summary>
    [Range(1, 50, ErrorMessage = "Mail:AtOnce must be between 1 and 50.")]
    public int AtOnce { get; set; } = 4;

    /// <summary>How long a provider may take to answer, in seconds; always shorter than the lease on a message.</summary>
    [Range(1, 60, ErrorMessage = "Mail:TimeoutSeconds must be between 1 and 60.")]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>Settings of SendGrid.</summary>
    [ValidateObjectMembers]
    public SendGridOptions SendGrid { get; set; } = new();

    /// <summary>Settings of a mail server.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>Whether the provider tells what becomes of mails: only then are bounces known, and doubts resolved by more than time.</summary>
    public bool HearsOfMails => Transport == MailTransportKind.SendGrid && SendGrid.WebhookPublicKey.Length > 0;

    /// <summary>The subject of a reminder in the current language: the one that is set, or else these words.</summary>
    internal string ReminderSubject(string own) => ReminderSubjects.GetValueOrDefault(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, own);

    /// <summary><see cref="TimeoutSeconds"/> as a time.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}

/// <summary>The ways mail can go.</summary>
public enum MailTransportKind
{
    /// <summary>Into a folder, as <c>.eml</c> files.</summary>
    Pickup,

    /// <summary>Through SendGrid's HTTP interface.</summary>
    SendGrid,

    /// <summary>Through a mail server.</summary>
    Smtp,
}
