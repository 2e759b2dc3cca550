using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Portal.Testing;

/// <summary>Files of pictures as people, cameras and attackers make them.</summary>
public static class TestPictures
{
    /// <summary>Four colours, one in each corner: red, green, then blue and black below.</summary>
    public static byte[] Corners(int width = 400, int height = 200, SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg, SKColorType colours = SKColorType.Rgba8888)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, colours, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Black);
            Fill(canvas, SKRect.Create(0, 0, width / 2f, height / 2f), SKColors.Red);
            Fill(canvas, SKRect.Create(width / 2f, 0, width / 2f, height / 2f), SKColors.Lime);
            Fill(canvas, SKRect.Create(0, height / 2f, width / 2f, height / 2f), SKColors.Blue);
        }

        return bitmap.Encode(format, 90).ToArray();
    }

    /// <summary>Nothing but what is behind it.</summary>
    public static byte[] Transparent(int width = 40, int height = 40)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(SKColors.Transparent);
        return bitmap.Encode(SKEncodedImageFormat.Png, 90).ToArray();
    }

    /// <summary>A JPEG as a telephone writes it: how it was held, and where, to the metre (Exif 2.3, in APP1).</summary>
    public static byte[] WithExif(byte[] jpeg, ushort orientation)
    {
        using var tiff = new MemoryStream();
        using var write = new BinaryWriter(tiff);
        write.Write("II*\0"u8);
        write.Write(8u);
        write.Write((ushort)2);
        Entry(write, 0x0112, 3, 1, orientation);
        Entry(write, 0x8825, 4, 1, 38);
        write.Write(0u);
        write.Write((ushort)2);
        Entry(write, 0x0001, 2, 2, 'N');
        Entry(write, 0x0002, 5, 3, 68);
        write.Write(0u);
        foreach (var part in new uint[] { 50, 1, 57, 1, 4123, 100 })
        {
            write.Write(part);
        }

        write.Write("Secret camera of Ruth"u8);
        byte[] body = [.. "Exif\0\0"u8, .. tiff.ToArray()];
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(body.Length + 2));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. body, .. jpeg[2..]];
    }

    /// <summary>A JPEG whose header claims another size, and another kind of coding where a kind is given (<c>C2</c> for progressive).</summary>
    public static byte[] Claiming(byte[] jpeg, ushort width, ushort height, byte? coding = null)
    {
        var changed = jpeg.ToArray();
        var frame = changed.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        changed[frame + 1] = coding ?? 0xC0;
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 7), width);
        return changed;
    }

    /// <summary>A PNG of a few bytes whose header, checksum and all, claims another size.</summary>
    public static byte[] PngClaiming(int width, int height)
    {
        var png = Transparent(1, 1);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Checksum(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>A WebP that moves: each of these for a tenth of a second. They are lossy ones of the same size.</summary>
    public static byte[] Moving(int width, int height, params byte[][] frames)
    {
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X", [0x02, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)]), .. Chunk("ANIM", new byte[6])];
        foreach (var frame in frames)
        {
            // Behind the twelve bytes of the container stands the one chunk of a still picture.
            body = [.. body, .. Chunk("ANMF", [.. new byte[6], .. Three(width - 1), .. Three(height - 1), .. Three(100), 0, .. frame[12..]])];
        }

        return Chunk("RIFF", body);
    }

    private static void Fill(SKCanvas canvas, SKRect where, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour };
        canvas.DrawRect(where, paint);
    }

    private static void Entry(BinaryWriter write, ushort tag, ushort type, uint count, uint value)
    {
        write.Write(tag);
        write.Write(type);
        write.Write(count);
        write.Write(value);
    }

    private static byte[] Chunk(string name, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. length, .. body, .. new byte[body.Length % 2]];
    }

    private static byte[] Three(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    // CRC-32 as PNG has it.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
            }
        }

        return ~sum;
    }
}
