using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Accounts;
using Portal.Core.Resources;

namespace Portal.Web.Features.Accounts;

/// <summary>What one can choose from when one describes oneself, in the reader's language.</summary>
public static class PeopleChoices
{
    /// <summary>All countries.</summary>
    public static IEnumerable<SelectListItem> OfCountries() => Countries.InReadersLanguage().Select(country => new SelectListItem(country.Name, country.Code));

    /// <summary>The languages one may speak, in the reader's alphabetical order.</summary>
    public static IEnumerable<SelectListItem> OfSpokenLanguages(Phrasebook texts) =>
        SpokenLanguages.All.Select(code => new SelectListItem(texts[$"Accounts.Speaks.{code}"], code)).OrderBy(item => item.Text, StringComparer.Create(CultureInfo.CurrentCulture, ignoreCase: true));

    /// <summary>The languages of the portal, each by its own name.</summary>
    public static IEnumerable<SelectListItem> OfPortalLanguages() => Languages.All.Select(language => new SelectListItem(language.Value, language.Key));

    /// <summary>The usual time zones, then all of them; one's own comes first where it is not usual.</summary>
    public static IEnumerable<SelectListItem> OfTimeZones(Phrasebook texts, string? own)
    {
        var usual = new SelectListGroup { Name = texts["Accounts.Profile.ZonesUsual"] };
        var all = new SelectListGroup { Name = texts["Accounts.Profile.ZonesAll"] };
        var first = string.IsNullOrEmpty(own) || TimeZones.Usual.Contains(own) ? TimeZones.Usual : [own, .. TimeZones.Usual];
        return first.Select(zone => Zone(zone, usual)).Concat(TimeZones.All.Except(first, StringComparer.Ordinal).Select(zone => Zone(zone, all)));
    }

    private static SelectListItem Zone(string name, SelectListGroup group) => new(name.Replace('_', ' ').Replace("/", " / ", StringComparison.Ordinal), name) { Group = group };
}
