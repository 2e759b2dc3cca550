using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>An address and the code that was mailed to it.</summary>
public sealed class ConfirmForm
{
    /// <summary>The address.</summary>
    [Required, StringLength(Supporter.EmailLength)]
    public string? Email { get; set; }

    /// <summary>Six digits; blanks between them do no harm.</summary>
    [Required, StringLength(20)]
    public string? Code { get; set; }
}
