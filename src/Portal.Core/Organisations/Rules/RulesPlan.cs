using Portal.Core.Accounts;

namespace Portal.Core.Organisations.Rules;

/// <summary>What an organisation asks of those who come, as an organiser writes it.</summary>
public sealed record RulesPlan(BookingRules Rules, int RevealHours, string? DutyPhone, LocalText? BeforeYouCome)
{
    /// <summary>Whether call-outs of other organisations may reach its volunteers.</summary>
    public bool HelpsOthers { get; init; }

    /// <summary>Longest stay that can be asked for, in days.</summary>
    public const int LongestStay = 90;

    /// <summary>Longest way between two sites, in minutes.</summary>
    public const int LongestWay = 240;

    /// <summary>The most hours before a shift from which its meeting point is shown.</summary>
    public const int LongestReveal = 48;

    /// <summary>Longest text of what comes before, in one language.</summary>
    public const int TextLength = 6000;

    private const int HoursOfADay = 24;

    /// <summary>Whether every number is one that can be kept.</summary>
    internal bool IsInRange =>
        Rules is { MinimumStayDays: >= 0 and <= LongestStay, TravelMinutes: >= 0 and <= LongestWay, MostHoursADay: >= 0 and <= HoursOfADay, RestHours: >= 0 and <= HoursOfADay }
        && RevealHours is >= 1 and <= LongestReveal;

    /// <summary>Whether the phone is one, or there is none.</summary>
    internal bool HasGoodPhone => DutyPhone is null || PhoneService.IsNumber(DutyPhone);

    /// <summary>As it is kept.</summary>
    internal RulesPlan Cleaned() => this with { DutyPhone = TypedText.Line(DutyPhone) is { Length: > 0 } phone ? phone : null, BeforeYouCome = TextFault.Lines(BeforeYouCome) };
}

/// <summary>How keeping rules ended.</summary>
/// <param name="Found">Whether the organisation is one of this person's.</param>
/// <param name="Faults">What is wrong with the text of what comes before.</param>
public sealed record RulesOutcome(bool Found, IReadOnlyList<TextFault> Faults)
{
    /// <summary>Whether the phone is none.</summary>
    public bool WrongPhone { get; init; }
}

/// <summary>The page of an organisation's rules.</summary>
/// <param name="Organisations">All that the reader organises for.</param>
/// <param name="FormKey">So that a double tap adds one condition.</param>
public sealed record RulesPage(OrganisationRef Organisation, IReadOnlyList<OrganisationRef> Organisations, RulesPlan Plan, IReadOnlyList<ConditionText> Conditions, Guid FormKey)
{
    /// <summary>Its address.</summary>
    public string Address => $"/organise/rules?organisation={Organisation.Slug}";
}

/// <summary>A condition as it is asked.</summary>
public sealed record ConditionText(Guid Id, LocalText Text);
