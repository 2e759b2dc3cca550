using System.Text.Json;

namespace Portal.Core.Mail.Events;

/// <summary>What one event says, once it is understood.</summary>
/// <param name="MessageId">Of which message.</param>
/// <param name="Outcome">How far the message got.</param>
/// <param name="At">When that happened at the provider.</param>
/// <param name="Reason">Why, as a short code and a status; null where nothing is to be explained.</param>
/// <param name="Address">Of which address; null where the event does not say one that can be.</param>
public sealed record DeliveryNews(Guid MessageId, DeliveryOutcome Outcome, DateTimeOffset At, string? Reason, string? Address)
{
    /// <summary>Whether it implies that the provider took the message.</summary>
    public bool WasTaken => Outcome is not (DeliveryOutcome.None or DeliveryOutcome.Dropped);

    /// <summary>Whether it happened before an instant of the portal's. The provider tells whole seconds, so ours counts from the beginning of its second; there is no before none.</summary>
    public bool IsFromBefore(DateTimeOffset? ours) => ours is { } instant && At.ToUnixTimeSeconds() < instant.ToUnixTimeSeconds();

    /// <summary>Reads an event; null for one of a kind that says nothing about a message of the portal, or that cannot be understood. Throws at what is no JSON, or nested too deep.</summary>
    public static DeliveryNews? Read(string payload, DateTimeOffset receivedAt)
    {
        using var json = JsonDocument.Parse(payload, JsonMembers.Shallow);
        var one = json.RootElement;
        var outcome = OutcomeOf(one);
        return outcome != DeliveryOutcome.None && MessageOf(one) is { } messageId
            ? new DeliveryNews(messageId, outcome, TimeOf(one, receivedAt), EventReason.Of(one, outcome), one.Text("email"))
            : null;
    }

    /// <summary>Of which message an event is, or null.</summary>
    internal static Guid? MessageOf(JsonElement one) => Guid.TryParseExact(one.Text("message_id"), "D", out var messageId) ? messageId : null;

    /// <summary>Whether this one says more of a message than another: the higher outcome, of the same the earlier one. Of any two, one does, whatever came first.</summary>
    public bool Outdoes(DeliveryOutcome outcome, DateTimeOffset? at, string? reason) =>
        Outcome != outcome ? Outcome > outcome
        : At != at ? at is null || At < at
        : string.CompareOrdinal(Reason, reason) < 0;

    private static DeliveryOutcome OutcomeOf(JsonElement one) => one.Text("event") switch
    {
        "processed" => DeliveryOutcome.Processed,
        "deferred" => DeliveryOutcome.Deferred,
        "delivered" => DeliveryOutcome.Delivered,
        // What does not say that the address is wrong is taken for a passing trouble.
        "bounce" => one.Text("type") == "bounce" ? DeliveryOutcome.Bounced : DeliveryOutcome.Blocked,
        "blocked" => DeliveryOutcome.Blocked,
        "dropped" => DeliveryOutcome.Dropped,
        "unsubscribe" or "group_unsubscribe" => DeliveryOutcome.Unsubscribed,
        "spamreport" => DeliveryOutcome.Complained,
        _ => DeliveryOutcome.None,
    };

    // Nothing happened after it was told, and a time that cannot be is the time at which it was.
    private static DateTimeOffset TimeOf(JsonElement one, DateTimeOffset receivedAt) =>
        one.Number("timestamp") is { } seconds and > 0 && seconds < receivedAt.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : receivedAt;
}
