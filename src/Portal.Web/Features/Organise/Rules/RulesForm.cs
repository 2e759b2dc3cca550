using System.ComponentModel.DataAnnotations;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Rules;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Rules;

/// <summary>The rules of an organisation as its organisers write them. Zero switches a limit off.</summary>
public sealed class RulesForm
{
    /// <summary>Whether shifts on site ask for a membership.</summary>
    public bool AsksForMembership { get; set; }

    /// <summary>Whether a shift on site must lie within a stay.</summary>
    public bool AsksForStays { get; set; }

    /// <summary>Whether call-outs of others may reach its volunteers.</summary>
    public bool HelpsOthers { get; set; }

    /// <summary>The shortest stay, in days.</summary>
    [Required, Range(0, RulesPlan.LongestStay)]
    public int? MinimumStayDays { get; set; }

    /// <summary>Minutes from one site to another.</summary>
    [Required, Range(0, RulesPlan.LongestWay)]
    public int? TravelMinutes { get; set; }

    /// <summary>Hours of work within any 24 hours.</summary>
    [Required, Range(0, 24)]
    public int? MostHoursADay { get; set; }

    /// <summary>Hours of rest between the work of two days.</summary>
    [Required, Range(0, 24)]
    public int? RestHours { get; set; }

    /// <summary>Hours before a shift from which its meeting point is shown.</summary>
    [Required, Range(1, RulesPlan.LongestReveal)]
    public int? RevealHours { get; set; }

    /// <summary>The phone to ring.</summary>
    [StringLength(Organisation.DutyPhoneLength)]
    public string? DutyPhone { get; set; }

    /// <summary>What comes before a first shift, in English.</summary>
    public string? BeforeYouComeEnglish { get; set; }

    /// <summary>The same in French.</summary>
    public string? BeforeYouComeFrench { get; set; }

    /// <summary>The form of rules as they are.</summary>
    public static RulesForm Of(RulesPlan plan) => new()
    {
        AsksForMembership = plan.Rules.AsksForMembership,
        AsksForStays = plan.Rules.AsksForStays,
        MinimumStayDays = plan.Rules.MinimumStayDays,
        TravelMinutes = plan.Rules.TravelMinutes,
        MostHoursADay = plan.Rules.MostHoursADay,
        RestHours = plan.Rules.RestHours,
        RevealHours = plan.RevealHours,
        HelpsOthers = plan.HelpsOthers,
        DutyPhone = plan.DutyPhone,
        BeforeYouComeEnglish = plan.BeforeYouCome?.Exactly("en"),
        BeforeYouComeFrench = plan.BeforeYouCome?.Exactly("fr"),
    };

    /// <summary>What was written. Only of a valid form.</summary>
    public RulesPlan ToPlan() => new(
        new BookingRules
        {
            AsksForMembership = AsksForMembership,
            AsksForStays = AsksForStays,
            MinimumStayDays = MinimumStayDays!.Value,
            TravelMinutes = TravelMinutes!.Value,
            MostHoursADay = MostHoursADay!.Value,
            RestHours = RestHours!.Value,
        },
        RevealHours!.Value,
        DutyPhone,
        TextFaults.Of(BeforeYouComeEnglish, BeforeYouComeFrench))
    {
        HelpsOthers = HelpsOthers,
    };
}

/// <summary>The page of rules.</summary>
public sealed record RulesModel(RulesForm Form, RulesPage Page, RemindersForm Reminders);
