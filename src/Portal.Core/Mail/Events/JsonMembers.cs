using System.Text.Json;

namespace Portal.Core.Mail.Events;

/// <summary>Reads members of JSON that may be anything: whatever is missing or of another kind is null, and nothing throws.</summary>
internal static class JsonMembers
{
    /// <summary>How events are parsed. What is nested deeper is none: a parser that follows any depth needs the square of the time.</summary>
    public static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 64 };

    /// <summary>A member that is text, or null.</summary>
    public static string? Text(this JsonElement holder, string name)
    {
        if (holder.ValueKind != JsonValueKind.Object || !holder.TryGetProperty(name, out var member) || member.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates is no text.
            return null;
        }
    }

    /// <summary>A member that is a whole number, or text that says one; or null.</summary>
    public static long? Number(this JsonElement holder, string name)
    {
        if (holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number)
        {
            return member.TryGetInt64(out var number) ? number : null;
        }

        return long.TryParse(holder.Text(name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var said) ? said : null;
    }
}
