namespace Portal.Core.Bookings.Reminders;

/// <summary>When an organisation reminds its people.</summary>
/// <param name="IsOwn">Whether it has rules of its own; otherwise those of the portal count.</param>
/// <param name="Leads">Its rules, the longest lead first; none of its own means that nobody is reminded.</param>
public sealed record ReminderPlan(bool IsOwn, IReadOnlyList<ReminderLead> Leads)
{
    /// <summary>The most rules.</summary>
    public const int Most = 5;

    /// <summary>The longest lead, in hours: two weeks.</summary>
    public const int LongestLead = 336;

    /// <summary>Whether every rule is one that can be kept, and no two are of the same time.</summary>
    public bool IsInRange =>
        Leads.Count <= Most && Leads.All(lead => lead.HoursBefore is >= 1 and <= LongestLead) && Leads.DistinctBy(lead => lead.HoursBefore).Count() == Leads.Count;
}

/// <summary>One rule: so many hours before the start, with or without the question "Are you coming?".</summary>
public sealed record ReminderLead(int HoursBefore, bool AsksToConfirm);
