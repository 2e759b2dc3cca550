using Portal.Core.Bookings.Rules;
using Portal.Core.Shifts;

namespace Portal.Core.CallOuts;

/// <summary>What a position lacks. Pure: it reads no database and no clock.</summary>
public sealed record CallOutNeed(PositionFacts Position)
{
    /// <summary>How many hold a place and want to keep it.</summary>
    public int Firm => Position.Held - Position.Seeking;

    /// <summary>How many could still come.</summary>
    public int Free => Math.Max(0, Position.Capacity - Position.Reserved - Firm);

    /// <summary>What stands in the way of looking for so many.</summary>
    public IEnumerable<CallOutFault> Faults(int wanted, DateTimeOffset now)
    {
        if (Position.Status != ShiftStatus.Published || Position.StartsAt <= now || Position.BookableUntil is not { } until || until <= now)
        {
            yield return CallOutFault.ShiftClosed;
        }

        if (Free == 0)
        {
            yield return CallOutFault.NobodyMissing;
        }
        else if (wanted > Free)
        {
            yield return CallOutFault.MoreThanPlaces;
        }
    }
}
