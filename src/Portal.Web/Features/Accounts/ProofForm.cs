using System.ComponentModel.DataAnnotations;

namespace Portal.Web.Features.Accounts;

/// <summary>The password again, of who is signed in.</summary>
public sealed class ProofForm
{
    /// <summary>The password.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.PasswordUntyped")]
    public string? Password { get; set; }

    /// <summary>Where to go afterwards; other people's addresses are left aside.</summary>
    public string? Back { get; set; }
}
