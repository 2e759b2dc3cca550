using System.ComponentModel.DataAnnotations;
using Portal.Core;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Founding;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Admin.Organisations;

/// <summary>An organisation as an administrator writes it. The rules are the service's, which tells all that is wrong at once.</summary>
public sealed class OrganisationForm
{
    /// <summary>So that a double tap makes one.</summary>
    public Guid FormKey { get; set; }

    /// <summary>Its name in addresses; only of a new one.</summary>
    public string? Slug { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Member or partner.</summary>
    public Standing? Standing { get; set; }

    /// <summary>What it does in one sentence, in English.</summary>
    public string? SummaryEnglish { get; set; }

    /// <summary>What it does in one sentence, in French.</summary>
    public string? SummaryFrench { get; set; }

    /// <summary>What it does at length, in English.</summary>
    public string? DescriptionEnglish { get; set; }

    /// <summary>What it does at length, in French.</summary>
    public string? DescriptionFrench { get; set; }

    /// <summary>Its public address.</summary>
    public string? PublicEmail { get; set; }

    /// <summary>Its own site.</summary>
    public string? Website { get; set; }

    /// <summary>An empty form.</summary>
    public static OrganisationForm New(TimeProvider clock) => new() { FormKey = Ids.New(clock) };

    /// <summary>The form of one as it is written.</summary>
    public static OrganisationForm Of(OrganisationPlan plan) => new()
    {
        Name = plan.Name,
        Standing = plan.Standing,
        SummaryEnglish = plan.Summary.Exactly("en"),
        SummaryFrench = plan.Summary.Exactly("fr"),
        DescriptionEnglish = plan.Description.Exactly("en"),
        DescriptionFrench = plan.Description.Exactly("fr"),
        PublicEmail = plan.PublicEmail,
        Website = plan.Website,
    };

    /// <summary>What was written.</summary>
    public OrganisationPlan ToPlan() =>
        new(Name ?? "", Standing ?? (Standing)(-1), TextFaults.Of(SummaryEnglish, SummaryFrench), TextFaults.Of(DescriptionEnglish, DescriptionFrench), PublicEmail, Website);
}

/// <summary>The form, and the organisation that is edited; null for a new one.</summary>
public sealed record OrganisationFormModel(OrganisationForm Form, OrganisationDesk? Written);

/// <summary>Who is invited to organise.</summary>
public sealed class InviteForm
{
    /// <summary>The address of their account.</summary>
    [Required, EmailAddress]
    public string? Email { get; set; }
}

/// <summary>The page of one organisation.</summary>
public sealed record OrganisationDeskModel(OrganisationDesk Desk, InviteForm Form);
