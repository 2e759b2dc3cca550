using System.Text;
using System.Text.Json;

namespace Portal.FakeSendGrid;

/// <summary>What SendGrid's documentation of <c>mail/send</c> demands of a request.</summary>
public static class MailRules
{
    private const int MostPersonalisations = 1000;
    private const int MostRecipients = 1000;
    private const int LongestCustomArgs = 10_000;
    private const int LongestSubstitutions = 10_000;

    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id", "x-sg-eid", "received", "dkim-signature", "Content-Type", "Content-Transfer-Encoding", "To", "From", "Subject", "Reply-To", "CC", "BCC",
    };

    /// <summary>The request and what is wrong with it.</summary>
    public static (JsonElement Mail, IReadOnlyList<Fault> Faults) Read(string body)
    {
        try
        {
            var mail = JsonSerializer.Deserialize<JsonElement>(body);
            return (mail, [.. From(mail), .. Personalisations(mail), .. Content(mail), .. Headers(mail, "headers"), .. CustomArgs(mail, "custom_args"), .. Attachments(mail)]);
        }
        catch (JsonException)
        {
            return (default, [new Fault("Bad Request", null)]);
        }
    }

    /// <summary>The message id of every personalisation: its own, or the request's.</summary>
    public static IEnumerable<string> MessageIds(JsonElement mail) =>
        mail.GetProperty("personalizations").EnumerateArray().Select(p => Id(p) ?? Id(mail) ?? "none");

    private static string? Id(JsonElement holder) => Text(Member(holder, "custom_args"), "message_id");

    private static IEnumerable<Fault> From(JsonElement mail)
    {
        if (!IsAddress(Text(Member(mail, "from"), "email")))
        {
            yield return new Fault("The from object must be provided for every email send, with a valid address.", "from.email");
        }
    }

    private static IEnumerable<Fault> Personalisations(JsonElement mail)
    {
        var all = Items(mail, "personalizations");
        if (all.Count is 0 or > MostPersonalisations)
        {
            yield return new Fault("The personalizations field is required, with 1 to 1000 of them.", "personalizations");
        }

        if (all.Sum(one => Recipients(one).Count) > MostRecipients)
        {
            yield return new Fault("The total number of recipients must be no more than 1000, across to, cc and bcc of all personalizations.", "personalizations");
        }

        for (var i = 0; i < all.Count; i++)
        {
            foreach (var fault in Personalisation(mail, all[i], $"personalizations.{i}"))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<Fault> Personalisation(JsonElement mail, JsonElement one, string at)
    {
        var addresses = Recipients(one);
        if (Items(one, "to").Count == 0 || !addresses.TrueForAll(IsAddress))
        {
            yield return new Fault("The to array is required for all personalization objects, with valid addresses.", $"{at}.to");
        }

        if (addresses.Distinct(StringComparer.OrdinalIgnoreCase).Count() < addresses.Count)
        {
            yield return new Fault("Each email address in the personalization block should be unique between to, cc, and bcc.", at);
        }

        if (string.IsNullOrEmpty(Text(one, "subject") ?? Text(mail, "subject")))
        {
            yield return new Fault("The subject is required.", "subject");
        }

        if (Members(one, "substitutions").Any(tag => tag.Value.ValueKind != JsonValueKind.String)
            || Encoding.UTF8.GetByteCount(Member(one, "substitutions")?.GetRawText() ?? "") > LongestSubstitutions)
        {
            yield return new Fault("The substitutions must be strings and less than 10,000 bytes per personalization.", $"{at}.substitutions");
        }

        foreach (var fault in Headers(one, $"{at}.headers").Concat(CustomArgs(one, $"{at}.custom_args")))
        {
            yield return fault;
        }
    }

    private static List<string?> Recipients(JsonElement personalisation) =>
        [.. new[] { "to", "cc", "bcc" }.SelectMany(field => Items(personalisation, field)).Select(to => Text(to, "email"))];

    private static IEnumerable<Fault> Content(JsonElement mail)
    {
        var parts = Items(mail, "content");
        var types = parts.Select(part => Text(part, "type")).ToList();
        if (parts.Count == 0 || parts.Any(part => string.IsNullOrEmpty(Text(part, "value")) || string.IsNullOrEmpty(Text(part, "type"))))
        {
            yield return new Fault("The content value must be a string at least one character in length.", "content");
        }

        var order = types.Select(type => type switch { "text/plain" => 0, "text/html" => 1, _ => 2 }).ToList();
        if (!order.SequenceEqual(order.Order()))
        {
            yield return new Fault("If present, text/plain must be first, then text/html, then anything else.", "content");
        }
    }

    private static IEnumerable<Fault> Headers(JsonElement holder, string at) => Members(holder, "headers").Where(header =>
        header.Value.ValueKind != JsonValueKind.String || ReservedHeaders.Contains(header.Name) || header.Value.GetString()!.AsSpan().ContainsAny('\r', '\n'))
        .Select(header => new Fault($"The header {header.Name} is reserved or no string of one line.", at));

    private static IEnumerable<Fault> CustomArgs(JsonElement holder, string at)
    {
        var all = Members(holder, "custom_args");
        if (Member(holder, "custom_args") is { ValueKind: not JsonValueKind.Object })
        {
            yield return new Fault("The custom_args must be an object.", at);
        }

        if (all.Any(arg => arg.Value.ValueKind != JsonValueKind.String))
        {
            yield return new Fault("The values of custom_args must be strings.", at);
        }

        if (Encoding.UTF8.GetByteCount(Member(holder, "custom_args")?.GetRawText() ?? "") > LongestCustomArgs)
        {
            yield return new Fault("The custom_args must be less than 10,000 bytes.", at);
        }
    }

    private static IEnumerable<Fault> Attachments(JsonElement mail) => Items(mail, "attachments")
        .Where(file => string.IsNullOrEmpty(Text(file, "filename")) || !IsBase64(Text(file, "content")))
        .Select(_ => new Fault("An attachment needs a filename and base64 content.", "attachments"));

    private static bool IsBase64(string? text) => !string.IsNullOrEmpty(text) && Convert.TryFromBase64String(text, new byte[text.Length], out _);

    // It takes no letters beyond ASCII before the @ (RFC 6531 is not supported).
    private static bool IsAddress(string? text) =>
        text is not null && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Any(char.IsWhiteSpace) && Ascii.IsValid(text.AsSpan(0, at));

    private static JsonElement? Member(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private static string? Text(JsonElement? holder, string name) =>
        holder is { } there && Member(there, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static List<JsonElement> Items(JsonElement holder, string name) =>
        Member(holder, name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    private static List<JsonProperty> Members(JsonElement holder, string name) =>
        Member(holder, name) is { ValueKind: JsonValueKind.Object } found ? [.. found.EnumerateObject()] : [];
}

/// <summary>One complaint, and the field it is about.</summary>
public sealed record Fault(string Message, string? Field);
