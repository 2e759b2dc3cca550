namespace Portal.Web.Features.Bookings;

/// <summary>Names somebody to hand a place to.</summary>
public sealed class HandForm
{
    /// <summary>The address of their account.</summary>
    public string? Email { get; set; }

    /// <summary>The booking, which a post leaves as it is.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public Portal.Core.Bookings.OneBooking? Own { get; set; }
}
