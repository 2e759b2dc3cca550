namespace Portal.Core.Newsletters.Audiences;

/// <summary>Why a subscriber does not get an issue; of several reasons, the first in this order.</summary>
public enum LeftOut
{
    /// <summary>Gets it.</summary>
    Nothing,

    /// <summary>Asked for the newsletter and never confirmed.</summary>
    Unconfirmed,

    /// <summary>Left.</summary>
    Left,

    /// <summary>The address does not work, or its owner complained.</summary>
    Suppressed,

    /// <summary>Reads another language.</summary>
    Language,

    /// <summary>Lives in another country, or did not say where.</summary>
    Country,

    /// <summary>Chose to hear of other things.</summary>
    Topic,

    /// <summary>Is no member of the organisation and booked none of its shifts.</summary>
    NoVolunteer,

    /// <summary>Nobody with a confirmed account.</summary>
    NoAccount,

    /// <summary>Booked a shift lately, or one that is coming.</summary>
    BookedLately,
}

/// <summary>How many subscribers of one language are left out for one reason, or reached.</summary>
public sealed record AudienceGroup(LeftOut Reason, string Language, int Count);

/// <summary>How many people an issue reaches, and how many it leaves out for which reason; every subscriber is counted once.</summary>
/// <param name="ByLanguage">Those whom it reaches, by two-letter code.</param>
/// <param name="Out">Those left out, by the first reason that holds; only reasons that hold for somebody, in the order of <see cref="LeftOut"/>.</param>
public sealed record Audience(IReadOnlyDictionary<string, int> ByLanguage, IReadOnlyList<(LeftOut Reason, int Count)> Out)
{
    /// <summary>How many it reaches.</summary>
    public int Recipients => ByLanguage.Values.Sum();

    /// <summary>Sums up what was counted.</summary>
    public static Audience Of(IReadOnlyList<AudienceGroup> groups) => new(
        groups.Where(g => g.Reason == LeftOut.Nothing).ToDictionary(g => g.Language, g => g.Count, StringComparer.Ordinal),
        [.. groups.Where(g => g.Reason != LeftOut.Nothing).GroupBy(g => g.Reason).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(x => x.Count)))]);
}
