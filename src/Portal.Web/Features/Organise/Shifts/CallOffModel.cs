using Portal.Core.Shifts;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>What would come of calling a shift off.</summary>
/// <param name="Groups">How many groups hold places there that nobody has claimed: their leaders are written to as well.</param>
public sealed record CallOffModel(ShiftDetails Shift, CancelShiftOutcome Outcome, string? Reason, int Groups)
{
    /// <summary>Whether another reason was written than the letter had shown.</summary>
    public bool IsAnew { get; init; }
}
