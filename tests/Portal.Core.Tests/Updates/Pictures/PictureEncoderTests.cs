using System.Text;
using Portal.Core.Updates.Pictures;
using SkiaSharp;

namespace Portal.Core.Tests.Updates.Pictures;

public sealed class PictureEncoderTests : IDisposable
{
    private readonly PictureEncoder _encoder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _encoder.Dispose();

    [Fact]
    public async Task Nothing_of_what_the_camera_wrote_is_left()
    {
        var file = TestPictures.WithExif(TestPictures.Corners(), orientation: 1);
        Assert.Contains((byte)0xE1, SegmentsOf(file));
        Assert.Contains("Ruth", Encoding.Latin1.GetString(file), StringComparison.Ordinal);

        var picture = await ReadAsync(file);

        foreach (var jpeg in new[] { picture.Large, picture.Small })
        {
            Assert.DoesNotContain(SegmentsOf(jpeg), kind => kind is (> 0xE0 and <= 0xEF) or 0xFE);
            Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(jpeg), StringComparison.Ordinal);
            Assert.DoesNotContain("ICC", Encoding.Latin1.GetString(jpeg), StringComparison.Ordinal);
        }
    }

    // Where the corner goes that is stored first, and the one beside it: as the standard draws the letter F.
    [Theory]
    [InlineData(1, "top left", "top right")]
    [InlineData(2, "top right", "top left")]
    [InlineData(3, "bottom right", "bottom left")]
    [InlineData(4, "bottom left", "bottom right")]
    [InlineData(5, "top left", "bottom left")]
    [InlineData(6, "top right", "bottom right")]
    [InlineData(7, "bottom right", "top right")]
    [InlineData(8, "bottom left", "top left")]
    public async Task It_stands_upright_however_the_camera_was_held(int orientation, string red, string green)
    {
        var picture = await ReadAsync(TestPictures.WithExif(TestPictures.Corners(), (ushort)orientation));

        Assert.Equal(orientation > 4 ? (200, 400) : (400, 200), (picture.Width, picture.Height));
        foreach (var jpeg in new[] { picture.Large, picture.Small })
        {
            Assert.True(IsLike(SKColors.Red, Corner(jpeg, red)), $"{Corner(jpeg, red)}");
            Assert.True(IsLike(SKColors.Lime, Corner(jpeg, green)), $"{Corner(jpeg, green)}");
        }
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task Each_kind_becomes_two_sizes_and_none_is_made_larger(SKEncodedImageFormat format)
    {
        var large = await ReadAsync(TestPictures.Corners(2400, 1200, format));
        Assert.Equal((1600, 800), (large.Width, large.Height));
        Assert.Equal((1600, 800), SizeOf(large.Large));
        Assert.Equal((640, 320), SizeOf(large.Small));
        Assert.True(IsLike(SKColors.Blue, Corner(large.Small, "bottom left")));

        var tiny = await ReadAsync(TestPictures.Corners(30, 70, format));
        Assert.Equal((30, 70), SizeOf(tiny.Large));
        Assert.Equal((30, 70), SizeOf(tiny.Small));
        Assert.Equal(PictureSizes.SmallWidth(1600, 800), SizeOf(large.Small).Width);
    }

    [Fact]
    public async Task A_photograph_of_fifty_megapixels_is_taken()
    {
        var file = TestPictures.Corners(8160, 6144, colours: SKColorType.Rgb565);
        Assert.True(JpegHeader.IsOnePass(file));

        var picture = await ReadAsync(file);

        Assert.Equal((1600, 1205), (picture.Width, picture.Height));
        Assert.True(IsLike(SKColors.Lime, Corner(picture.Large, "top right")));
    }

    [Fact]
    public async Task What_claims_more_than_is_decoded_is_refused_by_its_header()
    {
        var small = TestPictures.Corners();
        Assert.Equal(PictureFault.TooManyPixels, await FaultAsync(TestPictures.Claiming(small, 65_000, 65_000)));
        Assert.Equal(PictureFault.TooManyPixels, await FaultAsync(TestPictures.PngClaiming(60_000, 60_000)));
        Assert.Equal(PictureFault.TooManyPixels, await FaultAsync(TestPictures.PngClaiming(5_001, 5_000)));

        // Thirty-six megapixels: line by line they would do, as a whole they are too many.
        Assert.NotEqual(PictureFault.TooManyPixels, await FaultAsync(TestPictures.Claiming(small, 6_000, 6_000)));
        Assert.Equal(PictureFault.TooManyPixels, await FaultAsync(TestPictures.Claiming(small, 6_000, 6_000, coding: 0xC2)));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_file_that_ends_early_or_is_garbled_is_refused_and_throws_nothing(SKEncodedImageFormat format)
    {
        var file = Noise(format);
        Assert.Null((await _encoder.EncodeAsync(file, Stop)).Fault);
        foreach (var length in new[] { 12, 13, 30, 100, file.Length / 2 })
        {
            Assert.NotNull((await _encoder.EncodeAsync(file[..length], Stop)).Fault);
        }

        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var garbled = file.ToArray();
            for (var count = 0; count < 8; count++)
            {
                garbled[random.Next(12, garbled.Length)] = (byte)random.Next(256);
            }

            var reading = await _encoder.EncodeAsync(garbled, Stop);
            Assert.True(reading.Picture is null != reading.Fault is null);
        }
    }

    [Theory]
    [InlineData("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<!doctype html><title>holiday.jpg</title>")]
    [InlineData("BM")]
    [InlineData("RIFF\u0004\u0000\u0000\u0000WAVE")]
    [InlineData("")]
    public async Task What_is_no_such_picture_by_its_content_is_refused(string content) =>
        Assert.Equal(PictureFault.OtherKind, await FaultAsync(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public async Task A_file_may_have_eight_megabytes_and_no_byte_more()
    {
        var file = TestPictures.Corners();

        Assert.Null((await _encoder.EncodeAsync([.. file, .. new byte[PictureEncoder.MostBytes - file.Length]], Stop)).Fault);
        Assert.Equal(PictureFault.TooBig, await FaultAsync([.. file, .. new byte[PictureEncoder.MostBytes - file.Length + 1]]));
    }

    [Fact]
    public async Task What_is_transparent_shows_the_paper() =>
        Assert.True(IsLike(new SKColor(0xFB, 0xF8, 0xF3), Corner((await ReadAsync(TestPictures.Transparent())).Large, "top left")));

    [Fact]
    public async Task A_grey_one_is_taken() =>
        Assert.Equal((400, 200), SizeOf((await ReadAsync(TestPictures.Corners(colours: SKColorType.Gray8))).Large));

    [Fact]
    public async Task Of_one_that_moves_the_first_frame_is_taken()
    {
        var first = TestPictures.Corners(64, 32, SKEncodedImageFormat.Webp);
        var second = Noise(SKEncodedImageFormat.Webp, 64, 32);

        var picture = await ReadAsync(TestPictures.Moving(64, 32, first, second));

        Assert.True(IsLike(SKColors.Red, Corner(picture.Large, "top left")));
        Assert.True(IsLike(SKColors.Blue, Corner(picture.Large, "bottom left")));
    }

    private async Task<EncodedPicture> ReadAsync(byte[] file)
    {
        var reading = await _encoder.EncodeAsync(file, Stop);
        Assert.Null(reading.Fault);
        return reading.Picture!;
    }

    private async Task<PictureFault?> FaultAsync(byte[] file) => (await _encoder.EncodeAsync(file, Stop)).Fault;

    private static byte[] Noise(SKEncodedImageFormat format, int width = 120, int height = 90)
    {
        var random = new Random(3);
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var at = 0; at < width * height; at++)
        {
            bitmap.SetPixel(at % width, at / width, new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        }

        return bitmap.Encode(format, 90).ToArray();
    }

    private static (int Width, int Height) SizeOf(byte[] jpeg)
    {
        using var codec = SKCodec.Create(SKData.CreateCopy(jpeg));
        Assert.Equal(SKEncodedImageFormat.Jpeg, codec.EncodedFormat);
        return (codec.Info.Width, codec.Info.Height);
    }

    private static SKColor Corner(byte[] jpeg, string which)
    {
        using var bitmap = SKBitmap.Decode(jpeg);
        return bitmap.GetPixel(
            which.EndsWith("left", StringComparison.Ordinal) ? bitmap.Width / 5 : bitmap.Width * 4 / 5,
            which.StartsWith("top", StringComparison.Ordinal) ? bitmap.Height / 5 : bitmap.Height * 4 / 5);
    }

    private static bool IsLike(SKColor one, SKColor other) =>
        Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green) + Math.Abs(one.Blue - other.Blue) < 30;

    // The kinds of the segments of a JPEG up to its first scan.
    private static List<byte> SegmentsOf(byte[] jpeg)
    {
        List<byte> kinds = [];
        for (var at = 2; jpeg[at + 1] != 0xDA; at += 2 + ((jpeg[at + 2] << 8) | jpeg[at + 3]))
        {
            kinds.Add(jpeg[at + 1]);
        }

        return kinds;
    }
}
