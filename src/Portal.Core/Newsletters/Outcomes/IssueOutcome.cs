using Portal.Core.Privacy;

namespace Portal.Core.Newsletters.Outcomes;

/// <summary>What came after an issue began, in aggregate: nobody's opening or clicking is looked at, and small numbers are not told.</summary>
/// <param name="Days">The days before it, then those from its start on until today.</param>
/// <param name="Left">How many left by its links; null where it went to so few that any number would be of people one knows.</param>
/// <param name="Heard">What the provider tells of its mails; null there too, and where it tells nothing.</param>
public sealed record IssueOutcome(IReadOnlyList<OutcomeDay> Days, GuardedCount? Left, HeardOf? Heard)
{
    /// <summary>The days before it.</summary>
    public IEnumerable<OutcomeDay> Before => Days.Where(day => day.IsBefore);

    /// <summary>The days from its start on.</summary>
    public IEnumerable<OutcomeDay> Since => Days.Where(day => !day.IsBefore);
}

/// <summary>One day in the coalition's time zone.</summary>
/// <param name="IsBefore">Whether it lies before the day on which the issue began.</param>
/// <param name="IsToday">Whether it is not over.</param>
/// <param name="Places">Bookings made on it that were not given back.</param>
/// <param name="Subscriptions">Readers who confirmed on it; imports do not count.</param>
public sealed record OutcomeDay(DateOnly Day, bool IsBefore, bool IsToday, GuardedCount Places, GuardedCount Subscriptions);

/// <summary>What the provider tells of an issue's mails.</summary>
public sealed record HeardOf(Arrivals? Arrived, GuardedCount Bounced, GuardedCount Complained);

/// <summary>
/// How many mails arrived, in steps: the number sent stands beside it, and less it, and less those who bounced, would be how many nobody
/// knows anything of. All, or at least so many; 0 says nothing.
/// </summary>
public sealed record Arrivals(int AtLeast, bool IsAll)
{
    /// <summary>Guards the number. Steps go down from the number sent, and are a hundredth of it, but never fewer than five.</summary>
    public static Arrivals Of(int sent, int arrived)
    {
        if (arrived >= sent)
        {
            return new(sent, IsAll: true);
        }

        var step = Math.Max(GuardedCount.Told, sent / 100);
        var atLeast = sent - ((sent - arrived + step - 1) / step * step);
        return new(atLeast >= GuardedCount.Told ? atLeast : 0, IsAll: false);
    }
}
