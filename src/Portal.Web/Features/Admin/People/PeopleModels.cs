using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Suspension;

namespace Portal.Web.Features.Admin.People;

/// <summary>Whom to look for.</summary>
public sealed class FindForm
{
    /// <summary>The exact address of the account.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.EmailMissing"), StringLength(Supporter.EmailLength)]
    public string? Email { get; set; }
}

/// <summary>The page that asks for an address.</summary>
public sealed record FindModel(FindForm Form);

/// <summary>Why an account is suspended.</summary>
public sealed class SuspendForm
{
    /// <summary>The reason.</summary>
    public string? Reason { get; set; }
}

/// <summary>The page about one person.</summary>
/// <param name="IsMe">Whether it is the reader themselves.</param>
public sealed record PersonModel(FoundPerson Person, SuspendForm Form, bool IsMe, DateTimeOffset AsOf);
