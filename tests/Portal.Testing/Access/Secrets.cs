using Portal.Core.Organisations;

namespace Portal.Testing.Access;

/// <summary>What is secret in a <see cref="Plot"/>: texts that stand nowhere else, so that finding one means that it got out.</summary>
public static class Secrets
{
    /// <summary>The meeting point of an organisation's site.</summary>
    public static string PointOf(Organisation group) => $"Canary point {Mark(group)}";

    /// <summary>The joining link of its shift from home.</summary>
    public static string LinkOf(Organisation group) => $"https://canary-link-{Mark(group)}.example.org/room";

    /// <summary>The phone of its volunteer.</summary>
    public static string PhoneOf(Organisation group) => group.Name.EndsWith('A') ? "+33 6 99 17 17 01" : "+33 6 99 17 17 02";

    private static string Mark(Organisation group) => group.Name.EndsWith('A') ? "zq7alpha" : "zq7beta";
}
