using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Testing.Access;

/// <summary>
/// Looks for texts in what somebody got: as they are, written otherwise (entities, percent signs, another case, other spaces), in UTF-16,
/// and inside of Base64.
/// </summary>
public sealed partial class Canaries(IEnumerable<string> texts)
{
    private const int ShortestBase64 = 12;

    private readonly IReadOnlyList<(string Text, string Bare)> _texts = [.. texts.Select(text => (text, Bare(text)))];

    /// <summary>Which of them stand in an answer or a mail.</summary>
    public IReadOnlyList<string> In(byte[] bytes, string beside = "")
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var seen = Faces(Encoding.UTF8.GetString(bytes) + "\n" + beside).Append(Encoding.Unicode.GetString(bytes)).Append(Encoding.BigEndianUnicode.GetString(bytes)).Select(Bare).ToList();
        return [.. _texts.Where(canary => seen.Exists(face => face.Contains(canary.Bare, StringComparison.Ordinal))).Select(canary => canary.Text)];
    }

    private static IEnumerable<string> Faces(string text)
    {
        var decoded = Uri.UnescapeDataString(WebUtility.HtmlDecode(text));
        yield return text;
        yield return decoded;
        yield return WebUtility.HtmlDecode(decoded);
        yield return Escapes().Replace(decoded, match => $"{(char)Convert.ToInt32(match.Groups[1].Value, 16)}");
        foreach (var bytes in Base64().Matches(decoded).Select(match => Decoded(match.Value)).OfType<byte[]>())
        {
            yield return Encoding.UTF8.GetString(bytes);
            yield return Encoding.Unicode.GetString(bytes);
        }
    }

    private static byte[]? Decoded(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), bytes, out var length) && plain.Length >= ShortestBase64 ? bytes[..length] : null;
    }

    // Without spaces, and in one case.
    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"[A-Za-z0-9+/_-]{12,}={0,2}")]
    private static partial Regex Base64();
}
