namespace Portal.Core.Updates.Pictures;

/// <summary>
/// A picture as the portal keeps it: two JPEGs in which nothing is left of what the camera wrote. Width and height are those of the large one.
/// </summary>
public sealed record EncodedPicture(int Width, int Height, byte[] Large, byte[] Small);

/// <summary>A file that was read: the picture, or why there is none.</summary>
public sealed record PictureReading(EncodedPicture? Picture, PictureFault? Fault)
{
    /// <summary>It is refused.</summary>
    public static PictureReading Not(PictureFault fault) => new(null, fault);
}
