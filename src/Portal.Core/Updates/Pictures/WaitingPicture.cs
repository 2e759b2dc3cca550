namespace Portal.Core.Updates.Pictures;

/// <summary>
/// A picture that waits for a second person. <paramref name="Language"/> is that of <paramref name="Alt"/> and <paramref name="Title"/>, which
/// is null where the update is written for a circle that the reader is not of.
/// </summary>
public sealed record WaitingPicture(
    Guid Id, Guid UpdateId, string Alt, string Language, int Width, int Height, string Organisation, string Channel, string? Title, Guid UploadedById, string UploadedBy, DateTimeOffset UploadedAt);

/// <summary>Those that have waited longest, and how many wait in all.</summary>
public sealed record WaitingPictures(IReadOnlyList<WaitingPicture> Longest, int All);

/// <summary>The picture of an update as its organisers see it.</summary>
public sealed record OwnPicture(Guid Id, string Alt, string Language, int Width, int Height, bool IsReleased);
