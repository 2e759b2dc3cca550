using Microsoft.AspNetCore.Identity;

namespace Portal.Core.Accounts;

/// <summary>
/// Refuses the passwords that everybody tries first: those on the list that comes along (<c>CommonPasswords.txt</c>), a short
/// piece repeated, and one made of the person's own name or address.
/// </summary>
public sealed class CommonPasswords : IPasswordValidator<Supporter>
{
    /// <summary>The code of the refusal.</summary>
    public const string Code = "PasswordTooCommon";

    private const int LongestPiece = 8;
    private const int ShortestOwnWord = 4;
    private static readonly Lazy<HashSet<string>> Listed = new(Read);

    /// <inheritdoc />
    public Task<IdentityResult> ValidateAsync(UserManager<Supporter> manager, Supporter user, string? password) =>
        Task.FromResult(IsCommon(password ?? "", user) ? IdentityResult.Failed(new IdentityError { Code = Code }) : IdentityResult.Success);

    /// <summary>Whether somebody who knows nothing but name and address would try it soon.</summary>
    public static bool IsCommon(string password, Supporter user)
    {
        var folded = password.Trim().ToLowerInvariant();
        return Listed.Value.Contains(folded)
            || IsRepetition(folded)
            || IsMostly(folded, user.Email)
            || IsMostly(folded, user.Email?.Split('@')[0])
            || IsMostly(folded, user.DisplayName);
    }

    private static bool IsRepetition(string text) =>
        Enumerable.Range(1, LongestPiece).Any(length => text.Length >= 2 * length && text.Select((letter, index) => letter == text[index % length]).All(same => same));

    // What is left beside one's own word must still be half a password.
    private static bool IsMostly(string text, string? own) =>
        own is { Length: >= ShortestOwnWord }
        && text.Contains(own.ToLowerInvariant(), StringComparison.Ordinal)
        && text.Replace(own.ToLowerInvariant(), "", StringComparison.Ordinal).Length < Passwords.ShortestLength / 2;

    private static HashSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("Portal.Core.Accounts.CommonPasswords.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
