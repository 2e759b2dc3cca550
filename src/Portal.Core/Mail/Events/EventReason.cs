using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Core.Mail.Events;

/// <summary>Says why in the portal's own words: a short code and the server's status (RFC 3463). What the server itself wrote may name an address, and is left.</summary>
public static partial class EventReason
{
    /// <summary>The address was wrong before: the provider knows it and does not try.</summary>
    public const string DroppedBounced = "dropped-bounced";

    /// <summary>The provider takes it for no address.</summary>
    public const string DroppedInvalid = "dropped-invalid";

    /// <summary>Its owner called a mail spam before.</summary>
    public const string DroppedComplained = "dropped-complained";

    /// <summary>Its owner left by the provider's own link before.</summary>
    public const string DroppedUnsubscribed = "dropped-unsubscribed";

    /// <summary>Its reader left.</summary>
    public const string Unsubscribed = "unsubscribed";

    private const int Looked = 1000;

    /// <summary>The reason of an event; null for an outcome that needs none.</summary>
    internal static string? Of(JsonElement one, DeliveryOutcome outcome)
    {
        var code = outcome switch
        {
            DeliveryOutcome.Deferred => "deferred",
            DeliveryOutcome.Blocked => Blocked(one),
            DeliveryOutcome.Bounced => "bounced",
            DeliveryOutcome.Dropped => Dropped(one.Text("reason") ?? ""),
            DeliveryOutcome.Unsubscribed => Unsubscribed,
            DeliveryOutcome.Complained => "complained",
            _ => null,
        };
        return code is not null && Status(one) is { } status ? $"{code} {status}" : code;
    }

    /// <summary>A reason's code without the status behind it.</summary>
    public static string CodeOf(string? reason) => reason?.Split(' ', 2)[0] ?? "";

    private static string Blocked(JsonElement one) => one.Text("bounce_classification") switch
    {
        "Reputation" => "blocked-reputation",
        "Content" => "blocked-content",
        "Frequency or Volume Too High" => "blocked-volume",
        "Mailbox Unavailable" => "blocked-mailbox",
        "Technical Failure" => "blocked-technical",
        _ => "blocked",
    };

    private static string Dropped(string words) => words switch
    {
        "Bounced Address" => DroppedBounced,
        "Invalid" => DroppedInvalid,
        "Spam Reporting Address" => DroppedComplained,
        "Unsubscribed Address" => DroppedUnsubscribed,
        "Spam Content" => "dropped-content",
        _ when words.StartsWith("Recipient List over", StringComparison.Ordinal) => "dropped-quota",
        _ => "dropped",
    };

    private static string? Status(JsonElement one) => StatusIn(one.Text("status")) ?? StatusIn(one.Text("reason")) ?? StatusIn(one.Text("response"));

    private static string? StatusIn(string? text) =>
        text is not null && StatusPattern().Match(text.Length > Looked ? text[..Looked] : text) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)", RegexOptions.CultureInvariant)]
    private static partial Regex StatusPattern();
}
