namespace Portal.Core.Updates.Pictures;

/// <summary>The two sizes in which a picture is kept, by their longest side. None is made larger than it came.</summary>
public static class PictureSizes
{
    /// <summary>Longest side of the large one, in pixels.</summary>
    public const int Large = 1600;

    /// <summary>Longest side of the small one.</summary>
    public const int Small = 640;

    /// <summary>Where the large one of a picture is.</summary>
    public static string LargePath(Guid id) => $"/pictures/{id}/large.jpg";

    /// <summary>Where the small one is.</summary>
    public static string SmallPath(Guid id) => $"/pictures/{id}/small.jpg";

    /// <summary>Width of the small one of a picture whose large one is so large.</summary>
    public static int SmallWidth(int width, int height) => Fit(width, height, Small).Width;

    /// <summary>What becomes of a picture whose longest side may have so many pixels.</summary>
    public static (int Width, int Height) Fit(int width, int height, int longest)
    {
        var scale = Math.Min(1, (double)longest / Math.Max(width, height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }
}
