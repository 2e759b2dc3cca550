using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>What one wants to be mailed.</summary>
public sealed class NotificationsForm
{
    /// <summary>Reminders of booked shifts.</summary>
    public bool Reminders { get; set; }

    /// <summary>Urgent calls for people.</summary>
    public bool CallOuts { get; set; }

    /// <summary>The newsletter.</summary>
    public bool Newsletter { get; set; }

    /// <summary>What is kept now.</summary>
    public static NotificationsForm Of(MailWishes wishes) => new() { Reminders = wishes.Reminders, CallOuts = wishes.CallOuts, Newsletter = wishes.Newsletter };

    /// <summary>What is to be kept.</summary>
    public MailWishes ToWishes() => new(Reminders, CallOuts, Newsletter);
}
