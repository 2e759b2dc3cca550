namespace Portal.Web.Features.Parties;

/// <summary>The address of a group's link.</summary>
public static class GroupAddress
{
    /// <summary>Its pattern.</summary>
    public const string Pattern = Start + "{token}";

    private const string Start = "/parties/join/";

    /// <summary>The link of a token, on this host.</summary>
    public static string Of(string token) => Start + token;

    /// <summary>The token of such an address; null for any other.</summary>
    public static string? TokenOf(string? address) =>
        address is not null && address.StartsWith(Start, StringComparison.Ordinal) && address.Length > Start.Length ? address[Start.Length..] : null;
}
