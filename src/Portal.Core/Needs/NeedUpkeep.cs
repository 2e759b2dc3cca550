using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Needs;

/// <summary>
/// Keeps the list true: asks organisers about what is old, reminds of what was promised, and lets go what did not come. It looks for what is due
/// rather than planning ahead, so that a stopped server catches up; running twice, or at once, does no harm.
/// </summary>
public sealed class NeedUpkeep(NeedGuard guard, PledgeMail mail, MailBell bell, Retry retry, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>After how many days without a word of its organisers a need is asked about.</summary>
    public const int DaysFresh = 30;

    /// <summary>How many days after its own day a promise is still waited for.</summary>
    public const int DaysWaited = 14;

    /// <summary>Does what is due, and says how much that was.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var asked = await AskAsync(cancellationToken);
        var lapsed = await LapseAsync(cancellationToken);
        var reminded = await RemindAsync(cancellationToken);
        if (asked + lapsed + reminded > 0)
        {
            bell.Ring();
        }

        return $"asked about: {asked}, lapsed: {lapsed}, reminded: {reminded}";
    }

    private TimeZoneInfo Calais => WallTime.Zone(portal.Value.TimeZone);

    private DateOnly Today => WallTime.DayOf(clock.GetUtcNow(), Calais);

    // By whole days, so that all that gets old on one day is one mail.
    private async Task<int> AskAsync(CancellationToken cancellationToken)
    {
        var before = WallTime.ToInstant(Today.AddDays(1 - DaysFresh).ToDateTime(TimeOnly.MinValue), Calais).At;
        var organisations = await retry.RunAsync(
            (db, token) => Old(db, before).Select(n => n.OrganisationId).Distinct().OrderBy(id => id).ToListAsync(token), cancellationToken);
        var asked = 0;
        foreach (var organisation in organisations)
        {
            asked += await retry.RunAsync((db, token) => AskOfAsync(db, organisation, before, token), cancellationToken);
        }

        return asked;
    }

    private async Task<int> AskOfAsync(PortalDbContext db, Guid organisationId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (now, today) = (clock.GetUtcNow(), Today);
        var asked = await Old(db, before).Where(n => n.OrganisationId == organisationId)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.AskedAt, now).SetProperty(n => n.Version, n => n.Version + 1), cancellationToken);
        if (asked == 0)
        {
            return 0;
        }

        var readers = await db.Organisers(now).Where(m => m.OrganisationId == organisationId)
            .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new RenewalReader(organisationId, s.Id, s.Language, s.TimeZone))
            .Distinct().ToListAsync(cancellationToken);
        var keys = readers.ConvertAll(reader => PledgeMail.RenewalKey(organisationId, today, reader.Id));
        var written = await db.Messages.Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(cancellationToken);
        foreach (var reader in readers.Where(reader => !written.Contains(PledgeMail.RenewalKey(organisationId, today, reader.Id))))
        {
            mail.Renewal(db, reader, today);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return asked;
    }

    private static IQueryable<Need> Old(PortalDbContext db, DateTimeOffset before) => db.Needs.Where(n => n.ClosedAt == null && n.AskedAt == null && n.TouchedAt < before);

    private async Task<int> LapseAsync(CancellationToken cancellationToken)
    {
        var last = Today.AddDays(-DaysWaited);
        var needs = await retry.RunAsync((db, token) => Late(db, last).Select(p => p.NeedId).Distinct().OrderBy(id => id).ToListAsync(token), cancellationToken);
        var lapsed = 0;
        foreach (var need in needs)
        {
            lapsed += await retry.RunAsync((db, token) => LapseOfAsync(db, need, last, token), cancellationToken);
        }

        return lapsed;
    }

    private async Task<int> LapseOfAsync(PortalDbContext db, Guid needId, DateOnly last, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await guard.LockAsync(db, needId, cancellationToken);
        var late = Late(db, last).Where(p => p.NeedId == needId);
        var readers = await late.ReadersAsync(db, cancellationToken);
        var pledges = await late.ToListAsync(cancellationToken);
        var outstanding = pledges.Sum(pledge => pledge.Outstanding);
        var now = clock.GetUtcNow();
        pledges.ForEach(pledge => pledge.TryEnd(PledgeState.Lapsed, now));
        // It may have lapsed before, where an arrival was taken back since: that is said once.
        var keys = readers.ConvertAll(reader => PledgeMail.LapsedKey(reader.PledgeId));
        var written = await db.Messages.Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(cancellationToken);
        readers.FindAll(reader => !written.Contains(PledgeMail.LapsedKey(reader.PledgeId))).ForEach(reader => mail.Lapsed(db, reader));
        await guard.GiveBackAsync(db, needId, outstanding, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return pledges.Count;
    }

    private static IQueryable<Pledge> Late(PortalDbContext db, DateOnly last) => db.Pledges.Where(p => p.State == PledgeState.Open && p.By < last);

    private Task<int> RemindAsync(CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var today = Today;
            var tomorrow = today.AddDays(1);
            var since = WallTime.ToInstant(today.ToDateTime(TimeOnly.MinValue), Calais).At;
            var before = WallTime.ToInstant(today.AddDays(-1).ToDateTime(TimeOnly.MinValue), Calais).At;
            // Whoever promised for the next day has a mail that says so. What a stopped server missed is made up for on the day itself.
            var due = db.Pledges.Where(p => p.State == PledgeState.Open && ((p.By == tomorrow && p.CreatedAt < since) || (p.By == today && p.CreatedAt < before)) && p.Need!.ClosedAt == null
                && db.Supporters.Any(s => s.Id == p.SupporterId && s.WantsReminders));
            if ((await UnwrittenAsync(db, due, token)).Count == 0)
            {
                return 0;
            }

            // Workers at once take turns at the same rows; whoever comes second finds the keys.
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            await due.ExecuteUpdateAsync(set => set.SetProperty(p => p.By, p => p.By), token);
            var readers = await UnwrittenAsync(db, due, token);
            readers.ForEach(reader => mail.Reminder(db, reader));
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return readers.Count;
        },
        cancellationToken);

    private static async Task<List<PledgeReader>> UnwrittenAsync(PortalDbContext db, IQueryable<Pledge> due, CancellationToken cancellationToken)
    {
        var readers = await due.ReadersAsync(db, cancellationToken);
        var keys = readers.ConvertAll(reader => PledgeMail.ReminderKey(reader.PledgeId));
        var written = await db.Messages.Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToHashSetAsync(cancellationToken);
        return readers.FindAll(reader => !written.Contains(PledgeMail.ReminderKey(reader.PledgeId)));
    }
}
