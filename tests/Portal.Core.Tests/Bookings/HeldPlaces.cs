using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings;

/// <summary>What must be true of a shift after every step: the numbers are those of the rows.</summary>
internal static class HeldPlaces
{
    /// <summary>Asserts that Held is the bookings that hold a place, the walk-ins and what groups hold unclaimed, and Seeking those who look for cover; returns Held of the first position.</summary>
    public static async Task<int> AgreeAsync(TestPortal portal, Shift shift)
    {
        await using var db = portal.NewContext();
        var held = 0;
        foreach (var position in await db.Positions.AsNoTracking().Where(p => p.ShiftId == shift.Id).OrderByDescending(p => p.Order).ToListAsync())
        {
            var bookings = await db.Bookings.Where(b => b.PositionId == position.Id).Select(b => b.State).ToListAsync();
            var walkIns = await db.WalkIns.CountAsync(w => w.PositionId == position.Id && w.RemovedAt == null);
            var groups = await db.PartyPlaces.Where(PartyPlace.IsUnclaimed).CountAsync(p => p.PositionId == position.Id);
            Assert.Equal(bookings.Count(state => state.HoldsPlace()) + walkIns + groups, position.Held);
            Assert.Equal(bookings.Count(state => state == BookingState.SeekingCover), position.Seeking);
            held = position.Held;
        }

        return held;
    }
}
