using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>Address and password.</summary>
public sealed class SignInForm
{
    /// <summary>The address.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.EmailMissing"), StringLength(Supporter.EmailLength)]
    public string? Email { get; set; }

    /// <summary>The password.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.PasswordUntyped")]
    public string? Password { get; set; }

    /// <summary>Whether to stay signed in when the browser closes.</summary>
    public bool Remember { get; set; }

    /// <summary>Whether other people use the phone too; then it is not remembered who was here.</summary>
    public bool Shared { get; set; }

    /// <summary>Where to go afterwards; other people's addresses are left aside.</summary>
    public string? Back { get; set; }
}
