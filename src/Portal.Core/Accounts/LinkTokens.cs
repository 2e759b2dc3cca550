using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Portal.Core.Accounts.AddressChanges;

namespace Portal.Core.Accounts;

/// <summary>
/// The tokens in mailed links. One is good for its purpose and its person only, and for <see cref="ResetLifetime"/>,
/// <see cref="AddressChange.Lifetime"/> or <see cref="ConfirmLifetime"/> by the portal's clock. One that resets, or that changes the
/// address, dies with the password it was made under. One that confirms says no more than that mail reached its reader: who the account belongs to is asked besides, so that nobody
/// kills another's link by joining again with their address.
/// </summary>
public sealed class LinkTokens(IDataProtectionProvider protection, TimeProvider clock) : IUserTwoFactorTokenProvider<Supporter>
{
    /// <summary>The name under which Identity knows them.</summary>
    public const string Name = "link";

    /// <summary>How long a link to a new password is good.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(2);

    /// <summary>How long a link that confirms an address is good: as long as an unconfirmed account is kept.</summary>
    public static readonly TimeSpan ConfirmLifetime = TimeSpan.FromDays(7);

    // As Identity makes them: the purpose names the new address, so the token is of no use for another.
    private const string Changing = "ChangeEmail:";

    private readonly IDataProtector _protector = protection.CreateProtector("accounts.links.v1");

    /// <inheritdoc />
    public Task<string> GenerateAsync(string purpose, UserManager<Supporter> manager, Supporter user)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8))
        {
            writer.Write((clock.GetUtcNow() + LifetimeOf(purpose)).UtcTicks);
            writer.Write(Bound(purpose, user));
        }

        return Task.FromResult(Convert.ToBase64String(_protector.Protect(bytes.ToArray())).Replace('+', '-').Replace('/', '_').TrimEnd('='));
    }

    /// <inheritdoc />
    public Task<bool> ValidateAsync(string purpose, string token, UserManager<Supporter> manager, Supporter user)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(_protector.Unprotect(Bytes(token))), Encoding.UTF8);
            var until = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
            return Task.FromResult(clock.GetUtcNow() <= until && string.Equals(reader.ReadString(), Bound(purpose, user), StringComparison.Ordinal));
        }
        catch (Exception wrong) when (wrong is FormatException or System.Security.Cryptography.CryptographicException or EndOfStreamException)
        {
            return Task.FromResult(false);
        }
    }

    /// <inheritdoc />
    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Supporter> manager, Supporter user) => Task.FromResult(false);

    /// <summary>The purpose of a token that makes an address the account's.</summary>
    internal static string ToChangeTo(string address) => Changing + address;

    private static byte[] Bytes(string token)
    {
        var text = token.Replace('-', '+').Replace('_', '/');
        return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
    }

    private static string Bound(string purpose, Supporter user) =>
        IsReset(purpose) || IsChange(purpose) ? $"{purpose} {user.Id} {user.NormalizedEmail} {user.SecurityStamp}" : $"{purpose} {user.Id} {user.NormalizedEmail}";

    private static TimeSpan LifetimeOf(string purpose) => IsReset(purpose) ? ResetLifetime : IsChange(purpose) ? AddressChange.Lifetime : ConfirmLifetime;

    private static bool IsChange(string purpose) => purpose.StartsWith(Changing, StringComparison.Ordinal);

    private static bool IsReset(string purpose) => string.Equals(purpose, UserManager<Supporter>.ResetPasswordTokenPurpose, StringComparison.Ordinal);
}
