using System.ComponentModel.DataAnnotations;

namespace Portal.Core;

/// <summary>How often is often enough, from the section <c>Limits</c>. A warehouse shares one network address, so they are wide.</summary>
public sealed class LimitsOptions
{
    /// <summary>New accounts per network address (IPv6: per /64) and hour.</summary>
    [Range(1, 1_000_000)]
    public int RegistrationsPerHour { get; set; } = 60;

    /// <summary>Attempts to sign in per network address and minute.</summary>
    [Range(1, 1_000_000)]
    public int SignInsPerMinute { get; set; } = 60;

    /// <summary>Requests for account mail, and codes that are tried, per network address and hour.</summary>
    [Range(1, 1_000_000)]
    public int AccountMailsPerHour { get; set; } = 120;

    /// <summary>Account mails to one recipient in 24 hours.</summary>
    [Range(1, 100)]
    public int AccountMailsPerRecipientAndDay { get; set; } = 6;

    /// <summary>Concerns about people that are told, per person or network address and hour: each is a letter to several people.</summary>
    [Range(1, 1_000_000)]
    public int ConcernsPerHour { get; set; } = 20;

    /// <summary>Requests with events of the mail's provider per network address and minute: far more than it makes.</summary>
    [Range(1, 1_000_000)]
    public int WebhooksPerMinute { get; set; } = 3000;

    /// <summary>Forms of people without an account within ten minutes, over which a device must work a little before one is taken.</summary>
    [Range(0, 1_000_000)]
    public int OpenFormsBeforeWork { get; set; } = 60;

    /// <summary>How much work that is: each more doubles it. 16 is about a second on a phone.</summary>
    [Range(1, 32)]
    public int WorkBits { get; set; } = 16;

    /// <summary>Other forms that are sent, per person or network address and minute.</summary>
    [Range(1, 1_000_000)]
    public int FormsPerMinute { get; set; } = 240;
}
