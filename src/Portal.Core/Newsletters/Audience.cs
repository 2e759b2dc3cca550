namespace Portal.Core.Newsletters;

/// <summary>How many subscribers of one language stand in one state.</summary>
public sealed record SubscriberGroup(SubscriberState State, string Language, int Count);

/// <summary>How many people an issue reaches, and how many it leaves out for which reason.</summary>
/// <param name="Language">Only readers of this language, or null for all.</param>
/// <param name="ByLanguage">Confirmed readers by two-letter code, whatever <paramref name="Language"/> says.</param>
/// <param name="Unconfirmed">Asked for it and never confirmed.</param>
/// <param name="Left">Left.</param>
/// <param name="Suppressed">The address does not work, or its owner complained.</param>
public sealed record Audience(string? Language, IReadOnlyDictionary<string, int> ByLanguage, int Unconfirmed, int Left, int Suppressed)
{
    /// <summary>How many it reaches.</summary>
    public int Recipients => Language is null ? Everyone : ByLanguage.GetValueOrDefault(Language);

    /// <summary>All confirmed readers.</summary>
    public int Everyone => ByLanguage.Values.Sum();

    /// <summary>Confirmed readers of other languages, who are left out.</summary>
    public int OtherLanguages => Everyone - Recipients;

    /// <summary>Sums up what was counted.</summary>
    public static Audience Of(IReadOnlyList<SubscriberGroup> groups, string? language)
    {
        var confirmed = groups.Where(g => g.State == SubscriberState.Confirmed).GroupBy(g => g.Language, StringComparer.Ordinal);
        return new Audience(
            language,
            confirmed.ToDictionary(g => g.Key, g => g.Sum(x => x.Count), StringComparer.Ordinal),
            In(SubscriberState.Pending),
            In(SubscriberState.Unsubscribed),
            In(SubscriberState.Suppressed));

        int In(SubscriberState state) => groups.Where(g => g.State == state).Sum(g => g.Count);
    }
}
