namespace Portal.Core.Circles;

/// <summary>Where circles are found.</summary>
public static class CirclePaths
{
    /// <summary>The list.</summary>
    public const string All = "/circles";

    /// <summary>What no circle is called in addresses: there one is proposed.</summary>
    public const string New = "new";

    /// <summary>One circle.</summary>
    public static string Of(string slug) => $"{All}/{slug}";
}
