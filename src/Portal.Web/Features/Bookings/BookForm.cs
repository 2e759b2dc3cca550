using System.ComponentModel.DataAnnotations;

namespace Portal.Web.Features.Bookings;

/// <summary>Asks for a place. <see cref="FormKey"/> is made with the page, so that a second post of it gets the first one's answer.</summary>
public sealed class BookForm
{
    /// <summary>As what.</summary>
    [Required]
    public Guid? PositionId { get; set; }

    /// <summary>The page's key.</summary>
    [Required]
    public Guid? FormKey { get; set; }
}
