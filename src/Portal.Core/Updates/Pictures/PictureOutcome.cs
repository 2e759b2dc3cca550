namespace Portal.Core.Updates.Pictures;

/// <summary>What came of adding, releasing or removing a picture.</summary>
public enum PictureOutcome
{
    /// <summary>Done, now or before.</summary>
    Done,

    /// <summary>There is no such picture or update for this person: never was, or not any more.</summary>
    NotFound,

    /// <summary>Whoever added a picture does not release it.</summary>
    OwnUpload,

    /// <summary>The update was withdrawn.</summary>
    Withdrawn,
}
