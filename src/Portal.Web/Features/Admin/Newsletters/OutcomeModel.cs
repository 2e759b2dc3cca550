using Portal.Core.Newsletters.Outcomes;
using Portal.Core.Privacy;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Features.Shared.Charts;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>What came after an issue began, in the reader's words and as two pictures.</summary>
/// <param name="Charts">Places filled and new subscriptions, day by day.</param>
/// <param name="Facts">What became of its mails: a name and a number in words each.</param>
/// <param name="IsHeard">Whether the provider tells what becomes of mails.</param>
public sealed record OutcomeModel(IReadOnlyList<BarChart> Charts, IReadOnlyList<(string Name, string Number)> Facts, bool IsHeard)
{
    /// <summary>Puts numbers into words; null for none.</summary>
    public static OutcomeModel? Of(IssueOutcome? outcome, Phrasebook texts) => outcome is null ? null : new(
        [Chart(outcome, "Places", day => day.Places, texts), Chart(outcome, "Subscriptions", day => day.Subscriptions, texts)],
        [.. FactsOf(outcome, texts)],
        outcome.Heard is not null || outcome.Left is null);

    private static IEnumerable<(string, string)> FactsOf(IssueOutcome outcome, Phrasebook texts)
    {
        if (outcome.Heard?.Arrived is { } arrived)
        {
            yield return (texts["Newsletters.Outcome.Arrived"], Arrived(arrived, texts));
        }

        if (outcome.Left is { } left)
        {
            yield return (texts["Newsletters.Outcome.Left"], GuardedWords.Of(left, texts));
        }

        if (outcome.Heard is { } more)
        {
            yield return (texts["Newsletters.Outcome.Bounced"], GuardedWords.Of(more.Bounced, texts));
            yield return (texts["Newsletters.Outcome.Complained"], GuardedWords.Of(more.Complained, texts));
        }
    }

    private static string Arrived(Arrivals arrived, Phrasebook texts) => arrived switch
    {
        { IsAll: true } => texts["Newsletters.Outcome.All"],
        { AtLeast: 0 } => texts["Newsletters.Outcome.Few"],
        _ => texts["Newsletters.Outcome.AtLeast", $"{arrived.AtLeast:N0}"],
    };

    private static BarChart Chart(IssueOutcome outcome, string what, Func<OutcomeDay, GuardedCount> number, Phrasebook texts)
    {
        var (before, since) = (outcome.Before.ToList(), outcome.Since.ToList());
        return new BarChart(
            texts[$"Newsletters.Outcome.{what}"],
            texts.Count("Newsletters.Outcome.Compared", since.Count, Amount(since, number, texts), Amount(before, number, texts), before.Count),
            texts["Newsletters.Outcome.Day"],
            texts["Newsletters.Outcome.Number"],
            [
                new(texts.Count("Newsletters.Outcome.Before", before.Count), "is-before", Bars(before, number, texts)),
                new(texts["Newsletters.Outcome.Since"], "", Bars(since, number, texts)),
            ])
        {
            HollowMeans = texts["Shared.Few"],
        };
    }

    private static List<Bar> Bars(IEnumerable<OutcomeDay> days, Func<OutcomeDay, GuardedCount> number, Phrasebook texts) =>
        [.. days.Select(day => new Bar(
            day.IsToday ? texts["Newsletters.Outcome.Today", Days.Of(day.Day, "ddd d MMM")] : Days.Of(day.Day, "ddd d MMM"), number(day).Exact, GuardedWords.Of(number(day), texts)))];

    // Such as "52 (3.7 a day)", for the two spans are not equally long.
    private static string Amount(List<OutcomeDay> days, Func<OutcomeDay, GuardedCount> number, Phrasebook texts)
    {
        var sum = GuardedSum.Of(days.Select(number));
        return sum switch
        {
            { Most: 0 } or { IsFew: true } => GuardedWords.Of(sum, texts),
            { IsExact: true } => texts["Newsletters.Outcome.ADay", GuardedWords.Of(sum, texts), $"{sum.Least / (double)days.Count:0.0}"],
            _ => texts["Newsletters.Outcome.ADay", GuardedWords.Of(sum, texts), texts["Shared.Range", $"{sum.Least / (double)days.Count:0.0}", $"{sum.Most / (double)days.Count:0.0}"]],
        };
    }
}
