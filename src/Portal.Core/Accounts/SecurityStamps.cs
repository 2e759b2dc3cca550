using System.Security.Cryptography;

namespace Portal.Core.Accounts;

/// <summary>Random marks that sessions and links are bound to.</summary>
internal static class SecurityStamps
{
    private const int Bytes = 20;

    public static string New() => RandomNumberGenerator.GetHexString(2 * Bytes);
}
