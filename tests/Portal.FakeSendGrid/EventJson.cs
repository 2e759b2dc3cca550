using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.FakeSendGrid;

/// <summary>The events of accepted mails, in the shape of SendGrid's documentation.</summary>
public static class EventJson
{
    /// <summary>The events of a request of <c>mail/send</c>, one for each kind and recipient.</summary>
    public static IEnumerable<JsonObject> Of(string mailBody, IReadOnlyList<string> kinds, long epochSeconds)
    {
        var mail = JsonSerializer.Deserialize<JsonElement>(mailBody);
        var addresses = mail.GetProperty("personalizations").EnumerateArray().Select(one => one.GetProperty("to")[0].GetProperty("email").GetString()!);
        return MailRules.MessageIds(mail).Zip(addresses).SelectMany(recipient => kinds.Select(kind => One(kind, recipient.First, recipient.Second, epochSeconds)));
    }

    /// <summary>One event; its identifier is made of kind and message, so that it is the same whenever it is sent.</summary>
    public static JsonObject One(string kind, string messageId, string address, long epochSeconds)
    {
        var one = new JsonObject
        {
            ["email"] = address,
            ["timestamp"] = epochSeconds,
            ["smtp-id"] = $"<{messageId}@ismtpd0001.sendgrid.net>",
            ["event"] = kind == "blocked" ? "bounce" : kind,
            ["category"] = new JsonArray("portal"),
            ["sg_event_id"] = $"{kind}-{messageId}",
            ["sg_message_id"] = $"{messageId}.recvd-1",
            ["message_id"] = messageId,
        };
        foreach (var (name, value) in More(kind))
        {
            one[name] = value;
        }

        return one;
    }

    private static IEnumerable<(string Name, string Value)> More(string kind) => kind switch
    {
        "bounce" => [("type", "bounce"), ("status", "5.1.1"), ("reason", "550 5.1.1 The address does not exist: check amina@example.org"), ("bounce_classification", "Invalid Address")],
        "blocked" => [("type", "blocked"), ("status", "5.7.1"), ("reason", "550 5.7.1 Our system has detected that this message is likely unsolicited"), ("bounce_classification", "Reputation")],
        "dropped" => [("reason", "Bounced Address"), ("status", "5.0.0")],
        "deferred" => [("response", "451 4.7.1 try again later"), ("attempt", "3")],
        "delivered" => [("response", "250 OK")],
        _ => [],
    };
}
