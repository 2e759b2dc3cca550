using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Calendars;

/// <summary>Reads one's own shifts as a calendar sees them, in the language of the current culture.</summary>
public sealed class CalendarQueries(PortalDbContext db, PortalLinks links, Phrasebook words, TimeProvider clock)
{
    /// <summary>How many entries a feed has at most, the latest first.</summary>
    public const int Most = 500;

    /// <summary>How long a shift that is over stays in the feed.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(60);

    /// <summary>Since when a person's address is good, or null where there is none.</summary>
    public Task<DateTimeOffset?> MadeAtAsync(Guid supporterId, CancellationToken ct) =>
        db.CalendarFeeds.Where(f => f.SupporterId == supporterId).Select(f => (DateTimeOffset?)f.MadeAt).FirstOrDefaultAsync(ct);

    /// <summary>Whose address this is, and in which language they read; null for a token that is not, or no longer, good, and for accounts that may not act.</summary>
    public Task<FeedReader?> ReaderAsync(string token, CancellationToken ct)
    {
        var hash = CalendarFeedService.HashOf(token);
        return db.CalendarFeeds.AsNoTracking().Where(f => f.TokenHash == hash)
            .Join(db.Supporters.Where(s => s.EmailConfirmed && s.SuspendedAt == null), f => f.SupporterId, s => s.Id, (f, s) => new FeedReader(s.Id, s.Language))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>The entry of a supporter's booking, or null where there is no such booking.</summary>
    public async Task<CalendarEntry?> FindAsync(Guid supporterId, Guid bookingId, CancellationToken ct) =>
        await Rows(db.Bookings.Where(b => b.Id == bookingId && b.SupporterId == supporterId)).SingleOrDefaultAsync(ct) is { } row ? Entry(row) : null;

    /// <summary>
    /// A person's feed in two commands: what is booked, waited for and called off, and what one leads without a place of one's own.
    /// A booking that was given back is left out once the same shift is booked anew.
    /// </summary>
    public async Task<IReadOnlyList<CalendarEntry>> FeedAsync(Guid supporterId, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Kept;
        var rows = await Rows(db.Bookings.Where(b => b.SupporterId == supporterId && b.Shift!.EndsAt > since)).OrderByDescending(r => r.StartsAt).ThenBy(r => r.BookingId).Take(Most).ToListAsync(ct);
        var live = rows.Where(r => BookingStates.Live.Contains(r.State)).Select(r => r.ShiftId).ToHashSet();
        var led = await LedAsync(supporterId, since, ct);
        return
        [
            .. rows.Where(r => BookingStates.Live.Contains(r.State) || !live.Contains(r.ShiftId)).Select(Entry),
            .. led.Where(r => !live.Contains(r.ShiftId)).Select(r => Entry(r) with { Uid = CalendarEntry.UidOfLed(r.ShiftId) }),
        ];
    }

    private static IQueryable<Row> Rows(IQueryable<Booking> bookings) => bookings.AsNoTracking().Select(b => new Row
    {
        BookingId = b.Id,
        ShiftId = b.ShiftId,
        State = b.State,
        Version = b.Version,
        ChangedAt = b.ChangedAt,
        Title = b.Shift!.Activity!.Name,
        Position = b.Position!.Name,
        Area = b.Shift.Site == null ? null : b.Shift.Site.Area,
        StartsAt = b.Shift.StartsAt,
        EndsAt = b.Shift.EndsAt,
        TimeZone = b.Shift.TimeZone,
        Status = b.Shift.Status,
        ShiftVersion = b.Shift.Version,
    });

    private Task<List<Row>> LedAsync(Guid supporterId, DateTimeOffset since, CancellationToken ct) =>
        db.Shifts.AsNoTracking().Where(s => s.LeadId == supporterId && s.Status != ShiftStatus.Draft && s.EndsAt > since)
            .OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id).Take(Most)
            .Select(s => new Row
            {
                BookingId = Guid.Empty,
                ShiftId = s.Id,
                State = BookingState.Confirmed,
                Version = 0,
                ChangedAt = s.CreatedAt,
                Title = s.Activity!.Name,
                Position = null,
                Area = s.Site == null ? null : s.Site.Area,
                StartsAt = s.StartsAt,
                EndsAt = s.EndsAt,
                TimeZone = s.TimeZone,
                Status = s.Status,
                ShiftVersion = s.Version,
            })
            .ToListAsync(ct);

    private CalendarEntry Entry(Row row) => new(
        CalendarEntry.UidOf(row.BookingId), CalendarEntry.SequenceOf(row.Version, row.ShiftVersion), words.CalendarTitle(row.Title, row.Position, RemoteTask.Is(row.StartsAt, row.EndsAt)),
        row.StartsAt, row.EndsAt, WallTime.Zone(row.TimeZone), row.Area?.ToString(), links.To($"/shifts/{row.ShiftId}"))
    {
        Status = row.Status == ShiftStatus.Cancelled ? CalendarStatus.Cancelled : CalendarEntry.StatusOf(row.State),
        ChangedAt = row.ChangedAt,
    };

    private sealed class Row
    {
        public required Guid BookingId { get; init; }
        public required Guid ShiftId { get; init; }
        public required BookingState State { get; init; }
        public required int Version { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }
        public required LocalText Title { get; init; }
        public required LocalText? Position { get; init; }
        public required LocalText? Area { get; init; }
        public required DateTimeOffset StartsAt { get; init; }
        public required DateTimeOffset EndsAt { get; init; }
        public required string TimeZone { get; init; }
        public required ShiftStatus Status { get; init; }
        public required int ShiftVersion { get; init; }
    }
}

/// <summary>Whose feed is fetched.</summary>
public sealed record FeedReader(Guid SupporterId, string Language);
