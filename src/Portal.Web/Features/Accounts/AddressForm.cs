using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>Another address for one's account, with the password.</summary>
public sealed class AddressForm
{
    /// <summary>The new address.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.EmailMissing"), EmailAddress, StringLength(Supporter.EmailLength)]
    public string? Email { get; set; }

    /// <summary>The account's password.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.PasswordUntyped")]
    public string? Password { get; set; }

    /// <summary>The address that the account has now; only shown.</summary>
    public string Now { get; set; } = "";
}
