using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Accounts.Deletion;

/// <summary>
/// Accounts that nobody confirmed, and those that nobody uses any more: their erasure is written down here and carried out like any other.
/// Before an account that was used goes, its person is warned twice.
/// </summary>
public sealed class OldAccounts(Retry retry, Outbox outbox, MailBell bell, TimeProvider clock)
{
    /// <summary>So long an address may stay unconfirmed.</summary>
    public static readonly TimeSpan Unconfirmed = TimeSpan.FromDays(7);

    /// <summary>After how many months without a visit an account goes.</summary>
    public const int IdleMonths = 24;

    /// <summary>How long before that its person is warned, for the first and the second time.</summary>
    public static readonly TimeSpan[] Warned = [TimeSpan.FromDays(60), TimeSpan.FromDays(14)];

    private const int Piece = 200;

    /// <summary>Whether nobody has used an account for so long that it goes.</summary>
    internal static async Task<bool> IsIdleAsync(PortalDbContext db, Supporter person, DateTimeOffset now, CancellationToken cancellationToken) =>
        Last(await db.LastVisits.Where(v => v.SupporterId == person.Id).Select(v => (DateOnly?)v.Day).FirstOrDefaultAsync(cancellationToken), person.CreatedAt).AddMonths(IdleMonths) <= Day(now);

    /// <summary>Gives up accounts whose address was never confirmed. A suspended one stays: its address is not to join anew. How many.</summary>
    public Task<int> UnconfirmedAsync(CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            var ids = await Accounts(db).Where(s => !s.EmailConfirmed && s.SuspendedAt == null && s.CreatedAt <= now - Unconfirmed).OrderBy(s => s.Id).Select(s => s.Id).Take(Piece).ToListAsync(token);
            db.AccountDeletions.AddRange(ids.Select(id => Deletion(id, DeletionCause.Unconfirmed, now)));
            await db.SaveChangesAsync(token);
            return ids.Count;
        },
        cancellationToken);

    /// <summary>Warns people whose account nobody used for long, and gives up those that were warned twice. How many were given up.</summary>
    public async Task<int> IdleAsync(CancellationToken cancellationToken)
    {
        var (all, after) = (0, Guid.Empty);
        for (var some = Piece; some == Piece;)
        {
            (some, after, var gone) = await retry.RunAsync((db, token) => IdleOnceAsync(db, after, token), cancellationToken);
            all += gone;
        }

        bell.Ring();
        return all;
    }

    private async Task<(int Seen, Guid Last, int Gone)> IdleOnceAsync(PortalDbContext db, Guid after, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var people = await Waning(db, now).Where(s => s.Id > after).OrderBy(s => s.Id).Take(Piece)
            .Select(s => new IdlePerson(s.Id, s.Language, db.LastVisits.Where(v => v.SupporterId == s.Id).Select(v => (DateOnly?)v.Day).FirstOrDefault(), s.CreatedAt)).ToListAsync(cancellationToken);
        var keys = people.SelectMany(p => new[] { p.Key(1), p.Key(2) }).ToList();
        var warned = await db.Messages.Where(m => keys.Contains(m.Key)).Select(m => new { m.Key, m.CreatedAt }).ToDictionaryAsync(m => m.Key, m => m.CreatedAt, StringComparer.Ordinal, cancellationToken);
        var gone = 0;
        foreach (var person in people)
        {
            if (await Indispensable.OfAsync(db, person.Id, now, cancellationToken) is { Any: true })
            {
                continue;
            }

            if (!warned.TryGetValue(person.Key(1), out var first))
            {
                Warn(db, person, 1, person.Goes);
            }
            else if (!warned.TryGetValue(person.Key(2), out var second))
            {
                // As long after the first as was promised, also where the first came late.
                if (now >= first + (Warned[0] - Warned[1]) && now >= person.Goes - Warned[1])
                {
                    Warn(db, person, 2, person.Goes);
                }
            }
            else if (now >= second + Warned[1] && now >= person.Goes)
            {
                db.AccountDeletions.Add(Deletion(person.Id, DeletionCause.Idle, now));
                gone++;
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (people.Count, people.Count > 0 ? people[^1].Id : after, gone);
    }

    // Who comes to shifts without ever opening the portal uses it all the same.
    private static IQueryable<Supporter> Waning(PortalDbContext db, DateTimeOffset now)
    {
        var (seen, made) = (Day(now + Warned[0]).AddMonths(-IdleMonths), (now + Warned[0]).AddMonths(-IdleMonths));
        return Accounts(db).Where(s => s.EmailConfirmed && s.CreatedAt <= made && !db.LastVisits.Any(v => v.SupporterId == s.Id && v.Day > seen) && !db.Bookings.Any(b => b.SupporterId == s.Id));
    }

    private static IQueryable<Supporter> Accounts(PortalDbContext db) =>
        db.Supporters.AsNoTracking().Where(s => s.ErasedAt == null && !db.AccountDeletions.Any(d => d.SupporterId == s.Id));

    private static AccountDeletion Deletion(Guid id, DeletionCause cause, DateTimeOffset now) => new() { SupporterId = id, Cause = cause, AskedAt = now, DueAt = now };

    private void Warn(PortalDbContext db, IdlePerson person, int time, DateTimeOffset goes)
    {
        var now = clock.GetUtcNow();
        var day = Day(goes > now + Warned[time - 1] ? goes : now + Warned[time - 1]);
        outbox.Add(db, new MailDraft(person.Key(time), MailPriority.Booking, DeletionLetters.Idle, person.Language) { SupporterId = person.Id, Data = new IdleLetterData(day) });
    }

    private static DateOnly Last(DateOnly? seenOn, DateTimeOffset createdAt) => seenOn is { } seen && seen > Day(createdAt) ? seen : Day(createdAt);

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private sealed record IdlePerson(Guid Id, string Language, DateOnly? SeenOn, DateTimeOffset CreatedAt)
    {
        /// <summary>When the account goes if nobody comes.</summary>
        public DateTimeOffset Goes => new(Last(SeenOn, CreatedAt).AddMonths(IdleMonths), TimeOnly.MinValue, TimeSpan.Zero);

        // With the day of the last visit: whoever comes and stays away again is warned anew.
        public string Key(int time) => FormattableString.Invariant($"{DeletionLetters.Idle}:{Id:N}:{Last(SeenOn, CreatedAt):yyyyMMdd}:{time}");
    }
}

/// <summary>On which day an account goes.</summary>
internal sealed record IdleLetterData(DateOnly Day);
