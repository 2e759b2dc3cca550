using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>What somebody fills in who confirms an address with which they did not join themselves.</summary>
public sealed class ChosenPasswordForm
{
    /// <summary>The token of the link.</summary>
    public string? Token { get; set; }

    /// <summary>At least twelve characters.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.PasswordMissing"), StringLength(Passwords.LongestLength)]
    public string? NewPassword { get; set; }

    /// <summary>"I am 18 or over".</summary>
    [Range(typeof(bool), "true", "true", ErrorMessage = "Accounts.Wrong.Adult")]
    public bool IsAdult { get; set; }

    /// <summary>"I accept the code of conduct".</summary>
    [Range(typeof(bool), "true", "true", ErrorMessage = "Accounts.Wrong.Code")]
    public bool AcceptsCode { get; set; }
}
