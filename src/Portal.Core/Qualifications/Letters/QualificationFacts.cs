using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Qualifications.Letters;

/// <summary>A qualification as it stands right before a letter about it is sent.</summary>
internal sealed record QualificationFacts(Guid SupporterId, Guid KindId, LocalText Kind, QualificationState State, DateOnly? LastDay, bool ByTraining, bool RenewalAsked)
{
    private const int MostShifts = 10;

    public required string Organisation { get; init; }
    public required string Slug { get; init; }
    public required string? PublicEmail { get; init; }

    /// <summary>Whether the person holds the same longer, by another organisation's word.</summary>
    public required bool HeldLonger { get; init; }

    /// <summary>A day as letters say it: "20 January 2027".</summary>
    public static string Day(DateOnly day) => Days.Of(day, "d MMMM yyyy");

    /// <summary>The qualification as it stands now, or null when it is gone.</summary>
    public static Task<QualificationFacts?> FindAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken) =>
        (from q in db.Qualifications.AsNoTracking()
         where q.Id == id
         join o in db.Organisations on q.OrganisationId equals o.Id
         select new QualificationFacts(q.SupporterId, q.KindId, q.Kind!.Name, q.State, q.LastDay, q.EarnedById != null, q.RenewalAskedAt != null)
         {
             Organisation = o.Name,
             Slug = o.Slug,
             PublicEmail = o.PublicEmail,
             HeldLonger = db.Qualifications.Any(x => x.Id != q.Id && x.SupporterId == q.SupporterId && x.KindId == q.KindId
                 && x.State == QualificationState.Held && (x.LastDay == null || x.LastDay > q.LastDay)),
         }).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The coming shifts that ask for it on a day after a last day (all of them where none is named), soonest first, at most ten.</summary>
    public async Task<List<TouchedShift>> TouchedAsync(PortalDbContext db, DateOnly? lastDay, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await db.Bookings.AsNoTracking()
            .Where(b => b.SupporterId == SupporterId && (b.State == BookingState.Requested || b.State == BookingState.Offered || b.State == BookingState.Confirmed || b.State == BookingState.SeekingCover)
                && b.Shift!.Status == ShiftStatus.Published && b.Shift.StartsAt > now && b.Position!.Qualifications.Contains(KindId))
            .OrderBy(b => b.Shift!.StartsAt).ThenBy(b => b.Id)
            .Select(b => new TouchedShift(b.ShiftId, b.Shift!.Activity!.Name, b.Shift.StartsAt, b.Shift.EndsAt, b.Shift.TimeZone))
            .ToListAsync(cancellationToken))
            .Where(s => lastDay is null || WallTime.DayOf(s.EndsAt.AddTicks(-1), WallTime.Zone(s.TimeZone)) > lastDay)
            .Take(MostShifts)
            .ToList();
}

/// <summary>A coming shift that asks for a qualification.</summary>
internal sealed record TouchedShift(Guid ShiftId, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone);
