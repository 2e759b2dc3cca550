using Portal.Core.Accounts;
using Portal.Core.Resources;

namespace Portal.Web.Features.Circles;

/// <summary>Says of a circle, in the reader's language, where it is and what is spoken in it.</summary>
public static class CircleLines
{
    /// <summary>The name of its country, or that it meets online.</summary>
    public static string Place(Phrasebook texts, string? country) =>
        country is null ? texts["Circles.Online"] : Countries.InReadersLanguage().FirstOrDefault(c => c.Code == country).Name ?? country;

    /// <summary>Its languages.</summary>
    public static string Languages(Phrasebook texts, IEnumerable<string> codes) => string.Join(", ", codes.Select(code => texts[$"Accounts.Speaks.{code}"]));

    /// <summary>For how many days somebody has waited; none for today.</summary>
    public static int Days(DateTimeOffset since, DateTimeOffset now) => (int)(now - since).TotalDays;
}
