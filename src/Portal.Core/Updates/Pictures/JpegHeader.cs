using System.Buffers.Binary;

namespace Portal.Core.Updates.Pictures;

/// <summary>Looks at how a JPEG (ITU-T T.81) is coded, without decoding it.</summary>
internal static class JpegHeader
{
    private const byte Marker = 0xFF;
    private const byte BaselineFrame = 0xC0;
    private const byte ExtendedFrame = 0xC1;
    private const byte StartOfScan = 0xDA;
    private const int ComponentsInFrame = 7;

    /// <summary>
    /// Whether it can be decoded line by line, because all its colours come in one scan. Of any other the decoder keeps every coefficient
    /// of the whole picture in memory, whatever size it is asked for. What cannot be told counts as the dearer kind.
    /// </summary>
    public static bool IsOnePass(ReadOnlySpan<byte> file)
    {
        var components = 0;
        for (var at = 2; at + 4 <= file.Length;)
        {
            if (file[at] != Marker)
            {
                return false;
            }

            var kind = file[at + 1];
            if (kind == Marker)
            {
                // Any number of these may stand before a marker.
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (kind == StartOfScan)
            {
                return at + 4 < file.Length && components > 0 && file[at + 4] == components;
            }

            if (IsFrame(kind))
            {
                if (kind is not (BaselineFrame or ExtendedFrame) || components > 0 || at + 2 + ComponentsInFrame >= file.Length)
                {
                    return false;
                }

                components = file[at + 2 + ComponentsInFrame];
            }

            at += 2 + length;
        }

        return false;
    }

    // C4, C8 and CC are tables and a reserve.
    private static bool IsFrame(byte kind) => kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
