using Portal.Core.Privacy;

namespace Portal.Core.Updates.Pictures;

/// <summary>
/// The picture of an update: re-encoded, so that nothing is left of what the camera wrote into it, in two sizes. A second person releases
/// it before anybody but organisers sees it. It goes with its update.
/// </summary>
public sealed class UpdatePicture
{
    /// <summary>Longest description, in UTF-16 units.</summary>
    public const int AltLength = 300;

    /// <summary>The row's identifier. Another picture of the same update is another row.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The update; one picture each.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid UpdateId { get; init; }

    /// <summary>What is on it, for whoever does not see it, in the language of the update.</summary>
    [NotPersonal(Because.Published)]
    public required string Alt { get; set; }

    /// <summary>Width of the large one, in pixels.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Width { get; init; }

    /// <summary>Height of the large one, in pixels.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Height { get; init; }

    /// <summary>The large one, for a page of its own.</summary>
    [NotPersonal(Because.Published)]
    public required byte[] Large { get; init; }

    /// <summary>The small one, for lists and phones.</summary>
    [NotPersonal(Because.Published)]
    public required byte[] Small { get; init; }

    /// <summary>Who added it; somebody else has to release it.</summary>
    [Personal("so that a second person looks at each picture", Tier.Restricted, "as long as the update", "organisers")]
    public required Guid UploadedById { get; init; }

    /// <summary>When it was added.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Who released it; null while nobody has.</summary>
    [Personal("to know who looked at a picture", Tier.Restricted, "as long as the update", "organisers")]
    public Guid? ReleasedById { get; private set; }

    /// <summary>When it was released; null while it waits.</summary>
    [NotPersonal(Because.Published)]
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>Releases it. False for whoever added it, and where somebody has.</summary>
    public bool TryRelease(Guid organiserId, DateTimeOffset now)
    {
        if (organiserId == UploadedById || ReleasedAt is not null)
        {
            return false;
        }

        (ReleasedById, ReleasedAt) = (organiserId, now);
        return true;
    }
}
