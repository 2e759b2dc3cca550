using Portal.Core.Privacy;

namespace Portal.Core.Mail;

/// <summary>One event of the provider as it came, stored before it is understood; applied afterwards, in any order and any number of times.</summary>
public sealed class ProviderEvent
{
    /// <summary>Longest identifier that is stored.</summary>
    public const int IdLength = 100;

    /// <summary>In the order of arrival.</summary>
    [NotPersonal(Because.Identifier)]
    public long Number { get; init; }

    /// <summary>The provider's own identifier (<c>sg_event_id</c>); unique, so that what is sent twice is stored once.</summary>
    [NotPersonal(Because.Identifier)]
    public required string EventId { get; init; }

    /// <summary>The message that it says it is about; null where it says none. There may be no such message.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? MessageId { get; init; }

    /// <summary>The event as JSON, the recipient's address in it.</summary>
    [Personal("to know whether mail arrived", Tier.Restricted, "30 days", Because.Nobody)]
    public required string Payload { get; init; }

    /// <summary>When it came.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it was applied, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>What it came to, as a short code; null until it is applied.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public string? Result { get; set; }
}
