using System.ComponentModel.DataAnnotations;
using Portal.Core.Bookings.Reminders;
using Portal.Core.Resources;

namespace Portal.Web.Features.Organise.Rules;

/// <summary>When an organisation reminds its people, as its organisers write it: the portal's rules, or up to five of their own.</summary>
public sealed class RemindersForm : IValidatableObject
{
    /// <summary>Whether the rules below count.</summary>
    public bool IsOwn { get; set; }

    /// <summary>The rules; rows without a number are none.</summary>
    public List<ReminderRow> Rows { get; set; } = [];

    /// <summary>The form of a plan as it is.</summary>
    public static RemindersForm Of(ReminderPlan plan) => new()
    {
        IsOwn = plan.IsOwn,
        Rows =
        [
            .. plan.Leads.Select(lead => new ReminderRow { Hours = lead.HoursBefore, Asks = lead.AsksToConfirm }),
            .. Enumerable.Range(0, Math.Max(0, ReminderPlan.Most - plan.Leads.Count)).Select(_ => new ReminderRow()),
        ],
    };

    /// <summary>What was written. Only of a valid form.</summary>
    public ReminderPlan ToPlan() => new(IsOwn, IsOwn ? [.. Rows.Where(row => row.Hours is not null).Select(row => new ReminderLead(row.Hours!.Value, row.Asks))] : []);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var texts = validationContext.GetRequiredService<Phrasebook>();
        if (Rows.Count > ReminderPlan.Most)
        {
            yield return new(texts["Shared.Wrong.Value"], [nameof(Rows)]);
        }

        // Here and not by an attribute, so that all that is wrong is said at once.
        foreach (var (index, row) in Rows.Index().Where(row => IsOwn && row.Item.Hours is < 1 or > ReminderPlan.LongestLead))
        {
            yield return new(texts["Organise.Reminders.Range", ReminderPlan.LongestLead], [$"{nameof(Rows)}[{index}].{nameof(row.Hours)}"]);
        }

        foreach (var (index, row) in Rows.Index().Where(row => IsOwn && row.Item.Hours is { } hours && Rows.Take(row.Index).Any(before => before.Hours == hours)))
        {
            yield return new(texts["Organise.Reminders.Twice", row.Hours!], [$"{nameof(Rows)}[{index}].{nameof(row.Hours)}"]);
        }
    }
}

/// <summary>One rule.</summary>
public sealed class ReminderRow
{
    /// <summary>Hours before the start.</summary>
    public int? Hours { get; set; }

    /// <summary>Whether it asks who is coming.</summary>
    public bool Asks { get; set; }
}
