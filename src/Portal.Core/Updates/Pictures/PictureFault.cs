namespace Portal.Core.Updates.Pictures;

/// <summary>One thing that is wrong with a picture or with the words that describe it.</summary>
public enum PictureFault
{
    /// <summary>There are words and no picture.</summary>
    Missing,

    /// <summary>The file is larger than <see cref="PictureEncoder.MostBytes"/>.</summary>
    TooBig,

    /// <summary>By its content it is neither a JPEG nor a PNG nor a WebP.</summary>
    OtherKind,

    /// <summary>It claims more pixels than are decoded.</summary>
    TooManyPixels,

    /// <summary>It ends in the middle, or cannot be decoded.</summary>
    Broken,

    /// <summary>Nobody said what is on it.</summary>
    AltMissing,

    /// <summary>The words are longer than <see cref="UpdatePicture.AltLength"/>.</summary>
    AltTooLong,

    /// <summary>The words have characters that no screen can show.</summary>
    AltUnreadable,

    /// <summary>The words may lead the wrong people to a place or a person.</summary>
    AltUnsafe,
}
