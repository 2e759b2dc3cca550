using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Accounts;

/// <summary>
/// Confirming an address, by the code or the link that was mailed to it. Each confirms once, and only together with a proof that the
/// registration is one's own: somebody else may have joined with this address. Confirming ends every session that was opened before.
/// </summary>
public sealed class ConfirmationService(
    PortalDbContext db, UserManager<Supporter> people, PasswordRules rules, EmailCodes codes, AccountMail mail, SubscriptionService subscriptions, AddressProofs proofs, TimeProvider clock)
{
    /// <summary>Confirms by code. The supporter, to be signed in; null for a wrong code, an old one, a missing proof and an unknown address alike.</summary>
    public async Task<Supporter?> ByCodeAsync(string? address, string? code, RegistrationProof proof, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var supporter = await UnconfirmedAsync(address, cancellationToken);
        var confirmed = supporter is not null
            && await codes.TryAsync(db, supporter.Id, code, cancellationToken)
            && IsProven(supporter, proof)
            && await ConfirmAsync(supporter, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return confirmed ? await WelcomeAsync(supporter!, cancellationToken) : null;
    }

    /// <summary>The registration that a link would confirm, as a browser with this mark sees it; null when it confirms none.</summary>
    public async Task<LinkedRegistration?> LookAsync(Guid supporterId, string? token, string? mark, CancellationToken cancellationToken) =>
        await LinkedAsync(supporterId, token, cancellationToken) is { } supporter ? new(supporter.DisplayName, IsMarked(supporter, mark)) : null;

    /// <summary>Confirms by link: refused when it is too old, forged or was used, or without the proof.</summary>
    public async Task<ConfirmationOutcome> ByLinkAsync(Guid supporterId, string? token, RegistrationProof proof, CancellationToken cancellationToken)
    {
        if (await LinkedAsync(supporterId, token, cancellationToken) is not { } supporter)
        {
            return ConfirmationOutcome.Refused(AccountFlaw.LinkRefused);
        }

        return IsProven(supporter, proof) && await ConfirmAsync(supporter, cancellationToken)
            ? new(await WelcomeAsync(supporter, cancellationToken), [])
            : ConfirmationOutcome.Refused(AccountFlaw.PasswordWrong);
    }

    /// <summary>
    /// Confirms by link with a password of one's own, for whoever did not join themselves or does not know the password any more. Whoever
    /// reads the mail says anew that they are 18 or over and accept the code; the newsletter that was wished for with the other password is not begun.
    /// </summary>
    public async Task<ConfirmationOutcome> ByLinkWithPasswordAsync(Guid supporterId, string? token, string password, CancellationToken cancellationToken)
    {
        if (await LinkedAsync(supporterId, token, cancellationToken) is not { } supporter)
        {
            return ConfirmationOutcome.Refused(AccountFlaw.LinkRefused);
        }

        var flaws = await rules.FlawsOfAsync(password, supporter);
        if (flaws.Count > 0)
        {
            return ConfirmationOutcome.Refused(flaws);
        }

        // Before the address is confirmed: afterwards this would end a subscription that the reader began without an account.
        await subscriptions.SetForSupporterAsync(supporter.Id, wanted: false, cancellationToken);
        return await TakeOverAsync(supporter, people.PasswordHasher.HashPassword(supporter, password), cancellationToken)
            ? new(await ConfirmedAsync(supporter, cancellationToken), [])
            : ConfirmationOutcome.Refused(AccountFlaw.LinkRefused);
    }

    /// <summary>Sends link and code again, if the address has an account to be confirmed and had not enough mail for now.</summary>
    public async Task AskAgainAsync(string? address, CancellationToken cancellationToken)
    {
        if (AccountAddress.Clean(address) is not { } clean)
        {
            return;
        }

        var mayGo = await mail.MayGoAsync(clean, cancellationToken);
        mail.AddOrPretend(db, await UnconfirmedAsync(clean, cancellationToken), ConfirmAddressLetter.Name, mayGo);
        await db.SaveChangesAsync(cancellationToken);
        mail.Announce();
    }

    private async Task<Supporter?> UnconfirmedAsync(string? address, CancellationToken cancellationToken)
    {
        var normalized = AccountAddress.Normalized(address ?? "");
        return await db.Supporters.AsNoTracking().SingleOrDefaultAsync(s => s.NormalizedEmail == normalized && !s.EmailConfirmed && s.SuspendedAt == null, cancellationToken);
    }

    private async Task<Supporter?> LinkedAsync(Guid supporterId, string? token, CancellationToken cancellationToken)
    {
        var supporter = await db.Supporters.AsNoTracking().SingleOrDefaultAsync(s => s.Id == supporterId && !s.EmailConfirmed && s.SuspendedAt == null, cancellationToken);
        return supporter is not null
            && await people.VerifyUserTokenAsync(supporter, LinkTokens.Name, UserManager<Supporter>.ConfirmEmailTokenPurpose, token ?? "")
                ? supporter
                : null;
    }

    private bool IsProven(Supporter supporter, RegistrationProof proof) =>
        IsMarked(supporter, proof.Mark)
        || (proof.Password is { Length: > 0 and <= Passwords.LongestLength } password
            && people.PasswordHasher.VerifyHashedPassword(supporter, supporter.PasswordHash ?? "", password) != PasswordVerificationResult.Failed);

    private static bool IsMarked(Supporter supporter, string? mark) => mark is not null && string.Equals(supporter.SecurityStamp, mark, StringComparison.Ordinal);

    // Only the very registration that was proven: another that came meanwhile has another stamp. The new stamp ends every session.
    private async Task<bool> ConfirmAsync(Supporter supporter, CancellationToken cancellationToken)
    {
        var (proven, now) = (supporter.SecurityStamp, clock.GetUtcNow());
        supporter.SecurityStamp = SecurityStamps.New();
        return await db.Supporters
            .Where(s => s.Id == supporter.Id && !s.EmailConfirmed && s.SecurityStamp == proven)
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.EmailConfirmed, true).SetProperty(s => s.WelcomeFrom, now).SetProperty(s => s.SecurityStamp, supporter.SecurityStamp).SetProperty(s => s.ConcurrencyStamp, SecurityStamps.New()),
                cancellationToken) == 1;
    }

    // Whatever was registered last: whoever reads the mail is above it.
    private async Task<bool> TakeOverAsync(Supporter supporter, string hash, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        supporter.SecurityStamp = SecurityStamps.New();
        return await db.Supporters
            .Where(s => s.Id == supporter.Id && !s.EmailConfirmed)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(s => s.EmailConfirmed, true)
                    .SetProperty(s => s.WelcomeFrom, now)
                    .SetProperty(s => s.PasswordHash, hash)
                    .SetProperty(s => s.SecurityStamp, supporter.SecurityStamp)
                    .SetProperty(s => s.ConcurrencyStamp, SecurityStamps.New())
                    .SetProperty(s => s.AdultSince, now)
                    .SetProperty(s => s.CodeOfConduct, CodeOfConduct.CurrentVersion),
                cancellationToken) == 1;
    }

    private async Task<Supporter> WelcomeAsync(Supporter supporter, CancellationToken cancellationToken)
    {
        await subscriptions.HonourWishAsync(supporter.Id, cancellationToken);
        return await ConfirmedAsync(supporter, cancellationToken);
    }

    private async Task<Supporter> ConfirmedAsync(Supporter supporter, CancellationToken cancellationToken)
    {
        await db.EmailCodes.Where(c => c.SupporterId == supporter.Id).ExecuteDeleteAsync(cancellationToken);
        await proofs.TakeAsync(supporter.Email, cancellationToken);
        supporter.EmailConfirmed = true;
        return supporter;
    }
}
