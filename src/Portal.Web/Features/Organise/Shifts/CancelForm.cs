using System.ComponentModel.DataAnnotations;
using Portal.Core.Bookings;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>Calls a shift off.</summary>
public sealed class CancelForm
{
    /// <summary>Why, for those who had a place.</summary>
    [StringLength(BookingChange.WhyLength)]
    public string? Reason { get; set; }
}
