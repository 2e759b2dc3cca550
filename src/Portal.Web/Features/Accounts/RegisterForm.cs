using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>What somebody fills in who joins.</summary>
public sealed class RegisterForm
{
    /// <summary>Any name.</summary>
    [Required]
    public string? DisplayName { get; set; }

    /// <summary>Where mail reaches them.</summary>
    [Required, StringLength(Supporter.EmailLength)]
    public string? Email { get; set; }

    /// <summary>At least twelve characters.</summary>
    [Required, StringLength(Passwords.LongestLength)]
    public string? Password { get; set; }

    /// <summary>A country, or nothing.</summary>
    public string? Country { get; set; }

    /// <summary>Codes of languages, or nothing.</summary>
    public List<string> Speaks { get; set; } = [];

    /// <summary>"I am 18 or over".</summary>
    [Range(typeof(bool), "true", "true", ErrorMessage = "Accounts.Wrong.Adult")]
    public bool IsAdult { get; set; }

    /// <summary>"I accept the code of conduct".</summary>
    [Range(typeof(bool), "true", "true", ErrorMessage = "Accounts.Wrong.Code")]
    public bool AcceptsCode { get; set; }

    /// <summary>Whether the newsletter is wanted.</summary>
    public bool WantsNewsletter { get; set; }

    /// <summary>What the core needs.</summary>
    public Registration ToRegistration(string language) => new(DisplayName!, Email!, Password!, language)
    {
        Country = Country,
        Speaks = Speaks,
        WantsNewsletter = WantsNewsletter,
    };
}
