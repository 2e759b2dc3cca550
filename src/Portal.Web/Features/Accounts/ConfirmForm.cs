using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>An address and the code that was mailed to it.</summary>
public sealed class ConfirmForm
{
    /// <summary>The address.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.EmailMissing"), StringLength(Supporter.EmailLength)]
    public string? Email { get; set; }

    /// <summary>Six digits; blanks between them do no harm.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.CodeMissing"), StringLength(20)]
    public string? Code { get; set; }

    /// <summary>The password of the registration; asked for in a browser that did not make it.</summary>
    [StringLength(Passwords.LongestLength)]
    public string? Password { get; set; }
}
