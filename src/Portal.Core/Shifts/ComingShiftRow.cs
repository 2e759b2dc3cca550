using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts;

/// <summary>Reads the snapshot in one command, however many rows there are. It shares what many shifts name: organisations, areas, zones, words.</summary>
internal static class ComingShiftRow
{
    public static async Task<IReadOnlyList<ComingShift>> ReadAsync(PortalDbContext db, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var earliest = now - ShiftPlanRules.LongestRemote;
        var rows = await db.Shifts.AsNoTracking().AsSingleQuery()
            .Where(s => s.Status == ShiftStatus.Published && s.StartsAt > earliest && s.StartsAt < until && s.EndsAt > now)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Select(s => new
            {
                s.Id,
                s.OrganisationId,
                OrganisationSlug = s.Organisation!.Slug,
                OrganisationName = s.Organisation.Name,
                s.ActivityId,
                s.SiteId,
                PointIsProtected = s.Site != null ? !s.Site.PointIsPublic : s.HasLink,
                s.Organisation.Rules,
                Activity = s.Activity!.Name,
                AreaSlug = (string?)s.Site!.AreaSlug,
                Area = (LocalText?)s.Site.Area,
                s.StartsAt,
                s.EndsAt,
                s.TimeZone,
                s.Visibility,
                s.BookingMode,
                s.BookingOpensAt,
                Positions = s.Positions.Where(p => p.RemovedAt == null).OrderBy(p => p.Order).ThenBy(p => p.Id).Select(p => new ComingPosition(p.Id, p.Name)
                {
                    Capacity = p.Capacity,
                    Minimum = p.Minimum,
                    Held = p.Held,
                    Reserved = p.Reserved,
                    Seeking = p.Seeking,
                    BookableUntil = p.BookableUntil,
                    BeginnerFriendly = p.BeginnerFriendly,
                    Languages = p.Languages,
                    IsInterpreter = p.IsInterpreter,
                    Qualifications = p.Qualifications,
                    Version = p.Version,
                }).ToList(),
            })
            .ToListAsync(cancellationToken);

        var organisations = new Dictionary<Guid, OrganisationRef>();
        var areas = new Dictionary<string, AreaRef>(StringComparer.Ordinal);
        var zones = new Dictionary<string, TimeZoneInfo>(StringComparer.Ordinal);
        var rules = new Dictionary<BookingRules, BookingRules>();
        var words = new Dictionary<LocalText, LocalText>();
        LocalText Shared(LocalText text) => words.TryAdd(text, text) ? text : words[text];
        return rows.ConvertAll(row =>
        {
            var zone = zones.GetValueOrDefault(row.TimeZone) ?? (zones[row.TimeZone] = WallTime.Zone(row.TimeZone));
            var organisation = organisations.GetValueOrDefault(row.OrganisationId)
                ?? (organisations[row.OrganisationId] = new(row.OrganisationId, row.OrganisationSlug, row.OrganisationName));
            var area = row.AreaSlug is null ? null : areas.GetValueOrDefault(row.AreaSlug) ?? (areas[row.AreaSlug] = new(row.AreaSlug, row.Area!));
            return new ComingShift(row.Id, organisation, row.ActivityId, Shared(row.Activity))
            {
                Area = area,
                SiteId = row.SiteId,
                PointIsProtected = row.PointIsProtected,
                Rules = rules.TryAdd(row.Rules, row.Rules) ? row.Rules : rules[row.Rules],
                StartsAt = row.StartsAt,
                EndsAt = row.EndsAt,
                Zone = zone,
                Day = WallTime.DayOf(row.StartsAt, zone),
                Visibility = row.Visibility,
                BookingMode = row.BookingMode,
                BookingOpensAt = row.BookingOpensAt,
                Positions = row.Positions.ConvertAll(position => position with { Name = Shared(position.Name) }),
            };
        });
    }
}
