using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Portal.Core;
using Portal.Core.Organisations;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>A new shift as an organiser writes it, in the wall time of its place.</summary>
public sealed class ShiftForm
{
    /// <summary>The choice of <see cref="Place"/> that means work from home.</summary>
    public const string FromHome = "remote";

    /// <summary>The choice of <see cref="Place"/> that means a task: from home, without hours, to be done by <see cref="End"/>.</summary>
    public const string AsTask = "task";

    /// <summary>How many rows for positions a page without scripts offers.</summary>
    public const int Rows = 5;

    private const string FirstDay = "2000-01-01";
    private const string LastDay = "2999-12-31";
    private static readonly DateOnly First = DateOnly.Parse(FirstDay, CultureInfo.InvariantCulture);
    private static readonly DateOnly Last = DateOnly.Parse(LastDay, CultureInfo.InvariantCulture);

    /// <summary>So that a double tap makes one shift.</summary>
    public Guid FormKey { get; set; }

    /// <summary>What is done.</summary>
    [Required]
    public Guid? ActivityId { get; set; }

    /// <summary>A site's identifier, <see cref="FromHome"/> or <see cref="AsTask"/>; anything else is refused, so that no broken form makes a shift from home.</summary>
    [Required, RegularExpression(FromHome + "|" + AsTask + "|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", ErrorMessage = "Shared.Wrong.Value")]
    public string? Place { get; set; }

    /// <summary>The day it starts. The bounds keep sums of days and zones within the calendar; what is too far ahead says the core.</summary>
    [Required, Range(typeof(DateOnly), FirstDay, LastDay, ParseLimitsInInvariantCulture = true, ErrorMessage = "Shared.Wrong.Value")]
    public DateOnly? Date { get; set; }

    /// <summary>When it starts; of no concern for a task.</summary>
    [RequiredUnlessTask]
    public TimeOnly? Start { get; set; }

    /// <summary>When it ends; not after the start means the day after. When a task is due.</summary>
    [Required]
    public TimeOnly? End { get; set; }

    /// <summary>Whether a length above twelve hours is meant.</summary>
    public bool LongOnPurpose { get; set; }

    /// <summary>Whether the page asks for <see cref="LongOnPurpose"/>: where the length was in doubt. Never sent by a browser.</summary>
    public bool AsksLength { get; internal set; }

    /// <summary>Who sees it; null for what the activity says.</summary>
    public Visibility? Visibility { get; set; }

    /// <summary>How a booking becomes confirmed.</summary>
    public BookingMode BookingMode { get; set; }

    /// <summary>Hours before the start until which one may give a place back without anyone being told.</summary>
    [Required, Range(0, 168)]
    public int? CancellationHours { get; set; } = 12;

    /// <summary>Who leads it.</summary>
    public Guid? LeadId { get; set; }

    /// <summary>The phone to ring about it; empty for the organisation's.</summary>
    [StringLength(Organisation.DutyPhoneLength)]
    public string? DutyPhone { get; set; }

    /// <summary>What is special about it, in Markdown.</summary>
    [StringLength(Shift.DescriptionLength)]
    public string? Description { get; set; }

    /// <summary>The language of <see cref="Description"/>.</summary>
    public string? DescriptionLanguage { get; set; }

    /// <summary>The rows for positions; those left blank do not count.</summary>
    public List<PositionForm> Positions { get; set; } = [];

    /// <summary>Brings the rows for positions to what a page offers: no fewer than <see cref="Rows"/>, no more than show that there are too many.</summary>
    public void OfferRows()
    {
        // A row that is announced without any field is bound as null.
        Positions = [.. Positions.Take(Shift.MostPositions + 1).Select(row => row ?? new PositionForm())];
        while (Positions.Count < Rows)
        {
            Positions.Add(new PositionForm());
        }
    }

    /// <summary>The form of what is planned already.</summary>
    public static ShiftForm Of(NewShift plan) => new()
    {
        ActivityId = plan.ActivityId,
        Place = plan.SiteId?.ToString() ?? (plan.StartsAt == plan.EndsAt ? AsTask : FromHome),
        Date = DateOnly.FromDateTime(plan.StartsAt),
        Start = plan.StartsAt == plan.EndsAt ? null : TimeOnly.FromDateTime(plan.StartsAt),
        End = TimeOnly.FromDateTime(plan.EndsAt),
        LongOnPurpose = plan.LongOnPurpose,
        Visibility = plan.Visibility,
        BookingMode = plan.BookingMode,
        CancellationHours = plan.CancellationHours,
        LeadId = plan.LeadId,
        DutyPhone = plan.DutyPhone,
        Description = plan.Description,
        DescriptionLanguage = plan.DescriptionLanguage,
        Positions = [.. plan.Positions.Select(PositionForm.Of)],
    };

