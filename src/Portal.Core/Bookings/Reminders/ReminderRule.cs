using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Reminders;

/// <summary>When people are reminded of a booked shift. Rules without an organisation are the defaults; the own ones of an organisation that has some replace them all.</summary>
public sealed class ReminderRule
{
    /// <summary>The row's identifier; part of the key of each reminder.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose rule; null for a default.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? OrganisationId { get; init; }

    /// <summary>Hours before the start.</summary>
    [NotPersonal(Because.Planning)]
    public required int HoursBefore { get; set; }

    /// <summary>Whether it asks "Are you coming?".</summary>
    [NotPersonal(Because.Planning)]
    public required bool AsksToConfirm { get; set; }
}
