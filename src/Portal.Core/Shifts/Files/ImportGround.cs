using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts.Files;

/// <summary>What the cells of a file may speak of: all that this person organises, read once. Rows are then looked at in memory.</summary>
internal sealed class ImportGround
{
    private static readonly string[] Days = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy"];
    private static readonly string[] Clocks = ["H:mm", "H:mm:ss", "H'h'mm", "H'h'"];

    public required List<OrganisationRef> Organisations { get; init; }

    public required List<(Guid Id, Guid Organisation, LocalText Name, Visibility Default)> Activities { get; init; }

    public required List<(Guid Id, Guid Organisation, LocalText Area, string Slug, string Zone)> Sites { get; init; }

    public required List<(Guid Id, Guid Organisation, string Name)> Leads { get; init; }

    public required List<(Guid Id, Guid? Organisation, LocalText Name)> Qualifications { get; init; }

    public static async Task<ImportGround> ReadAsync(PortalDbContext db, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = db.OrganisedBy(actorId, now);
        return new ImportGround
        {
            Organisations = await db.Organisations.Where(o => mine.Contains(o.Id)).Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).ToListAsync(cancellationToken),
            Activities = (await db.Activities.AsNoTracking().Where(a => a.RetiredAt == null && mine.Contains(a.OrganisationId)).ToListAsync(cancellationToken)).ConvertAll(a => (a.Id, a.OrganisationId, a.Name, a.DefaultVisibility)),
            Sites = (await db.Sites.AsNoTracking().Where(s => mine.Contains(s.OrganisationId)).ToListAsync(cancellationToken)).ConvertAll(s => (s.Id, s.OrganisationId, s.Area, s.AreaSlug, s.TimeZone)),
            Leads = (await db.Memberships
                .Where(m => mine.Contains(m.OrganisationId) && m.State == MembershipState.Active && m.Role != MembershipRole.Volunteer && (m.EndsAt == null || m.EndsAt > now))
                .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new { s.Id, m.OrganisationId, s.DisplayName }).ToListAsync(cancellationToken)).ConvertAll(l => (l.Id, l.OrganisationId, l.DisplayName)),
            Qualifications = (await db.QualificationKinds.AsNoTracking().Where(k => k.OrganisationId == null || mine.Contains(k.OrganisationId.Value)).ToListAsync(cancellationToken)).ConvertAll(k => (k.Id, k.OrganisationId, k.Name)),
        };
    }

    /// <summary>The shift of a row, or everything that is wrong with it.</summary>
    public (ImportedShift? Shift, IReadOnlyList<ImportFault> Faults) Look(ShiftFileRow row, DateTimeOffset now)
    {
        var faults = new List<ImportFault>();
        void Wrong(ImportFaultKind kind, string column) => faults.Add(new(row.Line, kind, row[column].Length > 0 ? $"{column}: {Short(row[column])}" : column));

        var named = row["organisation"];
        var organisations = Organisations.Where(o => named.Length == 0 || Same(o.Slug, named) || Same(o.Name, named)).Select(o => o.Id).ToHashSet();
        var activities = Activities.Where(a => organisations.Contains(a.Organisation) && IsCalled(a.Name, row["activity"])).ToList();
        if (organisations.Count == 0)
        {
            Wrong(ImportFaultKind.UnknownOrganisation, "organisation");
        }
        else if (activities.Count != 1)
        {
            Wrong(ImportFaultKind.UnknownActivity, "activity");
        }

        var activity = activities.FirstOrDefault();
        var (site, zone) = activities.Count == 1 ? Place(row, activity.Organisation, Wrong) : (null, TimeZoneInfo.Utc);
        var day = Day(row["date"]);
        var (start, end) = (Clock(row["start"]), Clock(row["end"]));
        if (day is null)
        {
            Wrong(ImportFaultKind.NotADay, "date");
        }

        // A task from home: to be done by the end, and without a start.
        start ??= row["start"].Length == 0 && row["area"].Length == 0 && row["site"].Length == 0 ? end : null;
        var isTask = row["start"].Length == 0 && start is not null;
        foreach (var column in new[] { (start, "start"), (end, "end") }.Where(clock => clock.Item1 is null).Select(clock => clock.Item2))
        {
            Wrong(ImportFaultKind.NotATime, column);
        }

        if (!isTask && start is not null && start == end)
        {
            Wrong(ImportFaultKind.NoLength, "end");
        }

        var unknown = new List<string>();
        var positions = PositionsCell.Read(row["positions"], name => Qualifications.Find(k => (k.Organisation is null || k.Organisation == activity.Organisation) && (IsCalled(k.Name, name) || Same(k.Id.ToString(), name))) is { Id: var id } && id != Guid.Empty ? id : null, unknown);
        faults.AddRange(unknown.Select(name => new ImportFault(row.Line, ImportFaultKind.UnknownQualification, Short(name))));
        if (positions is null)
        {
            Wrong(ImportFaultKind.NotPositions, "positions");
        }

        var visibility = Choice<Visibility>(row, "visibility", Wrong);
        var mode = Choice<BookingMode>(row, "mode", Wrong);
        var status = Choice<ShiftStatus>(row, "status", Wrong);
        if (status == ShiftStatus.Cancelled)
        {
            Wrong(ImportFaultKind.NotAChoice, "status");
        }

        if (row["description_language"].Length > 0 && !Resources.Languages.All.ContainsKey(row["description_language"].ToLowerInvariant()))
        {
            Wrong(ImportFaultKind.NotAChoice, "description_language");
        }

        var hours = 12;
        if (row["cancellation_hours"].Length > 0 && !int.TryParse(row["cancellation_hours"], NumberStyles.None, CultureInfo.InvariantCulture, out hours))
        {
            (hours, _) = (12, 0);
            Wrong(ImportFaultKind.NotANumber, "cancellation_hours");
        }

        var leads = Leads.Where(l => l.Organisation == activity.Organisation && Same(l.Name, row["lead"])).Select(l => l.Id).Distinct().ToList();
        if (row["lead"].Length > 0 && activities.Count == 1 && leads.Count != 1)
        {
            Wrong(ImportFaultKind.UnknownLead, "lead");
        }

        var date = day ?? DateOnly.FromDateTime(now.UtcDateTime).AddDays(1);
        var (from, to) = day is null || start is null || end is null ? (new TimeOnly(1, 0), new TimeOnly(2, 0)) : (start.Value, end.Value);
        var plan = new NewShift(activity.Id, date.ToDateTime(from), (to > from || isTask ? date : date.AddDays(1)).ToDateTime(to))
        {
            SiteId = site,
            TimeZone = zone.Id,
            LongOnPurpose = true,
            Visibility = visibility,
            BookingMode = mode ?? BookingMode.Open,
            CancellationHours = hours,
            LeadId = leads.Count == 1 ? leads[0] : null,
            Description = row["description"],
            DescriptionLanguage = Resources.Languages.Known(row["description_language"].ToLowerInvariant()),
            Positions = positions ?? [new(LocalText.Of("?"), 0, 1)],
        }.Cleaned();
        var times = PlanTimes.Of(plan, zone);
        faults.AddRange(ShiftPlanRules.Check(plan, times.StartsAt, times.EndsAt, null, now).Select(fault => new ImportFault(row.Line, ImportFaultKind.Plan, "", fault)));
        return faults.Count > 0 ? (null, faults) : (new(row.Line, activity.Organisation, activity.Name, Sites.Find(s => s.Id == site).Area, activity.Default, plan, zone, times.StartsAt, times.EndsAt, times.Moved, status == ShiftStatus.Published), []);
    }

    /// <summary>A file to fill in whose example is of this person's own ground, a week ahead; with nothing to organise, the name of an activity stands for one.</summary>
    public string Template(DateTimeOffset now)
    {
        var activity = Activities.Find(a => Activities.Count(b => b.Organisation == a.Organisation && IsCalled(b.Name, a.Name.In("en"))) == 1);
        var site = Sites.Find(s => s.Organisation == activity.Organisation && Sites.Count(other => other.Organisation == s.Organisation && (Same(other.Slug, s.Area.In("en")) || IsCalled(other.Area, s.Area.In("en")))) == 1);
        return ShiftFile.Template(
            Organisations.Count > 1 ? Organisations.Find(o => o.Id == activity.Organisation)?.Slug ?? "" : "",
            activity.Id == Guid.Empty ? "Kitchen" : activity.Name.In("en"), DateOnly.FromDateTime(now.UtcDateTime).AddDays(7), site.Id == Guid.Empty ? "" : site.Area.In("en"));
    }

    private (Guid? Site, TimeZoneInfo Zone) Place(ShiftFileRow row, Guid organisation, Action<ImportFaultKind, string> wrong)
    {
        var (area, id) = (row["area"], row["site"]);
        if (area.Length == 0 && id.Length == 0)
        {
            if (row["time_zone"].Length > 0 && WallTime.FindZone(row["time_zone"]) is null)
            {
                wrong(ImportFaultKind.NotAChoice, "time_zone");
            }

            return (null, WallTime.FindZone(row["time_zone"]) ?? WallTime.Zone("Europe/Paris"));
        }

        var sites = Sites.FindAll(s => s.Organisation == organisation && (id.Length > 0 ? Same(s.Id.ToString(), id) : Same(s.Slug, area) || IsCalled(s.Area, area)));
        if (sites.Count != 1)
        {
            wrong(sites.Count > 1 ? ImportFaultKind.SeveralSites : id.Length > 0 ? ImportFaultKind.UnknownSite : ImportFaultKind.UnknownArea, id.Length > 0 ? "site" : "area");
            return (null, TimeZoneInfo.Utc);
        }

        return (sites[0].Id, WallTime.Zone(sites[0].Zone));
    }

    private static T? Choice<T>(ShiftFileRow row, string column, Action<ImportFaultKind, string> wrong)
        where T : struct, Enum
    {
        var cell = row[column];
        if (cell.Length == 0)
        {
            return null;
        }

        if (cell.All(char.IsAsciiLetter) && Enum.TryParse<T>(cell, ignoreCase: true, out var value))
        {
            return value;
        }

        wrong(ImportFaultKind.NotAChoice, column);
        return null;
    }

    private static DateOnly? Day(string cell) => DateOnly.TryParseExact(cell, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1999 and < 3000 ? day : null;

    private static TimeOnly? Clock(string cell) => TimeOnly.TryParseExact(cell.ToLowerInvariant(), Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : null;

    private static bool IsCalled(LocalText name, string text) => text.Length > 0 && Resources.Languages.All.Keys.Any(language => Same(name.Exactly(language), text));

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}

/// <summary>A shift of a file that can be made.</summary>
/// <param name="Area">Where; null for work from home.</param>
/// <param name="ClockMoved">Whether a wall time of it does not exist and was moved forward.</param>
/// <param name="Published">Whether the file says that it is published.</param>
public sealed record ImportedShift(int Line, Guid OrganisationId, LocalText Activity, LocalText? Area, Visibility DefaultVisibility, NewShift Plan, TimeZoneInfo Zone, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool ClockMoved, bool Published);
