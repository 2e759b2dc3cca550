using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Portal.Core.Privacy.Audit;

/// <summary>
/// Short names for people in the record: the same person is always called the same, and who has only the page, or only the database, does not
/// know who it is. Made by HMAC-SHA-256 under a key of the master key.
/// </summary>
public sealed partial class Pseudonyms(IOptions<SecretsOptions> secrets)
{
    /// <summary>How long one is. Thirty bits: of ten thousand people two share a name with a chance of one in twenty.</summary>
    public const int Length = 6;

    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly Lazy<byte[]> _key = new(() => secrets.Value.KeyFor("audit.pseudonyms"));

    /// <summary>A text in which identifiers are replaced by what they are called.</summary>
    public string? In(string? text) => text is null ? null : Identifier().Replace(text, found => Of(Guid.Parse(found.Value)));

    /// <summary>The identifiers that a text names, such as that of the second of two people.</summary>
    public static IEnumerable<Guid> IdsIn(string? text) => text is null ? [] : Identifier().Matches(text).Select(found => Guid.Parse(found.Value));

    /// <summary>What somebody, or a row, is called.</summary>
    public string Of(Guid id)
    {
        var hash = HMACSHA256.HashData(_key.Value, id.ToByteArray());
        return string.Concat(hash.Take(Length).Select(b => Signs[b % Signs.Length]));
    }

    [GeneratedRegex("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Identifier();
}
