using Portal.Core.Accounts;
using Portal.Core.Privacy;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Actions;

/// <summary>What an organiser writes about an action.</summary>
public sealed record ActionPlan(ActionKind Kind, LocalText Title, LocalText Lead, LocalText Steps, LocalText Draft)
{
    // As far ahead as anybody plans.
    private const int MostDays = 400;

    /// <summary>How many times it is to be done; null where that was not said.</summary>
    public int? Goal { get; init; }

    /// <summary>The last day; null where it was not said.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>The languages in which it can be done; none: in any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The campaign it belongs to, or null.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>The author's reason why what <see cref="SafetyCheck"/> finds may stay; it goes on record and is not shown.</summary>
    public string? WhySafe { get; init; }

    /// <summary>The names in the organisation's meeting points, once they were laid beside it.</summary>
    public PlaceNames? Places { get; init; }

    /// <summary>What may lead the wrong people to a place or a person, in any language; nothing is sought in what is too long anyhow.</summary>
    public IReadOnlyList<SafetyFinding> Risks() => TextFaults().Any(fault => fault.Kind == TextFaultKind.TooLong)
        ? [] : [.. Resources.Languages.All.Keys.SelectMany(language => SafetyCheck.Find($"{Title.Exactly(language)}\n{Lead.Exactly(language)}", $"{Steps.Exactly(language)}\n\n{Draft.Exactly(language)}", Places))];

    /// <summary>As it is kept.</summary>
    public ActionPlan Cleaned() => this with
    {
        Title = TextFault.Line(Title),
        Lead = TextFault.Line(Lead),
        Steps = Steps.Each(TypedText.Lines),
        Draft = Draft.Each(TypedText.Lines),
        Languages = [.. SpokenLanguages.All.Where(Languages.Contains)],
        WhySafe = TypedText.Line(WhySafe) is { Length: > 0 } why ? why : null,
    };

    /// <summary>All that is wrong with the texts.</summary>
    public IReadOnlyList<TextFault> TextFaults() =>
    [
        .. TextFault.In(nameof(Title), Title, SolidarityAction.TitleLength, needed: true),
        .. TextFault.In(nameof(Lead), Lead, SolidarityAction.LeadLength),
        .. TextFault.In(nameof(Steps), Steps, SolidarityAction.TextLength, needed: true, markdown: true),
        .. TextFault.In(nameof(Draft), Draft, SolidarityAction.TextLength),
    ];

    /// <summary>All else that is wrong; <paramref name="kept"/> is the day that an action has already, which may have passed.</summary>
    public IReadOnlyList<ActionFault> Faults(DateOnly today, DateOnly? kept)
    {
        List<ActionFault> faults = [];
        if (Goal is not (>= 1 and <= SolidarityAction.MostGoal))
        {
            faults.Add(ActionFault.Goal);
        }

        if (Deadline is not { } day || (day != kept && (day < today || day > today.AddDays(MostDays))))
        {
            faults.Add(ActionFault.Deadline);
        }

        if (WhySafe is null ? Risks().Count > 0 : WhySafe.Length > UpdateText.ReasonLength || !TypedText.IsReadable(WhySafe))
        {
            faults.Add(ActionFault.LacksReason);
        }

        return faults;
    }
}

/// <summary>What can be wrong with an action beside its texts.</summary>
public enum ActionFault
{
    /// <summary>The goal is no number from 1 to <see cref="SolidarityAction.MostGoal"/>.</summary>
    Goal,

    /// <summary>There is no last day, it has passed, or it is more than a year ahead.</summary>
    Deadline,

    /// <summary>There is no such campaign, or it has ended.</summary>
    Campaign,

    /// <summary>Something in it may lead the wrong people to a place or a person, and no usable reason says why it may stay.</summary>
    LacksReason,
}
