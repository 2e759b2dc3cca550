using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core;
using Portal.Core.Needs;
using Portal.Core.Organisations;
using Portal.Core.Resources;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Needs;

/// <summary>A need as an organiser writes it. The rules are the service's, which tells all that is wrong at once.</summary>
public sealed class NeedForm
{
    /// <summary>So that a double tap adds one.</summary>
    public Guid FormKey { get; set; }

    /// <summary>Whose it is.</summary>
    [Required]
    public Guid? OrganisationId { get; set; }

    /// <summary>What is needed, in English.</summary>
    public string? ItemEnglish { get; set; }

    /// <summary>What is needed, in French.</summary>
    public string? ItemFrench { get; set; }

    /// <summary>What it is counted in, in English.</summary>
    public string? UnitEnglish { get; set; }

    /// <summary>What it is counted in, in French.</summary>
    public string? UnitFrench { get; set; }

    /// <summary>How much.</summary>
    public int? Wanted { get; set; }

    /// <summary>How urgent.</summary>
    public NeedUrgency Urgency { get; set; }

    /// <summary>Where to bring or send it, in English.</summary>
    public string? PlaceEnglish { get; set; }

    /// <summary>Where to bring or send it, in French.</summary>
    public string? PlaceFrench { get; set; }

    /// <summary>Who may bring it, in English.</summary>
    public string? BringersEnglish { get; set; }

    /// <summary>Who may bring it, in French.</summary>
    public string? BringersFrench { get; set; }

    /// <summary>Why what was pointed out may stay.</summary>
    public string? WhySafe { get; set; }

    /// <summary>An empty form.</summary>
    public static NeedForm New(TimeProvider clock) => new() { FormKey = Ids.New(clock) };

    /// <summary>The form of one as it is written.</summary>
    public static NeedForm Of(DeskNeed need) => new()
    {
        OrganisationId = need.OrganisationId,
        ItemEnglish = need.Item.Exactly("en"),
        ItemFrench = need.Item.Exactly("fr"),
        UnitEnglish = need.Unit.Exactly("en"),
        UnitFrench = need.Unit.Exactly("fr"),
        Wanted = need.Wanted,
        Urgency = need.Urgency,
        PlaceEnglish = need.Place.Exactly("en"),
        PlaceFrench = need.Place.Exactly("fr"),
        BringersEnglish = need.Bringers?.Exactly("en"),
        BringersFrench = need.Bringers?.Exactly("fr"),
    };

    /// <summary>What was written.</summary>
    public NeedPlan ToPlan() => new(
        TextFaults.Of(ItemEnglish, ItemFrench), TextFaults.Of(UnitEnglish, UnitFrench), TextFaults.Of(PlaceEnglish, PlaceFrench), TextFaults.Of(BringersEnglish, BringersFrench), Urgency, Wanted ?? 0, WhySafe);
}

/// <summary>The form, with what can be chosen in it.</summary>
/// <param name="Need">The one that is edited; null for a new one.</param>
public sealed record NeedFormModel(NeedForm Form, DeskNeed? Need, IReadOnlyList<OrganisationRef> Organisations)
{
    /// <summary>What of the texts may lead the wrong people somewhere; to be shown once the form came back.</summary>
    public IReadOnlyList<SafetyFinding> Risks { get; init; } = [];

    /// <summary>The organisations.</summary>
    public IEnumerable<SelectListItem> Choices => Organisations.Select(o => new SelectListItem(o.Name, o.Id.ToString()));

    /// <summary>The urgencies.</summary>
    public static IEnumerable<SelectListItem> Urgencies(Phrasebook texts) => [.. Enum.GetValues<NeedUrgency>().Select(value => new SelectListItem(texts[$"Needs.Urgency.{value}"], value.ToString()))];
}

/// <summary>One need on the organisers' desk, with the keys of its forms.</summary>
public sealed record NeedDeskModel(DeskPage Page, DateOnly Today, Func<Guid> NextKey);
