using Portal.Core.Accounts;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Resources;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>How many people an issue reaches, for whom it is and who is left out, in the reader's words; the page shows it and its script fetches it.</summary>
/// <param name="Line">How many it reaches.</param>
/// <param name="For">For whom it is, a line for each condition; empty for everybody.</param>
/// <param name="Notes">Readers who get another language than their own.</param>
/// <param name="Reasons">Who is left out, and why.</param>
public sealed record ReachModel(int Recipients, string Line, IReadOnlyList<string> For, IReadOnlyList<string> Notes, IReadOnlyList<string> Reasons)
{
    /// <summary>Puts numbers into words.</summary>
    /// <param name="written">The languages that have a text.</param>
    public static ReachModel Of(
        Audience audience, AudienceConditions conditions, IReadOnlyList<NewsletterTopic> topics, string main, IReadOnlyCollection<string> written, Phrasebook texts) => new(
            audience.Recipients,
            texts.Count("Newsletters.Admin.Reach", audience.Recipients),
            [.. Conditions(conditions, topics, texts)],
            [.. audience.ByLanguage.Where(group => !written.Contains(group.Key)).Select(group => texts["Newsletters.Admin.Fallback", $"{LanguageOf(group.Key, texts)} ({group.Value:N0})", LanguageOf(main, texts)])],
            [.. audience.Out.Select(left => texts.Count($"Newsletters.Admin.Out{left.Reason}", left.Count))]);

    private static IEnumerable<string> Conditions(AudienceConditions conditions, IReadOnlyList<NewsletterTopic> topics, Phrasebook texts)
    {
        if (conditions.Languages.Count > 0)
        {
            yield return texts["Newsletters.Audience.ForLanguages", Join(conditions.Languages.Select(code => LanguageOf(code, texts)))];
        }

        if (conditions.Countries.Count > 0)
        {
            yield return texts["Newsletters.Audience.ForCountries", Join(conditions.Countries.Select(CountryOf))];
        }

        if (conditions.Topics.Count > 0)
        {
            yield return texts["Newsletters.Audience.ForTopics", Join(conditions.Topics.Select(NameOf))];
        }

        if (conditions.VolunteersOf is { } organisation)
        {
            yield return texts["Newsletters.Audience.ForVolunteers", NameOf(organisation)];
        }

        if (conditions.Quiet)
        {
            yield return texts["Newsletters.Audience.ForQuiet"];
        }

        string NameOf(Guid id) => topics.FirstOrDefault(topic => topic.Id == id)?.Name.ToString() ?? texts["Newsletters.Audience.Gone"];
    }

    private static string Join(IEnumerable<string> words) => string.Join(", ", words);

    private static string LanguageOf(string code, Phrasebook texts) => texts.Find($"Newsletters.Language.{code}") ?? code;

    private static string CountryOf(string code) => Portal.Core.Accounts.Countries.InReadersLanguage().FirstOrDefault(country => country.Code == code).Name ?? code;
}
