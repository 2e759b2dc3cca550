using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;
using Portal.Core.Resources;

namespace Portal.Core.Privacy;

/// <summary>The one class that opens a meeting point, or what stands for one from home: a joining link. Every look is on record in the same transaction: no audit, no answer; any error means no.</summary>
public sealed class MeetingPointReader(Retry retry, Vault vault, Attempts attempts, Outbox outbox, MailBell bell, TimeProvider clock, ILogger<MeetingPointReader> log)
{
    /// <summary>What a look is called in the record.</summary>
    public const string Action = "meeting-point.read";

    /// <summary>What laying a text beside the points is called in the record.</summary>
    public const string Compared = "meeting-point.compared";

    /// <summary>What a look of a coalition administrator at the point of others is called in the record.</summary>
    public const string GlassBroken = "meeting-point.glass-broken";

    /// <summary>Looks of one person within an hour, of whatever kind.</summary>
    public const int MostAnHour = 10;

    /// <summary>The shortest reason for breaking the glass, in UTF-16 units: a word is none.</summary>
    public const int ShortestReason = 20;

    /// <summary>The longest.</summary>
    public const int LongestReason = 400;

    internal const string GlassTemplate = "glass-broken";

    /// <summary>The meeting point of one's own booking, if the rule allows it now.</summary>
    /// <param name="sessionId">The session in which it is asked for.</param>
    public Task<MeetingPointOutcome> ReadAsync(Guid supporterId, Guid sessionId, Guid bookingId, CancellationToken cancellationToken) =>
        OrNoAsync((db, token) => ReadOnceAsync(db, supporterId, sessionId, bookingId, token), cancellationToken);

    /// <summary>The meeting point of a site, for an organiser of its organisation; on record likewise.</summary>
    public Task<MeetingPointOutcome> ReadForOrganiserAsync(Guid actorId, Guid siteId, CancellationToken cancellationToken) =>
        OrNoAsync((db, token) => ReadForOrganiserOnceAsync(db, actorId, siteId, token), cancellationToken);

    /// <summary>The joining link of a shift from home, likewise.</summary>
    public Task<MeetingPointOutcome> ReadLinkForOrganiserAsync(Guid actorId, Guid shiftId, CancellationToken cancellationToken) =>
        OrNoAsync((db, token) => ReadForOrganiserOnceAsync(db, actorId, shiftId, token, isLink: true), cancellationToken);

    /// <summary>
    /// The meeting point of a site, for a coalition administrator who does not organise for its organisation: with a reason, on record, and all who
    /// organise there are told by mail, in the same transaction.
    /// </summary>
    public async Task<MeetingPointOutcome> BreakGlassAsync(Guid actorId, Guid siteId, string? reason, CancellationToken cancellationToken)
    {
        if (TypedText.Reason(reason, ShortestReason, LongestReason) is not { } why)
        {
            return new(MeetingPointResult.NoReason);
        }

        var outcome = await OrNoAsync((db, token) => BreakGlassOnceAsync(db, actorId, siteId, why, token), cancellationToken);
        if (outcome.Result == MeetingPointResult.Shown)
        {
            bell.Ring();
        }

        return outcome;
    }

    /// <summary>How the record names the booking by which somebody looked.</summary>
    internal static string DetailOf(Guid bookingId) => $"booking {bookingId}";

