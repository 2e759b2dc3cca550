namespace Portal.Core.Accounts;

/// <summary>How somebody would like to help, as they tick it when they join; several, or none. Their words are under <c>Accounts.Intentions.*</c>.</summary>
public static class Intentions
{
    /// <summary>Volunteering in Calais.</summary>
    public const string InCalais = "in-calais";

    /// <summary>Helping from home.</summary>
    public const string FromHome = "from-home";

    /// <summary>Giving.</summary>
    public const string Give = "give";

    /// <summary>Speaking up.</summary>
    public const string SpeakUp = "speak-up";

    /// <summary>Bringing people together.</summary>
    public const string Gather = "gather";

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> All { get; } = [InCalais, FromHome, Give, SpeakUp, Gather];

    /// <summary>Whether there is such a one.</summary>
    public static bool Contains(string intention) => All.Contains(intention, StringComparer.Ordinal);

    /// <summary>Those that were ticked, each once, in the order of <see cref="All"/>.</summary>
    public static List<string> InOrder(IEnumerable<string> ticked) => [.. All.Intersect(ticked, StringComparer.Ordinal)];
}
