using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Accounts;
using Portal.Core.Resources;

namespace Portal.Web.Features.Accounts;

/// <summary>Puts what the core finds wrong beside the field it is about.</summary>
public static class Flaws
{
    /// <summary>Adds a sentence for each flaw.</summary>
    public static void AddFlaws(this ModelStateDictionary state, IEnumerable<AccountFlaw> flaws, Phrasebook texts)
    {
        foreach (var flaw in flaws)
        {
            state.AddModelError(FieldOf(flaw), texts[$"Accounts.Wrong.{flaw}"]);
        }
    }

    private static string FieldOf(AccountFlaw flaw) => flaw switch
    {
        AccountFlaw.NameMissing or AccountFlaw.NameTooLong or AccountFlaw.NameUnreadable => nameof(RegisterForm.DisplayName),
        AccountFlaw.AddressUnfit => nameof(RegisterForm.Email),
        AccountFlaw.PasswordTooShort or AccountFlaw.PasswordTooLong or AccountFlaw.PasswordTooCommon => nameof(RegisterForm.Password),
        AccountFlaw.CountryUnknown => nameof(RegisterForm.Country),
        AccountFlaw.LanguageUnknown => nameof(RegisterForm.Speaks),
        AccountFlaw.TimeZoneUnknown => nameof(ProfileForm.TimeZone),
        _ => "",
    };
}
