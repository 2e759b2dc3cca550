using System.ComponentModel.DataAnnotations;
using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>What somebody fills in who joins.</summary>
public sealed class RegisterForm
{
    /// <summary>Any name.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.NameMissing")]
    public string? DisplayName { get; set; }

    /// <summary>Where mail reaches them.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.EmailMissing"), StringLength(Supporter.EmailLength)]
    public string? Email { get; set; }

    /// <summary>At least twelve characters.</summary>
    [Required(ErrorMessage = "Accounts.Wrong.PasswordMissing"), StringLength(Passwords.LongestLength)]
    public string? Password { get; set; }

    /// <summary>A country, or nothing.</summary>
    public string? Country { get; set; }

    /// <summary>Codes of languages, or nothing.</summary>
    public List<string> Speaks { get; set; } = [];

    /// <summary>How they would like to help; several, or nothing.</summary>
    public List<string> Intentions { get; set; } = [];

    /// <summary>What the browser says of its time zone; whatever it says, it stops nobody from joining.</summary>
    public string? TimeZone { get; set; }

    /// <summary>"I am 18 or over".</summary>
    [Range(typeof(bool), "true", "true", ErrorMessage = "Accounts.Wrong.Adult")]
    public bool IsAdult { get; set; }

    /// <summary>"I accept the code of conduct".</summary>
    [Range(typeof(bool), "true", "true", ErrorMessage = "Accounts.Wrong.Code")]
    public bool AcceptsCode { get; set; }

    /// <summary>Whether the newsletter is wanted.</summary>
    public bool WantsNewsletter { get; set; }

    /// <summary>Where to go afterwards, from the form's address; other people's addresses are left aside.</summary>
    public string? Back { get; set; }

    /// <summary>What the core needs.</summary>
    public Registration ToRegistration(string language) => new(DisplayName!, Email!, Password!, language)
    {
        Country = Country,
        Speaks = Speaks,
        Intentions = Intentions,
        TimeZone = TimeZone,
        WantsNewsletter = WantsNewsletter,
    };
}
