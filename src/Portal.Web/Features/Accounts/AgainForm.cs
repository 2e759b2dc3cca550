using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>An address that a mail is wanted at.</summary>
public sealed class AgainForm
{
    /// <summary>The address.</summary>
    [Required, EmailAddress, StringLength(Supporter.EmailLength)]
    public string? Email { get; set; }
}
