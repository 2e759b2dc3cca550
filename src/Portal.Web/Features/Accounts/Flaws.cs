using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Accounts;
using Portal.Core.Resources;

namespace Portal.Web.Features.Accounts;

/// <summary>Puts what the core finds wrong beside the field it is about.</summary>
public static class Flaws
{
    /// <summary>Adds a sentence for each flaw.</summary>
    public static void AddFlaws(this ModelStateDictionary state, IEnumerable<AccountFlaw> flaws, Phrasebook texts, string passwordField = nameof(RegisterForm.Password))
    {
        foreach (var flaw in flaws)
        {
            state.AddModelError(FieldOf(flaw, passwordField), texts[$"Accounts.Wrong.{flaw}"]);
        }
    }

    private static string FieldOf(AccountFlaw flaw, string passwordField) => flaw switch
    {
        AccountFlaw.NameMissing or AccountFlaw.NameTooLong or AccountFlaw.NameUnreadable => nameof(RegisterForm.DisplayName),
        AccountFlaw.AddressUnfit => nameof(RegisterForm.Email),
        AccountFlaw.PasswordTooShort or AccountFlaw.PasswordTooLong or AccountFlaw.PasswordTooCommon or AccountFlaw.PasswordWrong => passwordField,
        AccountFlaw.CountryUnknown => nameof(RegisterForm.Country),
        AccountFlaw.LanguageUnknown => nameof(RegisterForm.Speaks),
        AccountFlaw.IntentionUnknown => nameof(RegisterForm.Intentions),
        AccountFlaw.TimeZoneUnknown => nameof(ProfileForm.TimeZone),
        _ => "",
    };
}