    /// <summary>
    /// The names in the points of an organisation that are not public, so that what an organiser of it writes can be laid beside them; on record,
    /// and none for anybody else. Where they cannot be opened there are none: a warning is missing then, but nobody is kept from writing.
    /// </summary>
    /// <param name="organisation">Finds the organisation, by what is written for.</param>
    public async Task<PlaceNames> NamesAsync(Guid actorId, Func<PortalDbContext, IQueryable<Guid>> organisation, CancellationToken cancellationToken)
    {
        try
        {
            return await retry.RunAsync((db, token) => NamesOnceAsync(db, actorId, organisation(db), token), cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError("A text was not laid beside the meeting points because of {Error}.", error.GetType().Name);
            return PlaceNames.None;
        }
    }

    private async Task<PlaceNames> NamesOnceAsync(PortalDbContext db, Guid actorId, IQueryable<Guid> organisation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var own = organisation.Where(owner => db.OrganisedBy(actorId, now).Contains(owner));
        var sites = await db.Sites.AsNoTracking().Where(s => own.Contains(s.OrganisationId))
            .Select(s => new { s.Id, s.OrganisationId, s.Area, s.PointIsPublic, Sealed = db.MeetingPoints.Where(p => p.SiteId == s.Id).Select(p => p.Sealed).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var secret = sites.Where(s => s is { PointIsPublic: false, Sealed: not null }).ToDictionary(s => s.Id, s => s.Sealed!);
        if (secret.Count == 0)
        {
            return PlaceNames.None;
        }

        var points = await vault.OpenAllAsync(db, secret, cancellationToken);
        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            ActorId = actorId,
            Action = Compared,
            SubjectId = sites[0].OrganisationId,
            OrganisationId = sites[0].OrganisationId,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return PlaceNames.In(points.Values, sites.SelectMany(s => Languages.All.Keys.Select(s.Area.In)));
    }

    private async Task<MeetingPointOutcome> OrNoAsync(Func<PortalDbContext, CancellationToken, Task<MeetingPointOutcome>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await retry.RunAsync(read, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Only the kind of error: its message could hold what nobody may see.
            log.LogError("A meeting point was not shown because of {Error}.", error.GetType().Name);
            return new(MeetingPointResult.No);
        }
    }

    private async Task<MeetingPointOutcome> ReadOnceAsync(PortalDbContext db, Guid supporterId, Guid sessionId, Guid bookingId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.LockSupporterAsync(supporterId, cancellationToken))
        {
            return new(MeetingPointResult.No);
        }

        var now = clock.GetUtcNow();
        if (await PointRow.FindAsync(db, supporterId, sessionId, bookingId, now, cancellationToken) is not { } row)
        {
            return new(MeetingPointResult.No);
        }

        var result = MeetingPointRule.Decide(row.Facts, now);
        if (result is not MeetingPointResult.Shown)
        {
            return row.Answer(result) with { OpensAt = result == MeetingPointResult.NotYet ? row.Facts.OpensAt : null };
        }

        var look = new Look(supporterId, row.SiteId ?? row.ShiftId, row.OrganisationId, DetailOf(bookingId), IsLink: row.SiteId is null);
        var outcome = await OpenAsync(db, look, row.Answer(MeetingPointResult.Shown), now, cancellationToken);
        if (outcome.Result == MeetingPointResult.Shown)
        {
            outcome = outcome with { OpenedBefore = await NoteAsync(db, bookingId, now, cancellationToken) };
        }

        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    private async Task<MeetingPointOutcome> ReadForOrganiserOnceAsync(PortalDbContext db, Guid actorId, Guid subjectId, CancellationToken cancellationToken, bool isLink = false)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(actorId, cancellationToken);
        var now = clock.GetUtcNow();
        var owners = isLink ? db.Shifts.Where(s => s.Id == subjectId).Select(s => s.OrganisationId) : db.Sites.Where(s => s.Id == subjectId).Select(s => s.OrganisationId);
        var organisation = await owners.Where(owner => db.OrganisedBy(actorId, now).Contains(owner)).Select(owner => (Guid?)owner).FirstOrDefaultAsync(cancellationToken);
        if (organisation is null)
        {
            return new(MeetingPointResult.No);
        }

        var outcome = await OpenAsync(db, new(actorId, subjectId, organisation.Value, Detail: null, isLink), new(MeetingPointResult.Shown), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    private async Task<MeetingPointOutcome> BreakGlassOnceAsync(PortalDbContext db, Guid actorId, Guid siteId, string reason, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(actorId, cancellationToken);
        var now = clock.GetUtcNow();
        var site = await db.Sites.Where(s => s.Id == siteId && db.Administrators(now).Contains(actorId))
            .Select(s => new { s.OrganisationId, IsOwn = db.OrganisedBy(actorId, now).Contains(s.OrganisationId) }).FirstOrDefaultAsync(cancellationToken);
        if (site is null or { IsOwn: true })
        {
            return new(site is null ? MeetingPointResult.No : MeetingPointResult.OrdinaryWay);
        }

        var look = new Look(actorId, siteId, site.OrganisationId, reason, IsLink: false) { Action = GlassBroken, EntryId = Ids.New(clock) };
        var outcome = await OpenAsync(db, look, new(MeetingPointResult.Shown), now, cancellationToken);
        if (outcome.Result == MeetingPointResult.Shown)
        {
            var organisers = db.OrganisersOf(site.OrganisationId, now);
            foreach (var reader in await db.Supporters.Where(s => organisers.Contains(s.Id)).OrderBy(s => s.Id).Select(s => new { s.Id, s.Language }).ToListAsync(cancellationToken))
            {
                outbox.Add(db, new($"{GlassTemplate}:{look.EntryId}:{reader.Id}", MailPriority.Booking, GlassTemplate, reader.Language) { SupporterId = reader.Id, Data = new GlassLetterData(look.EntryId) });
            }

            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return outcome;
    }

    /// <summary>Opens the point and writes down who looked. The caller commits before anything is answered.</summary>
    private async Task<MeetingPointOutcome> OpenAsync(PortalDbContext db, Look look, MeetingPointOutcome shown, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stored = look.IsLink
            ? db.JoiningLinks.Where(l => l.ShiftId == look.SubjectId).Select(l => new { l.Sealed, l.MovedAt })
            : db.MeetingPoints.Where(p => p.SiteId == look.SubjectId).Select(p => new { p.Sealed, p.MovedAt });
        if (await stored.FirstOrDefaultAsync(cancellationToken) is not { } point)
        {
            return shown with { Result = MeetingPointResult.None };
        }

        if (!await attempts.TryLookAsync(db, look.ActorId, now, cancellationToken))
        {
            return shown with { Result = MeetingPointResult.TooOften };
        }

        var text = await vault.OpenAsync(db, look.SubjectId, point.Sealed, cancellationToken);
        db.AuditEntries.Add(new AuditEntry
        {
            Id = look.EntryId == Guid.Empty ? Ids.New(clock) : look.EntryId,
            At = now,
            ActorId = look.ActorId,
            Action = look.Action,
            SubjectId = look.SubjectId,
            OrganisationId = look.OrganisationId,
            Detail = look.Detail,
        });
        await db.SaveChangesAsync(cancellationToken);
        return shown with { Point = text, MovedAt = point.MovedAt };
    }

    /// <summary>Notes on the booking that its point was opened, and returns when it was last before; the person is locked.</summary>
    private static async Task<DateTimeOffset?> NoteAsync(PortalDbContext db, Guid bookingId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var booking = db.Bookings.Where(b => b.Id == bookingId);
        var before = await booking.Select(b => b.PointReadAt).FirstAsync(cancellationToken);
        await booking.ExecuteUpdateAsync(set => set.SetProperty(b => b.PointOpenedAt, b => b.PointOpenedAt ?? now).SetProperty(b => b.PointReadAt, now), cancellationToken);
        return before;
    }

    private sealed record Look(Guid ActorId, Guid SubjectId, Guid OrganisationId, string? Detail, bool IsLink)
    {
        public string Action { get; init; } = MeetingPointReader.Action;

        public Guid EntryId { get; init; }
    }
}

/// <summary>What a letter about a broken glass needs: the entry of the record that says who, when and why.</summary>
internal sealed record GlassLetterData(Guid EntryId);
