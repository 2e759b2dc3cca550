using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;
using Portal.Core.Resources;

namespace Portal.Web.Features.Organise.Qualifications;

/// <summary>A new kind of qualification.</summary>
public sealed class KindForm
{
    /// <summary>The choice of <see cref="Owner"/> that counts with all.</summary>
    public const string All = "all";

    /// <summary>So that a double tap adds one.</summary>
    public Guid FormKey { get; set; }

    /// <summary>The name in English.</summary>
    public string? NameEnglish { get; set; }

    /// <summary>The name in French.</summary>
    public string? NameFrench { get; set; }

    /// <summary>An organisation's identifier, or <see cref="All"/>.</summary>
    [Required, RegularExpression(All + "|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", ErrorMessage = "Shared.Wrong.Value")]
    public string? Owner { get; set; }

    /// <summary>The organisation whose own it is; null for all.</summary>
    public Guid? Of => Guid.TryParse(Owner, out var id) ? id : null;
}

/// <summary>The page.</summary>
public sealed record KindsModel(KindForm Form, IReadOnlyList<KindLine> Kinds, IReadOnlyList<OrganisationRef> Organisations, bool IsAdministrator)
{
    /// <summary>Whether the reader writes a kind.</summary>
    public bool MayWrite(KindLine kind) => kind.OrganisationId is not null || IsAdministrator;

    /// <summary>Whose a new one can be.</summary>
    public IEnumerable<SelectListItem> Owners(Phrasebook texts) =>
    [
        .. Organisations.Select(o => new SelectListItem(o.Name, o.Id.ToString())),
        .. IsAdministrator ? [new SelectListItem(texts["Organise.Kinds.ForAll"], KindForm.All)] : Array.Empty<SelectListItem>(),
    ];
}
