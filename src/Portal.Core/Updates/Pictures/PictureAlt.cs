using Portal.Core.Privacy;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Updates.Pictures;

/// <summary>The rules for the words that say what is on a picture.</summary>
internal static class PictureAlt
{
    /// <summary>As they are kept: one line, without what nobody sees.</summary>
    public static string Cleaned(string? alt) => TypedText.Line(alt);

    /// <summary>All that is wrong with them. A description never needs an exact place or a number, so there is no reason to ask for.</summary>
    public static IEnumerable<PictureFault> Faults(string alt, PlaceNames places)
    {
        if (alt.Length > UpdatePicture.AltLength)
        {
            yield return PictureFault.AltTooLong;
            yield break;
        }

        if (!TypedText.IsVisible(alt) && TypedText.IsReadable(alt))
        {
            yield return PictureFault.AltMissing;
        }

        if (!TypedText.IsReadable(alt))
        {
            yield return PictureFault.AltUnreadable;
        }
        else if (SafetyCheck.Find(alt, "", places).Count > 0)
        {
            yield return PictureFault.AltUnsafe;
        }
    }
}
