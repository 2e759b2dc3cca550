using Portal.Core.Privacy;

namespace Portal.Core.Shifts.Series;

/// <summary>The rule from which shifts are made week after week, in the wall time of their place, and what each of them is like.</summary>
public sealed class ShiftSeries
{
    /// <summary>How many days ahead its shifts are made: eight weeks.</summary>
    public const int DaysAhead = 56;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose shifts they are.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid OrganisationId { get; init; }

    /// <summary>What is done.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid ActivityId { get; init; }

    /// <summary>Where; null for remote work.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? SiteId { get; set; }

    /// <summary>IANA name of the zone whose clocks tell <see cref="StartsAt"/>.</summary>
    [NotPersonal(Because.Planning)]
    public required string TimeZone { get; set; }

    /// <summary>The days, as <see cref="SeriesRule"/> keeps them.</summary>
    [NotPersonal(Because.Planning)]
    public required string Rule { get; set; }

    /// <summary>The day from which the rule counts.</summary>
    [NotPersonal(Because.Planning)]
    public required DateOnly FirstOn { get; set; }

    /// <summary>What the clock shows when a shift starts.</summary>
    [NotPersonal(Because.Planning)]
    public required TimeOnly StartsAt { get; set; }

    /// <summary>How long a shift lasts, in minutes that pass, whatever clocks do meanwhile.</summary>
    [NotPersonal(Because.Planning)]
    public required int Minutes { get; set; }

    /// <summary>Who sees the shifts.</summary>
    [NotPersonal(Because.Planning)]
    public required Visibility Visibility { get; set; }

    /// <summary>How a booking becomes confirmed.</summary>
    [NotPersonal(Because.Planning)]
    public BookingMode BookingMode { get; set; }

    /// <summary>Hours before the start until which one may cancel without a word.</summary>
    [NotPersonal(Because.Planning)]
    public int CancellationHours { get; set; } = 12;

    /// <summary>Who leads them, where that is known.</summary>
    [Personal("so that someone runs the shifts", Tier.Restricted, "12 months", "organisers")]
    public Guid? LeadId { get; set; }

    /// <summary>What is special about them, in Markdown.</summary>
    [NotPersonal(Because.Planning)]
    public string? Description { get; set; }

    /// <summary>The language of <see cref="Description"/>.</summary>
    [NotPersonal(Because.Planning)]
    public string DescriptionLanguage { get; set; } = Resources.Languages.Default;

    /// <summary>What one can be in each of them.</summary>
    [NotPersonal(Because.Planning)]
    public required IReadOnlyList<NewPosition> Positions { get; set; }

    /// <summary>Whether its shifts are published as they are made; otherwise they are drafts.</summary>
    [NotPersonal(Because.Planning)]
    public bool Publishes { get; init; }

    /// <summary>Days of the rule that are left out.</summary>
    [NotPersonal(Because.Planning)]
    public List<DateOnly> Skipped { get; set; } = [];

    /// <summary>Its last day, once somebody has ended it.</summary>
    [NotPersonal(Because.Planning)]
    public DateOnly? LastOn { get; set; }

    /// <summary>The day through which its shifts were made. Changed by guarded statements only, so that of two workers one makes them.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateOnly MadeThrough { get; init; }

    /// <summary>Raised with every change, so that of two organisers the second is told. Changed by guarded statements only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; init; } = 1;

    /// <summary>When it was made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The activity.</summary>
    public Organisations.Activity? Activity { get; init; }

    /// <summary>The organisation.</summary>
    public Organisations.Organisation? Organisation { get; init; }

    /// <summary>The site; null for remote work.</summary>
    public Organisations.Site? Site { get; init; }

    /// <summary>The days after one and through another on which a shift is to be, those left out excepted.</summary>
    public IEnumerable<DateOnly> DaysBetween(DateOnly after, DateOnly through)
    {
        var last = LastOn < through ? LastOn.Value : through;
        return SeriesRule.Kept(Rule).Dates(FirstOn, last, int.MaxValue).Where(day => day > after && !Skipped.Contains(day));
    }

    /// <summary>From when to when the shift of a day lasts.</summary>
    public SeriesDate On(DateOnly day) => SeriesDate.Of(day, StartsAt, TimeSpan.FromMinutes(Minutes), WallTime.Zone(TimeZone));

    /// <summary>The plan of the shift of a day.</summary>
    public NewShift PlanOn(DateOnly day) => new(ActivityId, day.ToDateTime(StartsAt), day.ToDateTime(StartsAt).AddMinutes(Minutes))
    {
        SiteId = SiteId,
        TimeZone = TimeZone,
        LongOnPurpose = Minutes > ShiftPlanRules.LongestUnasked.TotalMinutes,
        Visibility = Visibility,
        BookingMode = BookingMode,
        CancellationHours = CancellationHours,
        LeadId = LeadId,
        Description = Description,
        DescriptionLanguage = DescriptionLanguage,
        Positions = Positions,
    };
}
