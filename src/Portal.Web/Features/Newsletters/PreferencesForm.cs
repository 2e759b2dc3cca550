using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Features.Newsletters;

/// <summary>What a reader wants of the newsletter.</summary>
public sealed class PreferencesForm
{
    /// <summary>Two-letter code.</summary>
    [Required]
    public string Language { get; set; } = "";

    /// <summary>Two-letter code, or empty.</summary>
    public string? Country { get; set; }

    /// <summary>IANA name, or empty.</summary>
    [StringLength(Supporter.EmailLength)]
    public string? TimeZone { get; set; }

    /// <summary>Campaigns and organisations.</summary>
    public List<Guid> Topics { get; set; } = [];

    /// <summary>The form of what is kept.</summary>
    public static PreferencesForm Of(Preferences kept) => new() { Language = kept.Language, Country = kept.Country, TimeZone = kept.TimeZone, Topics = [.. kept.Topics] };

    /// <summary>What is to be kept.</summary>
    public Preferences ToPreferences() => new(Language, string.IsNullOrEmpty(Country) ? null : Country, TimeZone ?? "", Topics);
}

/// <summary>The page of one reader's preferences.</summary>
/// <param name="Path">Its own address.</param>
/// <param name="Query">Which issue's link led here, to go on with each form; or empty.</param>
public sealed record PreferencesModel(string Path, string Query, string MaskedAddress, PreferencesForm Form, IReadOnlyList<NewsletterTopic> Topics);
