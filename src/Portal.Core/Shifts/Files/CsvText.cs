using System.Text;

namespace Portal.Core.Shifts.Files;

/// <summary>Turns the bytes of a file into text: UTF-8 and UTF-16 with or without a mark, otherwise what Windows wrote in Western Europe.</summary>
public static class CsvText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The text, or null when these bytes are no text.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        var text = bytes switch
        {
            [0xEF, 0xBB, 0xBF, .. var rest] => Utf8(rest),
            [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
            [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            // A header is Latin: every second byte of it is zero.
            [not 0, 0, not 0, 0, ..] => Encoding.Unicode.GetString(bytes),
            [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode.GetString(bytes),
            _ => Utf8(bytes) ?? Windows.GetString(bytes),
        };
        return text is null || text.Any(letter => letter == '\0' || (char.IsControl(letter) && letter is not ('\r' or '\n' or '\t'))) ? null : text;
    }

    private static string? Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
