namespace Portal.Core.Accounts;

/// <summary>What a password must be: long enough, and not one that everybody tries. Nothing about capitals, digits or signs.</summary>
public static class Passwords
{
    /// <summary>At least this many characters.</summary>
    public const int ShortestLength = 12;

    /// <summary>At most this many, so that nobody makes the portal hash a novel.</summary>
    public const int LongestLength = 200;
}
