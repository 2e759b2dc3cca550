using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Newsletters.Sending;

/// <summary>
/// From draft to its time: asking to send, a second person's release of a large one, taking it back, and the start. Every move is a
/// guarded statement on the version that was looked at, so the text that was seen is the text that goes.
/// </summary>
public sealed class NewsletterDepartures(
    IDbContextFactory<PortalDbContext> contexts, NewsletterBlocks blocks, AutomaticPause pause, IOptions<NewslettersOptions> options, IOptions<MailOptions> mail, IOptions<PortalOptions> portal, TimeProvider clock)
{
    // What is to come at nine is made into messages before that.
    private static readonly TimeSpan FreezesBefore = TimeSpan.FromHours(1);

    /// <summary>Whether the provider tells what becomes of mails.</summary>
    public bool HearsOfMails => mail.Value.HearsOfMails;

    /// <summary>Whether so many recipients need a second person's release.</summary>
    public bool NeedsRelease(int recipients) => recipients > options.Value.ReleaseAbove;

    private TimeSpan TakeBack => TimeSpan.FromMinutes(options.Value.TakeBackMinutes);

    /// <summary>Asks to send a draft in the very version that was looked at.</summary>
    public async Task<DepartureAnswer> AskAsync(Guid actorId, Guid id, int version, DepartureWish wish, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Newsletters.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id && n.State == NewsletterState.Draft && n.Version == version, cancellationToken) is not { } draft)
        {
            return DepartureOutcome.Changed;
        }

        var now = clock.GetUtcNow();
        var recipients = await AudienceQuery.Of(db, draft.Conditions, now).CountAsync(cancellationToken);
        var large = NeedsRelease(recipients);
        if (large && !HearsOfMails && !wish.GoesUnheard)
        {
            return DepartureOutcome.Unheard;
        }

        DateTimeOffset? sendAt = wish is { Timing: SendTiming.At, Wall: { } wall } ? WallTime.ToInstant(wall, WallTime.Zone(portal.Value.TimeZone)).At : null;
        var (freezeAt, refusal) = await FreezeAtAsync(db, draft.Conditions, wish.Timing, sendAt, wish.Timing == SendTiming.Morning ? wish.Day : null, now, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var moved = await db.Newsletters
            .Where(n => n.Id == id && n.State == NewsletterState.Draft && n.Version == version)
            .ExecuteUpdateAsync(
                set => set.SetProperty(n => n.State, NewsletterState.Scheduled).SetProperty(n => n.Timing, wish.Timing).SetProperty(n => n.SendAt, sendAt)
                    .SetProperty(n => n.MorningOf, wish.Timing == SendTiming.Morning ? wish.Day : null).SetProperty(n => n.FreezeAt, large ? null : freezeAt)
                    .SetProperty(n => n.AskedById, actorId).SetProperty(n => n.AskedAt, now).SetProperty(n => n.Recipients, recipients)
                    .SetProperty(n => n.ReleasedById, (Guid?)null).SetProperty(n => n.ReleasedAt, (DateTimeOffset?)null).SetProperty(n => n.Version, n => n.Version + 1),
                cancellationToken);
        return moved == 0 ? DepartureOutcome.Changed
            : await RecordAsync(db, actorId, id, "newsletter.send", cancellationToken) && large ? DepartureOutcome.AwaitsRelease : DepartureOutcome.Scheduled;
    }

    /// <summary>A second person has looked at this version and says yes. The time to take it back begins anew.</summary>
    public async Task<DepartureAnswer> ReleaseAsync(Guid actorId, Guid id, int version, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await MayRelease(db, actorId, now).AnyAsync(cancellationToken))
        {
            return DepartureOutcome.NotYours;
        }

        var asked = await db.Newsletters.AsNoTracking()
            .SingleOrDefaultAsync(n => n.Id == id && n.State == NewsletterState.Scheduled && n.FreezeAt == null && n.Version == version, cancellationToken);
        if (asked is null || asked.AskedById == actorId)
        {
            return asked is null ? DepartureOutcome.Changed : DepartureOutcome.NotYours;
        }

        var (freezeAt, refusal) = await FreezeAtAsync(db, asked.Conditions, asked.Timing, asked.SendAt, asked.MorningOf, now, cancellationToken, isRelease: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var recipients = await AudienceQuery.Of(db, asked.Conditions, now).CountAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var moved = await db.Newsletters
            .Where(n => n.Id == id && n.State == NewsletterState.Scheduled && n.FreezeAt == null && n.Version == version && n.AskedById != actorId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(n => n.FreezeAt, freezeAt).SetProperty(n => n.ReleasedById, actorId).SetProperty(n => n.ReleasedAt, now).SetProperty(n => n.Recipients, recipients)
                    .SetProperty(n => n.Version, n => n.Version + 1),
                cancellationToken);
        return moved == 1 && await RecordAsync(db, actorId, id, "newsletter.release", cancellationToken) ? DepartureOutcome.Scheduled : DepartureOutcome.Changed;
    }

    /// <summary>Makes it a draft again. An administrator may, and whoever released it. False when it has begun already.</summary>
    public async Task<bool> TakeBackAsync(Guid actorId, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var moved = await db.Newsletters
            .Where(n => n.Id == id && n.State == NewsletterState.Scheduled && (n.ReleasedById == actorId || db.Administrators(now).Contains(actorId)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(n => n.State, NewsletterState.Draft).SetProperty(n => n.Timing, SendTiming.Now).SetProperty(n => n.SendAt, (DateTimeOffset?)null)
                    .SetProperty(n => n.MorningOf, (DateOnly?)null).SetProperty(n => n.FreezeAt, (DateTimeOffset?)null).SetProperty(n => n.Recipients, 0)
                    .SetProperty(n => n.AskedById, (Guid?)null).SetProperty(n => n.AskedAt, (DateTimeOffset?)null)
                    .SetProperty(n => n.ReleasedById, (Guid?)null).SetProperty(n => n.ReleasedAt, (DateTimeOffset?)null).SetProperty(n => n.Version, n => n.Version + 1),
                cancellationToken);
        return moved == 1 && await RecordAsync(db, actorId, id, "newsletter.take-back", cancellationToken);
    }

    /// <summary>Begins all whose time has come; how many that were. Their blocks are filled here, once, and the text is kept with them.</summary>
    public async Task<int> StartDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var due = await db.Newsletters.AsNoTracking().Include(n => n.Editions)
            .Where(n => n.State == NewsletterState.Scheduled && n.FreezeAt <= now).OrderBy(n => n.FreezeAt).ToListAsync(cancellationToken);
        var started = 0;
        foreach (var newsletter in due)
        {
            if (await OutgrewAsync(db, newsletter, now, cancellationToken))
            {
                continue;
            }

            var written = newsletter.Editions.Select(e => new EditionText(e.Language, e.Subject, e.Preview, e.Body)).ToList();
            var filled = await blocks.FillAsync(written, cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var moved = await db.Newsletters
                .Where(n => n.Id == newsletter.Id && n.State == NewsletterState.Scheduled && n.Version == newsletter.Version)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(n => n.State, NewsletterState.Freezing).SetProperty(n => n.StartedAt, now).SetProperty(n => n.Recipients, 0).SetProperty(n => n.Version, n => n.Version + 1),
                    cancellationToken);
            if (moved == 0)
            {
                // Taken back, or begun by another worker, while its text was made.
                continue;
            }

            foreach (var edition in filled)
            {
                await db.NewsletterEditions.Where(e => e.NewsletterId == newsletter.Id && e.Language == edition.Language)
                    .ExecuteUpdateAsync(set => set.SetProperty(e => e.SentBody, edition.Body), cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            started++;
        }

        return started;
    }

    // What was asked for a few, or released for some, and would go to many more by now: somebody else looks first, and the administrators are told.
    private async Task<bool> OutgrewAsync(PortalDbContext db, Newsletter newsletter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var recipients = await AudienceQuery.Of(db, newsletter.Conditions, now).CountAsync(cancellationToken);
        var most = newsletter.ReleasedById is null ? options.Value.ReleaseAbove : newsletter.Recipients + options.Value.ReleaseAbove;
        if (recipients <= most)
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var moved = await db.Newsletters
            .Where(n => n.Id == newsletter.Id && n.State == NewsletterState.Scheduled && n.Version == newsletter.Version)
            .ExecuteUpdateAsync(
                set => set.SetProperty(n => n.FreezeAt, (DateTimeOffset?)null).SetProperty(n => n.ReleasedById, (Guid?)null).SetProperty(n => n.ReleasedAt, (DateTimeOffset?)null)
                    .SetProperty(n => n.Version, n => n.Version + 1),
                cancellationToken);
        if (moved == 1)
        {
            await pause.TellAsync(db, new PausedNewsletter(newsletter.Id, AutomaticPause.Outgrown, recipients), newsletter.Version, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        return true;
    }

    /// <summary>Whether this person may release at all: an administrator, or an organiser of a member of the coalition.</summary>
    public async Task<bool> MayReleaseAsync(Guid personId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await MayRelease(db, personId, clock.GetUtcNow()).AnyAsync(cancellationToken);
    }

    private static IQueryable<Guid> MayRelease(PortalDbContext db, Guid personId, DateTimeOffset now) => db.ActiveAccount(personId)
        .Where(p => db.Administrators(now).Contains(p) || db.Organisations.Any(o => o.Standing == Standing.Member && db.OrganisedBy(personId, now).Contains(o.Id)));

    // Never before it can no longer be taken back.
    private async Task<(DateTimeOffset At, DepartureAnswer? Refusal)> FreezeAtAsync(
        PortalDbContext db, AudienceConditions conditions, SendTiming timing, DateTimeOffset? sendAt, DateOnly? day, DateTimeOffset now, CancellationToken cancellationToken, bool isRelease = false)
    {
        var earliest = now + TakeBack;
        switch (timing)
        {
            case SendTiming.At:
                // A release that comes after the hour lets it go as soon as may be.
                return sendAt > now || (isRelease && sendAt is not null) ? (Later(sendAt.Value, earliest), null) : (earliest, DepartureOutcome.TimePast);
            case SendTiming.Morning when day is { } morning:
                var zones = await AudienceQuery.Of(db, conditions, now).Select(s => s.TimeZone).Distinct().ToListAsync(cancellationToken);
                var mornings = MorningTimes.Of(morning, zones.Select(NameOf), portal.Value.TimeZone);
                var past = mornings.Where(m => m.At <= earliest).Select(m => m.Zone).ToList();
                return past.Count > 0
                    ? (earliest, new DepartureAnswer(DepartureOutcome.MorningPast, past))
                    : (Later(mornings.Select(m => m.At).DefaultIfEmpty(earliest).Min() - FreezesBefore, earliest), null);
            case SendTiming.Morning:
                return (earliest, DepartureOutcome.TimePast);
            default:
                return (earliest, null);
        }
    }

    private string NameOf(string zone) => WallTime.FindZone(zone) is null ? portal.Value.TimeZone : zone;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private async Task<bool> RecordAsync(PortalDbContext db, Guid actorId, Guid id, string action, CancellationToken cancellationToken)
    {
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = clock.GetUtcNow(), ActorId = actorId, Action = action, SubjectId = id });
        await db.SaveChangesAsync(cancellationToken);
        await db.Database.CurrentTransaction!.CommitAsync(cancellationToken);
        return true;
    }
}
