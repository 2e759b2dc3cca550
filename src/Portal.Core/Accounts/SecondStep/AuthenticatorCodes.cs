using OtpNet;

namespace Portal.Core.Accounts.SecondStep;

/// <summary>Time-based one-time passwords (RFC 6238) as apps show them: six digits, a new one each thirty seconds.</summary>
public static class AuthenticatorCodes
{
    /// <summary>How many digits.</summary>
    public const int Digits = 6;

    // As many as SHA-1 gives: RFC 4226, section 4, R6.
    private const int SecretBytes = 20;

    // A phone's clock is off by some seconds, and typing takes some.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A new secret in base 32 (RFC 4648), as one types it into an app.</summary>
    public static string NewSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes));

    /// <summary>The address that an app reads from a QR code (the key URI format that apps agree on).</summary>
    /// <param name="account">Whose it is, as the app lists it.</param>
    public static string AddressOf(string secret, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString($"Calais Appeal:{account}")}?secret={secret}&issuer={Uri.EscapeDataString("Calais Appeal")}";

    /// <summary>The code of an instant.</summary>
    public static string At(string secret, DateTimeOffset now) => Generator(secret).ComputeTotp(now.UtcDateTime);

    /// <summary>The thirty seconds, counted from 1970, that a typed code belongs to: these, those before or those after; null where it is none of theirs. Spaces do not count.</summary>
    public static long? StepOf(string secret, string? typed, DateTimeOffset now)
    {
        var digits = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)));
        return digits.Length == Digits && digits.All(char.IsAsciiDigit) && Generator(secret).VerifyTotp(now.UtcDateTime, digits, out var step, Window) ? step : null;
    }

    private static Totp Generator(string secret) => new(Base32Encoding.ToBytes(secret), totpSize: Digits);
}
