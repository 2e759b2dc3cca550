using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>A new password, and the token of the link that asked for it.</summary>
public sealed class ResetForm
{
    /// <summary>The token of the link.</summary>
    public string? Token { get; set; }

    /// <summary>At least twelve characters.</summary>
    [Required, StringLength(Passwords.LongestLength)]
    public string? Password { get; set; }
}
