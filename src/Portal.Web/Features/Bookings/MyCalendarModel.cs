namespace Portal.Web.Features.Bookings;

/// <summary>Whether a calendar may fetch the reader's shifts.</summary>
/// <param name="MadeAt">Since when there is an address; null where there is none.</param>
/// <param name="Address">The address, right after it was made; null at every other time.</param>
public sealed record MyCalendarModel(DateTimeOffset? MadeAt, string? Address)
{
    /// <summary>The same address as calendar programs open it on a tap.</summary>
    public string? Webcal => Address is null ? null : $"webcal{Address[Address.IndexOf("://", StringComparison.Ordinal)..]}";
}
