using SkiaSharp;

namespace Portal.Core.Updates.Pictures;

/// <summary>
/// Reads a file that somebody sent, and writes the picture in it anew in two sizes, so that nothing is left of the file: no place, no
/// camera, no name, no preview. What it is, its content says, never its name. A header is believed only as far as it costs little; one
/// picture at a time is decoded in this process.
/// </summary>
public sealed class PictureEncoder : IDisposable
{
    /// <summary>Longest file, in bytes.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Most pixels of a JPEG that is decoded line by line, already smaller: what telephones call 50 megapixels, and a little more.</summary>
    public const long MostPixels = 64_000_000;

    /// <summary>Most pixels of all others, which are in memory as a whole: four to eight bytes a pixel.</summary>
    public const long MostPixelsWhole = 25_000_000;

    private const int Quality = 80;

    // A JPEG can be decoded at any number of eighths of its size.
    private const int Eighths = 8;

    // What shows through: the ground of the pages in the light.
    private static readonly SKColor Paper = new(0xFB, 0xF8, 0xF3);

    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The picture in a file, or why there is none.</summary>
    public async Task<PictureReading> EncodeAsync(byte[] file, CancellationToken cancellationToken)
    {
        if (file.Length > MostBytes)
        {
            return PictureReading.Not(PictureFault.TooBig);
        }

        if (!IsPicture(file))
        {
            return PictureReading.Not(PictureFault.OtherKind);
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return Encode(file);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    // No other decoder of the library is ever reached.
    private static bool IsPicture(ReadOnlySpan<byte> file) =>
        IsJpeg(file) || file.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || (file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8));

    private static PictureReading Encode(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return PictureReading.Not(PictureFault.Broken);
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > (IsJpeg(file) && JpegHeader.IsOnePass(file) ? MostPixels : MostPixelsWhole))
        {
            return PictureReading.Not(PictureFault.TooManyPixels);
        }

        using var colours = SKColorSpace.CreateSrgb();
        var scale = Math.Min(Eighths, Math.Ceiling(Eighths * (double)PictureSizes.Large / Math.Max(width, height))) / Eighths;
        var info = new SKImageInfo(0, 0, SKColorType.Rgba8888, codec.Info.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul, colours).WithSize(codec.GetScaledDimensions((float)scale));
        using var decoded = new SKBitmap();
        // Of an animation the first frame. Half a picture is none.
        if (!decoded.TryAllocPixels(info) || codec.GetPixels(info, decoded.GetPixels()) != SKCodecResult.Success)
        {
            return PictureReading.Not(PictureFault.Broken);
        }

        decoded.SetImmutable();
        using var image = SKImage.FromBitmap(decoded);
        return new PictureReading(InTwoSizes(image, PictureSizes.Fit(width, height, PictureSizes.Large), codec.EncodedOrigin, colours), null);
    }

    private static EncodedPicture InTwoSizes(SKImage image, (int Width, int Height) size, SKEncodedOrigin origin, SKColorSpace colours)
    {
        var (width, height) = PictureOrientation.IsOnItsSide(origin) ? (size.Height, size.Width) : size;
        using var large = Surface(width, height, colours);
        large.Canvas.SetMatrix(PictureOrientation.Upright(origin, width, height));
        large.Canvas.DrawImage(image, SKRect.Create(size.Width, size.Height), Sampling);
        var (smallWidth, smallHeight) = PictureSizes.Fit(width, height, PictureSizes.Small);
        using var small = Surface(smallWidth, smallHeight, colours);
        using var upright = large.Snapshot();
        small.Canvas.DrawImage(upright, SKRect.Create(smallWidth, smallHeight), Sampling);
        return new EncodedPicture(width, height, Jpeg(large), Jpeg(small));
    }

    private static SKSurface Surface(int width, int height, SKColorSpace colours)
    {
        var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, colours));
        surface.Canvas.Clear(Paper);
        return surface;
    }

    // Without its space of colours, which would be written as a profile: sRGB is what a JPEG without one is read as.
    private static byte[] Jpeg(SKSurface surface)
    {
        using var pixels = surface.PeekPixels();
        using var bare = new SKPixmap(pixels.Info.WithColorSpace(null), pixels.GetPixels(), pixels.RowBytes);
        using var jpeg = bare.Encode(new SKJpegEncoderOptions(Quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore));
        return jpeg?.ToArray() ?? throw new InvalidOperationException("The library wrote no JPEG.");
    }
}
