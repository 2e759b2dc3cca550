using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Concerns;
using Portal.Core.Resources;

namespace Portal.Web.Features.Concerns;

/// <summary>A concern about a person.</summary>
public sealed class ConcernForm
{
    /// <summary>The choice of whoever does not know where the person belongs.</summary>
    public const string Unknown = "unknown";

    /// <summary>The choice of the coalition's administrators as readers.</summary>
    public const string Coalition = "coalition";

    /// <summary>Made with the form, so that sent twice it is one concern.</summary>
    public Guid? Key { get; set; }

    /// <summary>About whom: a name, or a description.</summary>
    [Required(ErrorMessage = "Concerns.Tell.AboutMissing")]
    public string? About { get; set; }

    /// <summary>The organisation the person belongs to, or <see cref="Unknown"/>.</summary>
    [Required(ErrorMessage = "Concerns.Tell.OrganisationMissing")]
    public string? Organisation { get; set; }

    /// <summary>What happened.</summary>
    [Required(ErrorMessage = "Concerns.Tell.WhatMissing")]
    public string? What { get; set; }

    /// <summary>Who may read it: <see cref="Coalition"/>, or an organisation.</summary>
    public string? Readers { get; set; } = Coalition;

    /// <summary>Whether who is signed in may be written to.</summary>
    public bool MayWrite { get; set; }

    /// <summary>Where somebody who is not signed in may be written to.</summary>
    public string? Contact { get; set; }

    /// <summary>As the service takes it. What is no choice of the page is an organisation that there is not, and is refused.</summary>
    public NewConcern ToConcern() => new(About ?? "", What ?? "", IdOf(Organisation, Unknown), IdOf(Readers, Coalition)) { MayWrite = MayWrite, Contact = Contact, Key = Key };

    private static Guid? IdOf(string? choice, string none) => string.IsNullOrEmpty(choice) || choice == none ? null : Guid.TryParse(choice, out var id) ? id : Guid.Empty;
}

/// <summary>The page on which a concern is told.</summary>
public sealed record TellModel(ConcernForm Form, IReadOnlyList<ConcernChoice> Choices, bool IsSignedIn)
{
    /// <summary>Where the person may belong.</summary>
    public IEnumerable<SelectListItem> Organisations(Phrasebook texts) =>
        Choices.Select(choice => new SelectListItem(choice.Name, $"{choice.Id}")).Prepend(new SelectListItem(texts["Concerns.Tell.Unknown"], ConcernForm.Unknown));

    /// <summary>Who may read it.</summary>
    public IEnumerable<SelectListItem> Readers(Phrasebook texts) =>
        Choices.Where(choice => choice.HasReaders).Select(choice => new SelectListItem(texts["Concerns.Tell.ReadersOf", choice.Name], $"{choice.Id}"))
            .Prepend(new SelectListItem(texts["Concerns.Tell.Coalition"], ConcernForm.Coalition));
}
