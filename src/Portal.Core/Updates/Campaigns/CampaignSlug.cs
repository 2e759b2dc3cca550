using System.Text.RegularExpressions;

namespace Portal.Core.Updates.Campaigns;

/// <summary>What the name of a campaign in addresses is made of: lower-case letters from a to z, digits, and single hyphens between them.</summary>
public static partial class CampaignSlug
{
    /// <summary>Whether a name is one that a campaign may have.</summary>
    public static bool IsWellFormed(string slug) => slug.Length <= Campaign.SlugLength && Pattern().IsMatch(slug);

    /// <summary>What is wrong with a name, or null. Whether it is taken is not looked at.</summary>
    public static SlugFault? FaultOf(string slug) =>
        slug.Length == 0 ? SlugFault.Missing
        : slug.Length > Campaign.SlugLength ? SlugFault.TooLong
        : IsWellFormed(slug) ? null
        : SlugFault.Malformed;

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

/// <summary>What can be wrong with a name in addresses.</summary>
public enum SlugFault
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is longer than <see cref="Campaign.SlugLength"/>.</summary>
    TooLong,

    /// <summary>It has other characters than those that are allowed, or hyphens where there should be none.</summary>
    Malformed,

    /// <summary>Another campaign has it.</summary>
    Taken,
}
