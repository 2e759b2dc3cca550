using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.SecondStep;

/// <summary>Makes and takes recovery codes. What is stored tells nothing without the master key, and the codes are shown once.</summary>
public sealed class RecoveryCodes(IOptions<SecretsOptions> secrets, TimeProvider clock)
{
    /// <summary>How many one has at a time.</summary>
    public const int Count = 10;

    // Ten of thirty-two signs are fifty bits. Crockford's: none is taken for another on paper.
    private const string Purpose = "accounts.recovery";
    private const string Signs = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 10;

    /// <summary>Gives a person new codes in place of all they had, in the caller's transaction; the caller saves. They are returned here and never again.</summary>
    public async Task<IReadOnlyList<string>> RenewAsync(PortalDbContext db, Guid supporterId, CancellationToken cancellationToken)
    {
        await db.RecoveryCodes.Where(c => c.SupporterId == supporterId).ExecuteDeleteAsync(cancellationToken);
        var key = secrets.Value.KeyFor(Purpose);
        List<string> codes = [.. Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Signs, Length))];
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { Id = Ids.New(clock), SupporterId = supporterId, Hash = HashOf(key, supporterId, code) }));
        return codes.ConvertAll(code => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}");
    }

    /// <summary>Uses a code up, in the caller's transaction. False where it is none of this person's, or was used.</summary>
    public async Task<bool> UseAsync(PortalDbContext db, Guid supporterId, string? typed, CancellationToken cancellationToken)
    {
        var (hashes, now) = (secrets.Value.KeysFor(Purpose).Select(key => HashOf(key, supporterId, Clean(typed))).ToList(), clock.GetUtcNow());
        return await db.RecoveryCodes.Where(c => c.SupporterId == supporterId && hashes.Contains(c.Hash) && c.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), cancellationToken) == 1;
    }

    // What a hurried hand writes: capitals, hyphens, spaces, and the letters that look like figures.
    private static string Clean(string? typed) => string.Concat((typed ?? "").ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)).Replace('o', '0').Replace('i', '1').Replace('l', '1');

    private static byte[] HashOf(byte[] key, Guid supporterId, string code) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{supporterId} {code}"));
}
