namespace Portal.Core.Accounts;

/// <summary>Checks what people say about themselves, when they join and whenever they change it.</summary>
internal static class SelfDescription
{
    /// <summary>The name as it is kept, and everything that is wrong.</summary>
    public static (string? Name, IReadOnlyList<AccountFlaw> Flaws) Check(string? displayName, string? country, IReadOnlyList<string> speaks, IReadOnlyList<string> intentions)
    {
        var flaws = new List<AccountFlaw>();
        var (name, nameFlaw) = DisplayNames.Clean(displayName);
        if (nameFlaw is { } flaw)
        {
            flaws.Add(flaw);
        }

        if (!string.IsNullOrEmpty(country) && !Countries.Contains(country))
        {
            flaws.Add(AccountFlaw.CountryUnknown);
        }

        if (!speaks.All(SpokenLanguages.Contains))
        {
            flaws.Add(AccountFlaw.LanguageUnknown);
        }

        if (!intentions.All(Intentions.Contains))
        {
            flaws.Add(AccountFlaw.IntentionUnknown);
        }

        return (name, flaws);
    }
}
