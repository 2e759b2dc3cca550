using Portal.Core.Privacy;

namespace Portal.Core.Mail;

/// <summary>One row that says whether mail goes out at all. A provider that refuses the portal's key stops everything, so that nothing is burnt.</summary>
public sealed class MailSwitch
{
    /// <summary>The one row.</summary>
    public const int TheOne = 1;

    /// <summary>Always <see cref="TheOne"/>.</summary>
    [NotPersonal(Because.Identifier)]
    public int Id { get; init; } = TheOne;

    /// <summary>Since when sending is stopped, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>Why: the provider's answer, or the words of the person who stopped it; null when they gave none.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public string? Reason { get; set; }

    /// <summary>The administrator who stopped it, or null when the provider's answer did.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? StoppedById { get; set; }
}
