using System.ComponentModel.DataAnnotations;

namespace Portal.Core;

/// <summary>Who the portal is and where it stands, from the section <c>Portal</c>.</summary>
public sealed class PortalOptions
{
    /// <summary>The address people reach it at, without a slash at the end. Links in mails come from here, never from a request's Host; in Development the web process sets it to where it listens.</summary>
    [Required]
    public string BaseAddress { get; set; } = "http://localhost:5080";

    /// <summary>Its name in mails and titles.</summary>
    [Required, StringLength(60, MinimumLength = 2)]
    public string Name { get; set; } = "Calais Appeal";

    /// <summary>Whom somebody writes to who found a hole: a <c>mailto:</c> or <c>https:</c> address. Empty for nobody: then nothing is published.</summary>
    public string SecurityContact { get; set; } = "";

    /// <summary>Where the coalition takes gifts: an <c>https:</c> address of its own. The portal takes none. Not set where there is none: then the pages lead to the groups.</summary>
    public string? DonationPage { get; set; }

    /// <summary>IANA name of the coalition's own time zone.</summary>
    [Required]
    public string TimeZone { get; set; } = "Europe/Paris";
}
