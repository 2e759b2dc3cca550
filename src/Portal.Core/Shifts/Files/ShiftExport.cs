using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;
using Calendar = Ical.Net.Calendar;

namespace Portal.Core.Shifts.Files;

/// <summary>Writes the shifts of organisations for their organisers, as the table that <see cref="ShiftImport"/> reads and as a calendar. A place is an area, never a point.</summary>
public sealed class ShiftExport(PortalDbContext db, QualificationNames names, TimeProvider clock)
{
    /// <summary>The table. Of the shifts that are wanted, those that this person does not organise are left out.</summary>
    public async Task<string> CsvAsync(Guid actorId, Func<IQueryable<Shift>, IQueryable<Shift>> wanted, CancellationToken cancellationToken)
    {
        var qualifications = await names.AllAsync(cancellationToken);
        return ShiftFile.Write((await ReadAsync(actorId, wanted, cancellationToken)).Select(row =>
        {
            var shift = row.Shift;
            var zone = WallTime.Zone(shift.TimeZone);
            var (start, end) = (WallTime.At(shift.StartsAt, zone), WallTime.At(shift.EndsAt, zone));
            return (IReadOnlyList<string>)
            [
                shift.Organisation!.Slug, shift.Activity!.Name.In("en"), $"{start:yyyy-MM-dd}", RemoteTask.Is(shift.StartsAt, shift.EndsAt) ? "" : $"{start:HH:mm}", $"{end:HH:mm}",
                shift.Site?.Area.In("en") ?? "", shift.SiteId?.ToString() ?? "", shift.TimeZone,
                PositionsCell.Write(shift.Positions.Where(p => p.RemovedAt is null).Select(ShiftMaker.PlanOf), qualifications),
                shift.Visibility.ToString().ToLowerInvariant(), shift.BookingMode.ToString().ToLowerInvariant(), shift.CancellationHours.ToString(CultureInfo.InvariantCulture),
                row.Lead ?? "", shift.Description ?? "", shift.DescriptionLanguage, shift.Status.ToString().ToLowerInvariant(),
            ];
        }));
    }

    /// <summary>The calendar, with the pages of the shifts at an address.</summary>
    public async Task<string> CalendarAsync(Guid actorId, Func<IQueryable<Shift>, IQueryable<Shift>> wanted, Func<Guid, string> address, CancellationToken cancellationToken)
    {
        var calendar = new Calendar { ProductId = "-//Calais Appeal//Volunteer portal//EN", Method = "PUBLISH" };
        var rows = await ReadAsync(actorId, wanted, cancellationToken);
        foreach (var zone in rows.GroupBy(row => row.Shift.TimeZone, StringComparer.Ordinal))
        {
            calendar.AddTimeZone(VTimeZone.FromDateTimeZone(zone.Key, zone.Min(row => row.Shift.StartsAt).UtcDateTime.AddYears(-1), includeHistoricalData: false));
        }

        foreach (var shift in rows.Select(row => row.Shift))
        {
            var zone = WallTime.Zone(shift.TimeZone);
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{shift.Id}@shifts.portal",
                Sequence = shift.Version,
                DtStamp = new CalDateTime(clock.GetUtcNow().UtcDateTime, "UTC"),
                Summary = shift.Activity!.Name.ToString(),
                Start = new CalDateTime(WallTime.At(shift.StartsAt, zone), zone.Id),
                End = RemoteTask.Is(shift.StartsAt, shift.EndsAt) ? null : new CalDateTime(WallTime.At(shift.EndsAt, zone), zone.Id),
                Transparency = RemoteTask.Is(shift.StartsAt, shift.EndsAt) ? TransparencyType.Transparent : null,
                Location = shift.Site?.Area.ToString(),
                Url = new Uri(address(shift.Id)),
                Status = shift.Status switch { ShiftStatus.Published => "CONFIRMED", ShiftStatus.Draft => "TENTATIVE", _ => "CANCELLED" },
            });
        }

        return new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar file is empty.");
    }

    private async Task<List<(Shift Shift, string? Lead)>> ReadAsync(Guid actorId, Func<IQueryable<Shift>, IQueryable<Shift>> wanted, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var query = wanted(db.Shifts.AsNoTracking());
        var rows = await query.Where(s => db.OrganisedBy(actorId, now).Contains(s.OrganisationId))
            .Include(s => s.Positions.OrderBy(p => p.Order)).Include(s => s.Activity).Include(s => s.Site).Include(s => s.Organisation)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(ShiftFile.MostRows).ToListAsync(cancellationToken);
        var leads = await db.Supporters.Where(s => query.Any(w => w.LeadId == s.Id)).Select(s => new { s.Id, s.DisplayName }).ToDictionaryAsync(s => s.Id, s => s.DisplayName, cancellationToken);
        return rows.ConvertAll(s => (s, s.LeadId is { } id ? leads.GetValueOrDefault(id) : null));
    }
}
