using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;

namespace Portal.Core.Accounts;

/// <summary>Confirming an address, by the code or the link that was mailed to it. Each confirms once.</summary>
public sealed class ConfirmationService(PortalDbContext db, UserManager<Supporter> people, EmailCodes codes, AccountMail mail, SubscriptionService subscriptions)
{
    /// <summary>Confirms by code. The supporter, to be signed in; null for a wrong code, an old one and an unknown address alike.</summary>
    public async Task<Supporter?> ByCodeAsync(string? address, string? code, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var supporter = await UnconfirmedAsync(address, cancellationToken);
        var confirmed = supporter is not null && await codes.TryAsync(db, supporter.Id, code, cancellationToken) && await ConfirmAsync(supporter.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return confirmed ? await WelcomeAsync(supporter!, cancellationToken) : null;
    }

    /// <summary>The name of the account that a link would confirm; null when it confirms none.</summary>
    public async Task<string?> NameByLinkAsync(Guid supporterId, string? token, CancellationToken cancellationToken) =>
        (await LinkedAsync(supporterId, token, cancellationToken))?.DisplayName;

    /// <summary>Confirms by link. The supporter, to be signed in; null when the link is too old, forged or was used.</summary>
    public async Task<Supporter?> ByLinkAsync(Guid supporterId, string? token, CancellationToken cancellationToken)
    {
        var supporter = await LinkedAsync(supporterId, token, cancellationToken);
        return supporter is not null && await ConfirmAsync(supporter.Id, cancellationToken) ? await WelcomeAsync(supporter, cancellationToken) : null;
    }

    /// <summary>Sends link and code again, if the address has an account to be confirmed and had not enough mail for now.</summary>
    public async Task AskAgainAsync(string? address, CancellationToken cancellationToken)
    {
        if (AccountAddress.Clean(address) is not { } clean)
        {
            return;
        }

        var mayGo = await mail.MayGoAsync(clean, cancellationToken);
        if (await UnconfirmedAsync(clean, cancellationToken) is { } supporter)
        {
            mail.Add(db, supporter, ConfirmAddressLetter.Name, mayGo);
            await db.SaveChangesAsync(cancellationToken);
        }
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

    private async Task<bool> ConfirmAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var confirmed = await db.Supporters
            .Where(s => s.Id == supporterId && !s.EmailConfirmed)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EmailConfirmed, true), cancellationToken);
        return confirmed == 1;
    }

    private async Task<Supporter> WelcomeAsync(Supporter supporter, CancellationToken cancellationToken)
    {
        await db.EmailCodes.Where(c => c.SupporterId == supporter.Id).ExecuteDeleteAsync(cancellationToken);
        await subscriptions.HonourWishAsync(supporter.Id, cancellationToken);
        supporter.EmailConfirmed = true;
        return supporter;
    }
}
