using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail.Standings;

namespace Portal.Core.Accounts;

/// <summary>A new password for somebody who forgot theirs. Asking for it never tells whether an address is known.</summary>
public sealed class PasswordResetService(PortalDbContext db, UserManager<Supporter> people, PasswordRules rules, AccountMail mail, AddressProofs proofs)
{
    /// <summary>
    /// Mails a link, if the address has an account and had not enough mail for now. An account that is not confirmed yet gets the link that
    /// confirms it, which lets its reader choose a password too. For an address without an account the same is written, to nobody.
    /// </summary>
    public async Task AskAsync(string? address, CancellationToken cancellationToken)
    {
        if (AccountAddress.Clean(address) is not { } clean)
        {
            return;
        }

        var mayGo = await mail.MayGoAsync(clean, cancellationToken);
        var normalized = AccountAddress.Normalized(clean);
        var supporter = await db.Supporters.AsNoTracking().SingleOrDefaultAsync(s => s.NormalizedEmail == normalized, cancellationToken);
        mail.AddOrPretend(db, supporter, supporter is { EmailConfirmed: false } ? ConfirmAddressLetter.Name : ResetPasswordLetter.Name, mayGo);
        await db.SaveChangesAsync(cancellationToken);
        mail.Announce();
    }

    /// <summary>Whether a link is still good.</summary>
    public async Task<bool> IsGoodAsync(Guid supporterId, string? token, CancellationToken cancellationToken) =>
        await LinkedAsync(supporterId, token, cancellationToken) is not null;

    /// <summary>
    /// Sets the password, which ends every session and voids every other link.
    /// What is wrong, or nothing.
    /// </summary>
    public async Task<IReadOnlyList<AccountFlaw>> ResetAsync(Guid supporterId, string? token, string password, CancellationToken cancellationToken)
    {
        if (await LinkedAsync(supporterId, token, cancellationToken) is not { } supporter)
        {
            return [AccountFlaw.LinkRefused];
        }

        var flaws = await rules.FlawsOfAsync(password, supporter);
        if (flaws.Count > 0)
        {
            return flaws;
        }

        var hash = people.PasswordHasher.HashPassword(supporter, password);
        var (stamp, concurrency) = (SecurityStamps.New(), SecurityStamps.New());
        var changed = await db.Supporters
            .Where(s => s.Id == supporterId && s.SecurityStamp == supporter.SecurityStamp && s.SuspendedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.PasswordHash, hash).SetProperty(s => s.SecurityStamp, stamp).SetProperty(s => s.ConcurrencyStamp, concurrency),
                cancellationToken);
        if (changed == 0)
        {
            return [AccountFlaw.LinkRefused];
        }

        await proofs.TakeAsync(supporter.Email, cancellationToken);
        return [];
    }

    private async Task<Supporter?> LinkedAsync(Guid supporterId, string? token, CancellationToken cancellationToken)
    {
        var supporter = await db.Supporters.AsNoTracking().SingleOrDefaultAsync(s => s.Id == supporterId && s.EmailConfirmed && s.SuspendedAt == null, cancellationToken);
        return supporter is not null
            && await people.VerifyUserTokenAsync(supporter, LinkTokens.Name, UserManager<Supporter>.ResetPasswordTokenPurpose, token ?? "")
                ? supporter
                : null;
    }
}
