using System.ComponentModel.DataAnnotations;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;

namespace Portal.Web.Features.Organise.Assign;

/// <summary>Whom to put where, and why in spite of what stands in the way.</summary>
public sealed class AssignForm
{
    /// <summary>The position.</summary>
    public Guid Position { get; set; }

    /// <summary>The person.</summary>
    public Guid Person { get; set; }

    /// <summary>Why what stands in the way is set aside.</summary>
    [StringLength(BookingChange.WhyLength)]
    public string? Because { get; set; }

    /// <summary>A day of the week of the rota that the form stands on, to lead back to; null for the shift's own page.</summary>
    public DateOnly? Week { get; set; }

    /// <summary>The organisation of that rota.</summary>
    public string? Organisation { get; set; }
}

/// <summary>The page.</summary>
/// <param name="Board">The people and the positions.</param>
/// <param name="Name">The part of a name that was looked for.</param>
public sealed record AssignModel(AssignmentBoard Board, string? Name);
