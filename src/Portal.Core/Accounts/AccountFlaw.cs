namespace Portal.Core.Accounts;

/// <summary>What can be wrong with what somebody says about themselves. The sentences are under <c>Accounts.Wrong.*</c>.</summary>
public enum AccountFlaw
{
    /// <summary>No name that could be seen.</summary>
    NameMissing,

    /// <summary>More than <see cref="DisplayNames.MostGraphemes"/> letters.</summary>
    NameTooLong,

    /// <summary>NUL, half a character, or bytes that are no text.</summary>
    NameUnreadable,

    /// <summary>No mail could reach it.</summary>
    AddressUnfit,

    /// <summary>The account has this address already.</summary>
    AddressOwn,

    /// <summary>Fewer than <see cref="Passwords.ShortestLength"/> characters.</summary>
    PasswordTooShort,

    /// <summary>More than <see cref="Passwords.LongestLength"/> characters.</summary>
    PasswordTooLong,

    /// <summary>One of those that everybody tries first.</summary>
    PasswordTooCommon,

    /// <summary>Not a country on the list.</summary>
    CountryUnknown,

    /// <summary>Not a language on the list.</summary>
    LanguageUnknown,

    /// <summary>Not one of the ways to help on the list.</summary>
    IntentionUnknown,

    /// <summary>Not a time zone on the list.</summary>
    TimeZoneUnknown,

    /// <summary>Not the password that was chosen when joining.</summary>
    PasswordWrong,

    /// <summary>The link is too old, was used, or is another person's.</summary>
    LinkRefused,
}
