using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy;

/// <summary>Sets and moves meeting points, and tells whoever may have read the old one, or is about to set off, that it is another.</summary>
public sealed class MeetingPointService(Retry retry, Vault vault, BookingMail mail, MailBell bell, TimeProvider clock)
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int Length = 1000;

    // Whoever goes within this time may be packing by what somebody told them.
    private const int HoursOfSettingOff = 24;

    // An organisation may open its points so many hours before.
    private const int LongestReveal = 48;

    /// <summary>Replaces the point for everybody at once, by an organiser of the organisation; on record.</summary>
    public async Task<MovePointOutcome> MoveAsync(Guid actorId, Guid siteId, string text, CancellationToken cancellationToken)
    {
        var (point, fault) = Read(text);
        if (fault is { } wrong)
        {
            return wrong;
        }

        var outcome = await retry.RunAsync((db, token) => MoveOnceAsync(db, actorId, siteId, point, token), cancellationToken);
        bell.Ring();
        return outcome;
    }

    /// <summary>How many people would be told now that the point of a site is another.</summary>
    public Task<int> CountReadersAsync(Guid siteId, CancellationToken cancellationToken) =>
        retry.RunAsync(async (db, token) => (await ReadersAsync(db, At(db, siteId), clock.GetUtcNow(), token)).DistinctBy(reader => reader.SupporterId).Count(), cancellationToken);

    private async Task<MovePointOutcome> MoveOnceAsync(PortalDbContext db, Guid actorId, Guid siteId, string text, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var site = await db.Sites.AsNoTracking()
            .FirstOrDefaultAsync(s => s.Id == siteId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId), cancellationToken);
        if (site is null)
        {
            return MovePointOutcome.NotFound;
        }

        var box = await vault.SealAsync(db, siteId, text, cancellationToken);
        var version = await PutAsync(db, siteId, box, now, cancellationToken);
        foreach (var reader in version > 1 ? await ReadersAsync(db, At(db, siteId), now, cancellationToken) : [])
        {
            mail.PointMoved(db, reader, version);
        }

        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            ActorId = actorId,
            Action = "meeting-point.move",
            SubjectId = siteId,
            OrganisationId = site.OrganisationId,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return MovePointOutcome.Moved;
    }

    private static IQueryable<Shift> At(PortalDbContext db, Guid siteId) => db.Shifts.Where(s => s.SiteId == siteId);

    /// <summary>The text as it is kept, or what is wrong with it.</summary>
    internal static (string Point, MovePointOutcome? Fault) Read(string text)
    {
        var point = TypedText.IsReadable(text) ? TypedText.Lines(text) : "";
        return (point, !TypedText.IsReadable(text) ? MovePointOutcome.Unreadable
            : point.Length == 0 ? MovePointOutcome.Empty
            : point.Length > Length ? MovePointOutcome.TooLong
            : null);
    }

    /// <summary>Whoever may have read what is protected of these shifts, or is about to set off to one.</summary>
    internal static async Task<IEnumerable<MovedPointReader>> ReadersAsync(PortalDbContext db, IQueryable<Shift> shifts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var atMost = now.AddHours(LongestReveal);
        var coming = await db.Bookings
            .Where(b => b.State == BookingState.Confirmed || b.State == BookingState.CheckedIn)
            .Where(b => shifts.Any(s => s.Id == b.ShiftId) && b.Shift!.Status == ShiftStatus.Published && b.Shift.EndsAt > now
                && (b.Shift.StartsAt <= atMost || b.Shift.StartsAt == b.Shift.EndsAt))
            .Join(db.Supporters, b => b.SupporterId, s => s.Id, (b, s) => new
            {
                b.Shift!.StartsAt,
                b.Shift.Organisation!.RevealHours,
                b.Shift.EndsAt,
                Reader = new MovedPointReader(b.Id, b.ShiftId, s.Id, s.Language, b.Shift.EndsAt),
            })
            .ToListAsync(cancellationToken);
        return coming.Where(c => RemoteTask.OpensAt(c.StartsAt, c.EndsAt, TimeSpan.FromHours(Math.Max(c.RevealHours, HoursOfSettingOff))) <= now).Select(c => c.Reader);
    }

    /// <summary>Which version of the point this is; 1 for the first.</summary>
    private static async Task<int> PutAsync(PortalDbContext db, Guid siteId, byte[] box, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.MeetingPoints.FirstOrDefaultAsync(p => p.SiteId == siteId, cancellationToken) is { } point)
        {
            (point.Sealed, point.MovedAt) = (box, now);
            return ++point.Version;
        }

        db.MeetingPoints.Add(new MeetingPoint { SiteId = siteId, Sealed = box, Version = 1, MovedAt = now });
        return 1;
    }
}

/// <summary>How moving a meeting point ended.</summary>
public enum MovePointOutcome
{
    /// <summary>The old one is gone.</summary>
    Moved,

    /// <summary>The text is empty.</summary>
    Empty,

    /// <summary>The text is longer than 1,000 characters.</summary>
    TooLong,

    /// <summary>A part of the text cannot be read.</summary>
    Unreadable,

    /// <summary>There is no such site in this person's organisations.</summary>
    NotFound,
}
