namespace Portal.Core.Updates.Pictures;

/// <summary>
/// A released picture as readers see it. <paramref name="Language"/> is that of <paramref name="Alt"/>; width and height are those of the large one.
/// </summary>
public sealed record CardPicture(Guid Id, string Alt, string Language, int Width, int Height, DateTimeOffset ReleasedAt)
{
    /// <summary>The path of the large one.</summary>
    public string Large => PictureSizes.LargePath(Id);

    /// <summary>The path of the small one.</summary>
    public string Small => PictureSizes.SmallPath(Id);
}
