using Portal.Core.Privacy;

namespace Portal.Core.Shifts;

/// <summary>
/// Where one joins a shift from home, or the document that a task is about: sealed, and protected as a meeting point is. The same class
/// opens it (<see cref="MeetingPointReader"/>), by the same rule and record; no list, mail, feed or search has a property for it.
/// </summary>
public sealed class JoiningLink
{
    /// <summary>The shift; one each.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid ShiftId { get; init; }

    /// <summary>The text, sealed under the shift's data key.</summary>
    [Personal("to know where to join", Tier.Secret, "7 days after the shift", "people with a confirmed place; organisers")]
    public required byte[] Sealed { get; set; }

    /// <summary>Raised whenever it is another.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Version { get; set; }

    /// <summary>When it was last replaced.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset MovedAt { get; set; }
}
