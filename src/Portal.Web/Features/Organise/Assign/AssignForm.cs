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
}

/// <summary>The page.</summary>
/// <param name="Board">The people and the positions.</param>
/// <param name="Name">The part of a name that was looked for.</param>
public sealed record AssignModel(AssignmentBoard Board, string? Name);
