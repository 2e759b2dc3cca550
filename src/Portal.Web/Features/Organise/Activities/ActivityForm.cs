using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core;
using Portal.Core.Organisations.Activities;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Activities;

/// <summary>A kind of work as an organiser writes it. The rules of its texts are the service's.</summary>
public sealed class ActivityForm
{
    /// <summary>So that a double tap adds one.</summary>
    public Guid FormKey { get; set; }

    /// <summary>Whose it is.</summary>
    [Required]
    public Guid? OrganisationId { get; set; }

    /// <summary>The name in English.</summary>
    public string? NameEnglish { get; set; }

    /// <summary>The name in French.</summary>
    public string? NameFrench { get; set; }

    /// <summary>What one does, in English.</summary>
    public string? DescriptionEnglish { get; set; }

    /// <summary>What one does, in French.</summary>
    public string? DescriptionFrench { get; set; }

    /// <summary>What to bring, in English.</summary>
    public string? BringEnglish { get; set; }

    /// <summary>What to bring, in French.</summary>
    public string? BringFrench { get; set; }

    /// <summary>Who sees its shifts unless a shift says otherwise. Field work is for members, so that is what stands there first.</summary>
    [Required, EnumDataType(typeof(Visibility))]
    public Visibility? DefaultVisibility { get; set; } = Visibility.Members;

    /// <summary>What a completed shift of it grants.</summary>
    public Guid? GrantsKindId { get; set; }

    /// <summary>An empty form.</summary>
    public static ActivityForm New(TimeProvider clock) => new() { FormKey = Ids.New(clock) };

    /// <summary>The form of one as it is written.</summary>
    public static ActivityForm Of(WrittenActivity written) => new()
    {
        OrganisationId = written.OrganisationId,
        NameEnglish = written.Plan.Name.Exactly("en"),
        NameFrench = written.Plan.Name.Exactly("fr"),
        DescriptionEnglish = written.Plan.Description?.Exactly("en"),
        DescriptionFrench = written.Plan.Description?.Exactly("fr"),
        BringEnglish = written.Plan.Bring?.Exactly("en"),
        BringFrench = written.Plan.Bring?.Exactly("fr"),
        DefaultVisibility = written.Plan.DefaultVisibility,
        GrantsKindId = written.Plan.GrantsKindId,
    };

    /// <summary>What was written. Only of a valid form.</summary>
    public ActivityPlan ToPlan() => new(TextFaults.Of(NameEnglish, NameFrench), DefaultVisibility!.Value)
    {
        Description = TextFaults.Of(DescriptionEnglish, DescriptionFrench),
        Bring = TextFaults.Of(BringEnglish, BringFrench),
        GrantsKindId = GrantsKindId,
    };
}

/// <summary>The form, with what can be chosen in it.</summary>
/// <param name="Written">The one that is edited; null for a new one.</param>
public sealed record ActivityModel(ActivityForm Form, WrittenActivity? Written, ActivityChoices Choices)
{
    /// <summary>The organisations.</summary>
    public IEnumerable<SelectListItem> Organisations => Choices.Organisations.Select(o => new SelectListItem(o.Name, o.Id.ToString()));

    /// <summary>What it can grant: what counts with all, or is of the organisation where that is known.</summary>
    public IEnumerable<SelectListItem> Kinds => Choices.Kinds
        .Where(k => (!k.Retired || k.Id == Form.GrantsKindId) && (k.OrganisationId is null || Written is null || k.OrganisationId == Written.OrganisationId))
        .Select(k => new SelectListItem(k.Name.ToString(), k.Id.ToString()));

    /// <summary>Who may see its shifts.</summary>
    public IEnumerable<SelectListItem> Visibilities(Phrasebook texts) =>
        [.. Enum.GetValues<Visibility>().Where(value => value != Visibility.Invited || Form.DefaultVisibility == value).Select(value => new SelectListItem(texts[$"Organise.Visibility.{value}"], value.ToString()))];
}
