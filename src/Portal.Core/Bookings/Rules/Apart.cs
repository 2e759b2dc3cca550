using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Bookings.Rules;

/// <summary>What keeps two people off a shift also when both take a place on it at once.</summary>
internal static class Apart
{
    /// <summary>
    /// Locks what is noted about a person who takes a place now, and looks again: the other of the two has committed by then, or comes after. Costs
    /// nothing where nothing is noted. Where it was too late the whole use case looks again, and the rules find it.
    /// </summary>
    public static async Task SeenAsync(PortalDbContext db, Person person, PositionFacts position, CancellationToken cancellationToken)
    {
        var organisation = position.Organisation.Id;
        if (!person.ApartAt.Contains(organisation))
        {
            return;
        }

        await db.KeptApart
            .Where(k => k.OrganisationId == organisation && (k.SupporterId == person.Id || k.OtherId == person.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.Since, k => k.Since), cancellationToken);
        var others = db.KeptApart.Where(k => k.OrganisationId == organisation && k.SupporterId == person.Id).Select(k => k.OtherId);
        if (await db.Bookings.AnyAsync(b => b.ShiftId == position.ShiftId && BookingStates.Holding.Contains(b.State) && others.Contains(b.SupporterId), cancellationToken))
        {
            throw new DbUpdateConcurrencyException("Somebody came onto the shift while a place on it was taken.");
        }
    }
}
