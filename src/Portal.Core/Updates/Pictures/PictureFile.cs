namespace Portal.Core.Updates.Pictures;

/// <summary>A picture in one of its sizes, as JPEG. <paramref name="IsPublic"/> says whether everybody may see it.</summary>
public sealed record PictureFile(byte[] Jpeg, bool IsPublic);
