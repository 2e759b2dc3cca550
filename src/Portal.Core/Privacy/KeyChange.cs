using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Core.Data;

namespace Portal.Core.Privacy;

/// <summary>
/// After another master key was configured, with the one from before among the former: wraps every key by the present one, so that the
/// former opens nothing any more. What was signed with it stays known as ours as long as it is named.
/// </summary>
public sealed class KeyChange(Retry retry, Vault vault, MasterKey master, IOptions<SecretsOptions> secrets, ILogger<KeyChange> log)
{
    private const int Piece = 500;

    /// <summary>Does so where it is not done. May run in many processes at once, and be stopped at any moment. Returns how many keys it wrapped.</summary>
    public async Task<int> WrapAnewAsync(CancellationToken cancellationToken)
    {
        if (secrets.Value.FormerMasterKeys.Count == 0)
        {
            return 0;
        }

        var (all, some) = (await retry.RunAsync(CookiesAsync, cancellationToken), Piece);
        while (some == Piece)
        {
            some = await retry.RunAsync(DataKeysAsync, cancellationToken);
            all += some;
        }

        if (all > 0)
        {
            log.LogInformation("{Count} keys are wrapped by {Name} now.", all, master.Name);
        }

        return all;
    }

    private async Task<int> DataKeysAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var stored = await db.DataKeys.AsNoTracking().Where(k => k.MasterKey != master.Name).OrderBy(k => k.SubjectId).Take(Piece).ToListAsync(cancellationToken);
        foreach (var old in stored)
        {
            // One that was destroyed meanwhile, or wrapped by another process, stays as it is.
            var anew = vault.WrappedAnew(old);
            await db.DataKeys.Where(k => k.SubjectId == old.SubjectId && k.Wrapped == old.Wrapped)
                .ExecuteUpdateAsync(set => set.SetProperty(k => k.Wrapped, anew.Wrapped).SetProperty(k => k.MasterKey, anew.MasterKey), cancellationToken);
        }

        return stored.Count;
    }

    private async Task<int> CookiesAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var old in await db.DataProtectionKeys.AsNoTracking().Where(k => k.Xml != null).ToListAsync(cancellationToken))
        {
            if (WrappedKeys.WrapAnew(secrets.Value, old.Xml!) is { } anew)
            {
                count += await db.DataProtectionKeys.Where(k => k.Id == old.Id && k.Xml == old.Xml).ExecuteUpdateAsync(set => set.SetProperty(k => k.Xml, anew), cancellationToken);
            }
        }

        return count;
    }
}
