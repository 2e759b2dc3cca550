using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>What one says about oneself, and how the portal speaks with one.</summary>
public sealed class ProfileForm
{
    /// <summary>Any name.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.NameMissing")]
    public string? DisplayName { get; set; }

    /// <summary>A country, or nothing.</summary>
    public string? Country { get; set; }

    /// <summary>Codes of languages, or nothing.</summary>
    public List<string> Speaks { get; set; } = [];

    /// <summary>How one would like to help; several, or nothing.</summary>
    public List<string> Intentions { get; set; } = [];

    /// <summary>IANA name of a time zone; nothing as long as it was never said.</summary>
    public string? TimeZone { get; set; }

    /// <summary>A language of the portal.</summary>
    [Required]
    public string? Language { get; set; }

    /// <summary>What one is in which organisations; never taken from a form.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public IReadOnlyList<Portal.Core.Accounts.OwnRole> Roles { get; set; } = [];

    /// <summary>Who asks one to organise; never taken from a form.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public IReadOnlyList<Portal.Core.Organisations.Appointments.OwnInvitation> Invitations { get; set; } = [];

    /// <summary>What is kept now.</summary>
    public static ProfileForm Of(Profile profile) => new()
    {
        DisplayName = profile.DisplayName,
        Country = profile.Country,
        Speaks = [.. profile.Speaks],
        Intentions = [.. profile.Intentions],
        TimeZone = profile.TimeZone,
        Language = profile.Language,
    };

    /// <summary>What is to be kept.</summary>
    public Profile ToProfile() => new(DisplayName!, Country, Speaks, Intentions, TimeZone ?? "", Language!);
}
