using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts;

/// <summary>The six digits that confirm an address from another device: made when the mail is written, kept as a keyed hash.</summary>
public sealed class EmailCodes(IDbContextFactory<PortalDbContext> contexts, IOptions<SecretsOptions> secrets, TimeProvider clock)
{
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How often one may be tried.</summary>
    public const int Tries = 5;

    /// <summary>How many digits.</summary>
    public const int Digits = 6;

    /// <summary>A new code for a supporter; the one before it counts no more.</summary>
    public async Task<string> MakeAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var code = await db.EmailCodes.FindAsync([supporterId], cancellationToken);
        if (code is null)
        {
            code = new EmailCode { SupporterId = supporterId, ExpiresAt = default, TriesLeft = 0 };
            db.EmailCodes.Add(code);
        }

        code.Hash = HashOf(supporterId, digits);
        code.ExpiresAt = clock.GetUtcNow() + Lifetime;
        code.TriesLeft = Tries;
        await db.SaveChangesAsync(cancellationToken);
        return digits;
    }

    /// <summary>Whether the digits are the code; takes one of its tries, in the caller's transaction.</summary>
    public async Task<bool> TryAsync(PortalDbContext db, Guid supporterId, string? typed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var taken = await db.EmailCodes
            .Where(c => c.SupporterId == supporterId && c.Hash != null && c.TriesLeft > 0 && c.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.TriesLeft, c => c.TriesLeft - 1), cancellationToken);
        if (taken == 0)
        {
            return false;
        }

        var hash = await db.EmailCodes.Where(c => c.SupporterId == supporterId).Select(c => c.Hash).SingleAsync(cancellationToken);
        var digits = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash!), Encoding.ASCII.GetBytes(HashOf(supporterId, digits)));
    }

    private string HashOf(Guid supporterId, string digits) =>
        Convert.ToHexString(HMACSHA256.HashData(secrets.Value.KeyFor("accounts.codes"), Encoding.UTF8.GetBytes($"{supporterId} {digits}")));
}
