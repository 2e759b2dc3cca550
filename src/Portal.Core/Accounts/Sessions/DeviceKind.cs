namespace Portal.Core.Accounts.Sessions;

/// <summary>
/// Words for a device that its owner knows again, made of what the browser says of itself. Only names of this list are ever kept, so nothing
/// that somebody writes into the header reaches a page.
/// </summary>
public static class DeviceKind
{
    /// <summary>Longest words, in UTF-16 units.</summary>
    public const int Length = 40;

    // The first that fits: most browsers also say the names of those that they are made of.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("SamsungBrowser", "Samsung Internet"), ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    /// <summary>For example "Firefox, Android"; empty where nothing is known.</summary>
    /// <param name="userAgent">The header <c>User-Agent</c> (RFC 9110, section 10.1.5).</param>
    public static string Of(string? userAgent) => string.Join(", ", new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.OfType<string>());

    private static string? Find((string Mark, string Name)[] known, string? userAgent) =>
        Array.Find(known, one => userAgent?.Contains(one.Mark, StringComparison.Ordinal) == true).Name;
}
