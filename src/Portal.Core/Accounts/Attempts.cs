using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts;

/// <summary>
/// Counts what is slowed down. Nothing here knows whether an address has an account, so known and unknown ones are
/// treated alike.
/// </summary>
public sealed class Attempts(IDbContextFactory<PortalDbContext> contexts, IOptions<SecretsOptions> secrets, IOptions<LimitsOptions> limits, TimeProvider clock)
{
    /// <summary>When the next account mail to an address may be asked for; null for at once.</summary>
    public async Task<DateTimeOffset?> NextMailAsync(string address, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await WaitAsync(db, AttemptKind.AccountMail, MailSubject(address), cancellationToken);
    }

    /// <summary>Takes one of an address's account mails. Null if it may be sent; otherwise when to ask again.</summary>
    public Task<DateTimeOffset?> TakeMailAsync(string address, CancellationToken cancellationToken) =>
        TakeAsync(AttemptKind.AccountMail, MailSubject(address), cancellationToken);

    /// <summary>Takes one try at a password, from one network. Null if it may be made; otherwise when to try again.</summary>
    public Task<DateTimeOffset?> TakeSignInAsync(string address, string network, CancellationToken cancellationToken) =>
        TakeAsync(AttemptKind.SignIn, SignInSubject(address, network), cancellationToken);

    /// <summary>Forgets the tries that a success crowned.</summary>
    public Task ForgetSignInsAsync(string address, string network, CancellationToken cancellationToken) => ForgetAsync(AttemptKind.SignIn, SignInSubject(address, network), cancellationToken);

    /// <summary>Takes one try at a code of somebody whose password was right, from whatever network. Null if it may be made; otherwise when to try again.</summary>
    public Task<DateTimeOffset?> TakeCodeAsync(Guid supporterId, CancellationToken cancellationToken) =>
        TakeAsync(AttemptKind.Code, CodeSubject(supporterId), cancellationToken);

    /// <summary>Forgets the tries that a right code crowned.</summary>
    public Task ForgetCodesAsync(Guid supporterId, CancellationToken cancellationToken) => ForgetAsync(AttemptKind.Code, CodeSubject(supporterId), cancellationToken);

    /// <summary>Takes one look at a meeting point, in the caller's transaction, in which the person is locked. False once there were ten within an hour.</summary>
    internal async Task<bool> TryLookAsync(PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (subject, hourAgo) = (Hash($"point {supporterId}"), now.AddHours(-1));
        if (await db.Attempts.CountAsync(a => a.Kind == AttemptKind.Point && a.Subject == subject && a.At > hourAgo, cancellationToken) >= MeetingPointReader.MostAnHour)
        {
            return false;
        }

        db.Add(new Attempt { Id = Ids.New(clock), Kind = AttemptKind.Point, Subject = subject, At = now });
        return true;
    }

    /// <summary>Uses the answer to a question. False if it was used before.</summary>
    public async Task<bool> TryWorkAsync(string question, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var subject = Hash($"work {question}");
        await db.TakeTurnAsync(BitConverter.ToInt64(subject), cancellationToken);
        if (await db.Attempts.AnyAsync(a => a.Kind == AttemptKind.Work && a.Subject == subject, cancellationToken))
        {
            return false;
        }

        db.Add(new Attempt { Id = Ids.New(clock), Kind = AttemptKind.Work, Subject = subject, At = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // It is written down before it is made, so that many at once do not slip through together.
    private async Task<DateTimeOffset?> TakeAsync(AttemptKind kind, byte[] subject, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.TakeTurnAsync(BitConverter.ToInt64(subject), cancellationToken);
        if (await WaitAsync(db, kind, subject, cancellationToken) is { } next)
        {
            return next;
        }

        var now = clock.GetUtcNow();
        db.Add(new Attempt { Id = Ids.New(clock), Kind = kind, Subject = subject, At = now });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private async Task ForgetAsync(AttemptKind kind, byte[] subject, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Attempts.Where(a => a.Kind == kind && a.Subject == subject).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<DateTimeOffset?> WaitAsync(PortalDbContext db, AttemptKind kind, byte[] subject, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = now - Pace.Memory;
        var made = await db.Attempts.Where(a => a.Kind == kind && a.Subject == subject && a.At > since).Select(a => a.At).ToListAsync(cancellationToken);
        var next = kind == AttemptKind.AccountMail ? Pace.NextMail(made, limits.Value.AccountMailsPerRecipientAndDay) : Pace.NextSignIn(made);
        return next > now ? next : null;
    }

    private byte[] MailSubject(string address) => Hash(AccountAddress.Normalized(address));

    private byte[] CodeSubject(Guid supporterId) => Hash($"code {supporterId}");

    private byte[] SignInSubject(string address, string network) => Hash($"{AccountAddress.Normalized(address)} {network}");

    private byte[] Hash(string text) => HMACSHA256.HashData(secrets.Value.KeyFor("accounts.attempts"), Encoding.UTF8.GetBytes(text));
}
