using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Calendars;

/// <summary>That a person's calendar may fetch their shifts. Of the address only the token's hash is kept: it is shown once, and cannot be told from the database.</summary>
public sealed class CalendarFeed
{
    /// <summary>Bytes of <see cref="TokenHash"/> (SHA-256).</summary>
    public const int HashBytes = 32;

    /// <summary>Whose shifts.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SupporterId { get; init; }

    /// <summary>The hash of the token in the address. It is long and random, so it needs neither salt nor many rounds.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required byte[] TokenHash { get; set; }

    /// <summary>Since when this address is good.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset MadeAt { get; set; }
}