    /// <summary>The indices of the rows that were filled in, in order.</summary>
    public IReadOnlyList<int> FilledRows() => [.. Enumerable.Range(0, Positions.Count).Where(row => Positions[row] is { IsBlank: false })];

    /// <summary>Whether it says from when to when; otherwise what is wrong with the times of <see cref="ToPlan"/> is of no concern.</summary>
    public bool HasTimes => (Start is not null || IsTask) && End is not null && Date >= First && Date <= Last;

    /// <summary>Whether it is a task.</summary>
    public bool IsTask => Place == AsTask;

    /// <summary>
    /// The plan that the core makes a shift of. Of a form that lacks something it is as much as can be looked at, so that all that is
    /// wrong is said at once.
    /// </summary>
    public NewShift ToPlan()
    {
        var date = HasTimes ? Date!.Value : First;
        var (start, end) = !HasTimes ? (TimeOnly.MinValue, TimeOnly.MaxValue) : IsTask ? (End!.Value, End.Value) : (Start!.Value, End!.Value);
        return new NewShift(ActivityId ?? Guid.Empty, date.ToDateTime(start), (end > start || IsTask ? date : date.AddDays(1)).ToDateTime(end))
        {
            SiteId = Guid.TryParse(Place, out var site) ? site : null,
            LongOnPurpose = LongOnPurpose,
            Visibility = Visibility,
            BookingMode = BookingMode,
            CancellationHours = CancellationHours ?? 0,
            LeadId = LeadId,
            DutyPhone = DutyPhone,
            Description = string.IsNullOrWhiteSpace(Description) ? null : Description.Trim(),
            DescriptionLanguage = Languages.Known(DescriptionLanguage),
            Positions = [.. FilledRows().Select(row => Positions[row].ToPlan())],
        };
    }
}

/// <summary>A row for one position.</summary>
public sealed class PositionForm
{
    /// <summary>The position that it is, where a shift is changed; null for a new one.</summary>
    public Guid? Id { get; set; }

    /// <summary>Its name in English.</summary>
    [StringLength(Position.NameLength)]
    public string? English { get; set; }

    /// <summary>Its name in French.</summary>
    [StringLength(Position.NameLength)]
    public string? French { get; set; }

    /// <summary>Below this the shift is in trouble; 1 if it is left out.</summary>
    [Range(0, 500)]
    public int? Minimum { get; set; }

    /// <summary>How many places there are.</summary>
    [Range(1, 500)]
    public int? Capacity { get; set; }

    /// <summary>Codes of the languages of which one must be spoken; none for any.</summary>
    public List<string> Languages { get; set; } = [];

    /// <summary>Whether the languages are the work itself.</summary>
    public bool IsInterpreter { get; set; }

    /// <summary>The kinds of qualification one must hold, all of them.</summary>
    public List<Guid> Qualifications { get; set; } = [];

    /// <summary>Whether it makes a good first shift.</summary>
    public bool BeginnerFriendly { get; set; }

    /// <summary>Whether it asks for anything, so that the fold stands open.</summary>
    public bool AsksForAnything => IsInterpreter || Languages.Count > 0 || Qualifications.Count > 0;

    /// <summary>The name in the reader's own language, which the form asks for; the other is optional.</summary>
    public static string OwnName => ReaderPage.Language == "fr" ? nameof(French) : nameof(English);

    /// <summary>Whether nothing was written.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(English) && string.IsNullOrWhiteSpace(French) && Minimum is null && Capacity is null;

    /// <summary>The position that the core makes of it. Without a capacity the minimum is meant.</summary>
    public NewPosition ToPlan() => new(LocalText.From([new("en", English?.Trim() ?? ""), new("fr", French?.Trim() ?? "")]), Minimum ?? Math.Min(1, Capacity ?? 1), Capacity ?? Minimum ?? 0)
    {
        Languages = [.. Languages.Where(code => !string.IsNullOrEmpty(code)).Distinct(StringComparer.Ordinal)],
        IsInterpreter = IsInterpreter,
        Qualifications = [.. Qualifications.Distinct()],
        BeginnerFriendly = BeginnerFriendly,
    };

    /// <summary>The row of a position that is planned.</summary>
    public static PositionForm Of(NewPosition position) => new()
    {
        English = position.Name.Exactly("en"),
        French = position.Name.Exactly("fr"),
        Minimum = position.Minimum,
        Capacity = position.Capacity,
        Languages = [.. position.Languages],
        IsInterpreter = position.IsInterpreter,
        Qualifications = [.. position.Qualifications],
        BeginnerFriendly = position.BeginnerFriendly,
    };
}
