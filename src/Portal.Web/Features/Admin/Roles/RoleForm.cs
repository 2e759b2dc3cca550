using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Accounts;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Resources;

namespace Portal.Web.Features.Admin.Roles;

/// <summary>A role for somebody.</summary>
public sealed class RoleForm
{
    /// <summary>The address of their account.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.EmailMissing"), StringLength(Supporter.EmailLength)]
    public string? Email { get; set; }

    /// <summary>The role.</summary>
    [Required(ErrorMessage = "Accounts.TwoPersons.KindMissing"), EnumDataType(typeof(CoalitionRoleKind), ErrorMessage = "Accounts.TwoPersons.KindMissing")]
    public CoalitionRoleKind? Kind { get; set; }

    /// <summary>The last day on which they hold it, in Calais; none where it has no end.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>The roles to choose from.</summary>
    public static IEnumerable<SelectListItem> Kinds(Phrasebook texts) =>
        Enum.GetValues<CoalitionRoleKind>().Select(kind => new SelectListItem(texts[$"Accounts.TwoPersons.Kind.{kind}"], $"{kind}"));
}

/// <summary>What the page shows.</summary>
public sealed record RolesModel(RoleForm Form, CoalitionPage Page, Guid Me, DateTimeOffset AsOf);
