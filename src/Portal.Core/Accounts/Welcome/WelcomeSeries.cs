using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Accounts.Welcome;

/// <summary>
/// Three mails over two weeks to somebody new, until they ask for no more, have begun to help. It looks for what is due rather than planning
/// ahead; each mail has one key in the outbox, so that running twice, or at once, does no harm. What a stopped server has missed for days is left out.
/// </summary>
public sealed class WelcomeSeries(Retry retry, Outbox outbox, MailBell bell, WelcomeTokens tokens, IOptions<PortalOptions> portal, TimeProvider clock)
{
    internal const string Template = "welcome";

    private const int AtOnce = 200;

    /// <summary>How long after confirming each is due.</summary>
    public static IReadOnlyDictionary<WelcomeStep, TimeSpan> After { get; } = new Dictionary<WelcomeStep, TimeSpan>
    {
        [WelcomeStep.Happening] = TimeSpan.FromDays(1),
        [WelcomeStep.Groups] = TimeSpan.FromDays(6),
        [WelcomeStep.OneThing] = TimeSpan.FromDays(13),
    };

    /// <summary>How late each may be.</summary>
    public static TimeSpan Late { get; } = TimeSpan.FromDays(3);

    /// <summary>Ends what is over, writes what is due, and returns how many mails that were.</summary>
    public async Task<int> WriteDueAsync(CancellationToken cancellationToken)
    {
        await retry.RunAsync((db, token) => EndAsync(db, clock.GetUtcNow(), token), cancellationToken);
        var written = 0;
        foreach (var step in Enum.GetValues<WelcomeStep>())
        {
            var due = await retry.RunAsync((db, token) => DueAsync(db, step, clock.GetUtcNow(), token), cancellationToken);
            foreach (var some in due.Chunk(AtOnce))
            {
                written += await retry.RunAsync((db, token) => WriteAsync(db, step, some, token), cancellationToken);
            }
        }

        if (written > 0)
        {
            bell.Ring();
        }

        return written;
    }

    /// <summary>Stops it for whoever holds the token that was mailed to them. False where it is none of theirs; true also where it was over.</summary>
    public async Task<bool> StopAsync(Guid supporterId, string? token, CancellationToken cancellationToken)
    {
        if (!tokens.IsOf(supporterId, token))
        {
            return false;
        }

        await retry.RunAsync((db, stop) => db.Supporters.Where(s => s.Id == supporterId).ExecuteUpdateAsync(set => set.SetProperty(s => s.WelcomeFrom, (DateTimeOffset?)null), stop), cancellationToken);
        return true;
    }

    private static string Key(WelcomeStep step, Guid supporterId) => $"{Template}:{step}:{supporterId:N}";

    private static Task<int> EndAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var over = now - After[WelcomeStep.OneThing] - Late;
        return db.Supporters.Where(s => s.WelcomeFrom != null && (s.WelcomeFrom < over || db.Helping().Contains(s.Id)))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.WelcomeFrom, (DateTimeOffset?)null), cancellationToken);
    }

    private static Task<List<Guid>> DueAsync(PortalDbContext db, WelcomeStep step, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (until, from) = (now - After[step], now - After[step] - Late);
        return db.Supporters.Where(s => s.WelcomeFrom <= until && s.WelcomeFrom > from && s.EmailConfirmed && s.SuspendedAt == null).OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellationToken);
    }

    // What was written before is left out without a lock, for a mail stays due for days.
    private static async Task<List<Guid>> UnwrittenAsync(PortalDbContext db, WelcomeStep step, IEnumerable<Guid> due, CancellationToken cancellationToken)
    {
        var keys = due.ToDictionary(id => Key(step, id), StringComparer.Ordinal);
        var written = await db.Messages.Where(m => keys.Keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(cancellationToken);
        return [.. keys.Keys.Except(written, StringComparer.Ordinal).Select(key => keys[key])];
    }

    private async Task<int> WriteAsync(PortalDbContext db, WelcomeStep step, Guid[] due, CancellationToken cancellationToken)
    {
        if (await UnwrittenAsync(db, step, due, cancellationToken) is not { Count: > 0 } some)
        {
            return 0;
        }

        // Workers at once take turns at the same rows; whoever comes second finds the keys, and whoever stopped it meanwhile is no row any more.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var own = db.Supporters.Where(s => some.Contains(s.Id) && s.WelcomeFrom != null);
        await own.ExecuteUpdateAsync(set => set.SetProperty(s => s.WelcomeFrom, s => s.WelcomeFrom), cancellationToken);
        var still = await UnwrittenAsync(db, step, some, cancellationToken);
        var people = await own.Where(s => still.Contains(s.Id)).Select(s => new { s.Id, s.Language, s.TimeZone, s.WelcomeFrom }).ToListAsync(cancellationToken);
        foreach (var person in people)
        {
            var zone = WallTime.Zone(person.TimeZone.Length > 0 ? person.TimeZone : portal.Value.TimeZone);
            outbox.Add(db, new MailDraft(Key(step, person.Id), MailPriority.Subscription, Template, person.Language)
            {
                SupporterId = person.Id,
                Data = new WelcomeData(step),
                NotBefore = QuietHours.After(clock.GetUtcNow(), zone),
                ExpiresAt = person.WelcomeFrom + After[step] + Late + Late,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return people.Count;
    }
}
