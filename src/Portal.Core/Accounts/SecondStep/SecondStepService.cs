using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.SecondStep;

/// <summary>
/// The second step of signing in: a code of an app, or of paper. Whoever has an authenticator is asked for it, and so is everybody who
/// organises, administers or audits: until their session has taken it, they are nobody to the portal.
/// </summary>
public sealed class SecondStepService(Retry retry, Vault vault, Attempts attempts, RecoveryCodes codes, SecondStepMail mail, MailBell bell, TimeProvider clock)
{
    /// <summary>By what a person can take the step.</summary>
    public Task<SecondStepState> StateAsync(Guid supporterId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) => new SecondStepState(
            await db.Authenticators.Where(a => a.SupporterId == supporterId).Select(a => a.ConfirmedAt).FirstOrDefaultAsync(token),
            await db.Set<IdentityUserPasskey<Guid>>().CountAsync(p => p.UserId == supporterId, token),
            await db.RecoveryCodes.CountAsync(c => c.SupporterId == supporterId && c.UsedAt == null, token)),
        cancellationToken);

    /// <summary>The secret that waits for its first code, so that the page which shows it may be read again; null where none does. One that counts is shown no more.</summary>
    public Task<string?> PendingAsync(Guid supporterId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) => await db.Authenticators.Where(a => a.SupporterId == supporterId && a.ConfirmedAt == null).Select(a => a.Sealed).FirstOrDefaultAsync(token) is { } box
            ? await vault.OpenAsync(db, supporterId, box, token)
            : null,
        cancellationToken);

    /// <summary>Makes the secret to put into an app, where none waits already. Returns it; null where an authenticator counts.</summary>
    public Task<string?> BeginAsync(Guid supporterId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            await db.LockSupporterAsync(supporterId, token);
            if (await db.Authenticators.AsNoTracking().SingleOrDefaultAsync(a => a.SupporterId == supporterId, token) is { } own)
            {
                return own.ConfirmedAt is null ? await vault.OpenAsync(db, supporterId, own.Sealed, token) : null;
            }

            var secret = AuthenticatorCodes.NewSecret();
            db.Authenticators.Add(new Authenticator { SupporterId = supporterId, Sealed = await vault.SealAsync(db, supporterId, secret, token), MadeAt = clock.GetUtcNow() });
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return secret;
        },
        cancellationToken);

    /// <summary>Lets an authenticator count, by its first code, and this session with it. Returns new recovery codes, which are shown once; null where the code is not right.</summary>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(Guid supporterId, Guid sessionId, string? typed, CancellationToken cancellationToken)
    {
        var given = await retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                await db.LockSupporterAsync(supporterId, token);
                if (await RightStepAsync(db, supporterId, typed, isConfirmed: false, token) is not { } step)
                {
                    return null;
                }

                var now = clock.GetUtcNow();
                await db.Authenticators.Where(a => a.SupporterId == supporterId)
                    .ExecuteUpdateAsync(set => set.SetProperty(a => a.ConfirmedAt, now).SetProperty(a => a.LastStep, step), token);
                var fresh = await codes.RenewAsync(db, supporterId, token);
                await mail.AddAsync(db, supporterId, SecondStepChange.AuthenticatorAdded, token);
                await db.SaveChangesAsync(token);
                await db.StrengthenAsync(supporterId, sessionId, now, token);
                await transaction.CommitAsync(token);
                return fresh;
            },
            cancellationToken);
        bell.Ring();
        return given;
    }

    /// <summary>Takes the step in a session by a code of the app, once each, or by a recovery code. Slowed down per person: whoever tries knows the password already.</summary>
    public async Task<CodeVerdict> TryAsync(Guid supporterId, Guid sessionId, string? typed, CancellationToken cancellationToken)
    {
        if (await attempts.TakeCodeAsync(supporterId, cancellationToken) is { } next)
        {
            return new(IsRight: false, next);
        }

        var isRight = await retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                await db.LockSupporterAsync(supporterId, token);
                if (await RightStepAsync(db, supporterId, typed, isConfirmed: true, token) is { } step)
                {
                    await db.Authenticators.Where(a => a.SupporterId == supporterId).ExecuteUpdateAsync(set => set.SetProperty(a => a.LastStep, step), token);
                }
                else if (await codes.UseAsync(db, supporterId, typed, token))
                {
                    await mail.AddAsync(db, supporterId, SecondStepChange.RecoveryCodeUsed, token);
                    await db.SaveChangesAsync(token);
                }
                else
                {
                    return false;
                }

                await db.StrengthenAsync(supporterId, sessionId, clock.GetUtcNow(), token);
                await transaction.CommitAsync(token);
                return true;
            },
            cancellationToken);
        if (isRight)
        {
            await attempts.ForgetCodesAsync(supporterId, cancellationToken);
            bell.Ring();
        }

        return new(isRight);
    }

    /// <summary>New recovery codes in place of those before, for who can take the step by something else; null for others.</summary>
    public async Task<IReadOnlyList<string>?> NewCodesAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        if (!(await StateAsync(supporterId, cancellationToken)).IsSetUp)
        {
            return null;
        }

        return await ChangeAsync(supporterId, SecondStepChange.CodesRenewed, async (db, token) => await codes.RenewAsync(db, supporterId, token), cancellationToken);
    }

    /// <summary>Removes the authenticator; without a passkey the recovery codes go too, for they stand in for what is lost. False where there was none that counted: then nothing is written.</summary>
    public async Task<bool> RemoveAsync(Guid supporterId, CancellationToken cancellationToken) => await ChangeAsync(
        supporterId,
        SecondStepChange.AuthenticatorRemoved,
        async (db, token) =>
        {
            if (await db.Authenticators.Where(a => a.SupporterId == supporterId && a.ConfirmedAt != null).ExecuteDeleteAsync(token) == 0)
            {
                return null;
            }

            await db.RecoveryCodes.Where(c => c.SupporterId == supporterId && !db.Set<IdentityUserPasskey<Guid>>().Any(p => p.UserId == supporterId)).ExecuteDeleteAsync(token);
            return "";
        },
        cancellationToken) is not null;

    /// <summary>Erases secrets that were shown and never used. Returns how many.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - Authenticator.Waits;
        return retry.RunAsync((db, token) => db.Authenticators.Where(a => a.ConfirmedAt == null && a.MadeAt < old).ExecuteDeleteAsync(token), cancellationToken);
    }

    // One change and its mail; where the work finds nothing to change it returns null, and nothing is written.
    private async Task<TResult?> ChangeAsync<TResult>(Guid supporterId, SecondStepChange change, Func<PortalDbContext, CancellationToken, Task<TResult?>> work, CancellationToken cancellationToken)
        where TResult : class
    {
        var result = await retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                await db.LockSupporterAsync(supporterId, token);
                if (await work(db, token) is not { } made)
                {
                    return null;
                }

                await mail.AddAsync(db, supporterId, change, token);
                await db.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                return made;
            },
            cancellationToken);
        bell.Ring();
        return result;
    }

    // Under the person's lock, so the step that is read is the last one.
    private async Task<long?> RightStepAsync(PortalDbContext db, Guid supporterId, string? typed, bool isConfirmed, CancellationToken cancellationToken) =>
        await db.Authenticators.AsNoTracking().SingleOrDefaultAsync(a => a.SupporterId == supporterId && (a.ConfirmedAt != null) == isConfirmed, cancellationToken) is { } own
        && AuthenticatorCodes.StepOf(await vault.OpenAsync(db, supporterId, own.Sealed, cancellationToken), typed, clock.GetUtcNow()) is { } step && step > own.LastStep
            ? step
            : null;
}
