using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations.Answers;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>People with a sure place whom the organisation does not know, from the moment that there is something to protect from strangers.</summary>
public sealed class Strangers(BookingMail mail, WaitingMail organisers, TimeProvider clock)
{
    /// <summary>Has an organiser answer for each first, unless the shift has begun: then who was there was there. With the positions locked; the caller saves.</summary>
    internal async Task AskAboutAsync(PortalDbContext db, Shift shift, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (shift.Status != ShiftStatus.Published || shift.StartsAt <= now)
        {
            return;
        }

        var strangers = await db.Bookings
            .Where(b => b.ShiftId == shift.Id && b.State == BookingState.Confirmed && !db.KnownTo(shift.OrganisationId, now).Contains(b.SupporterId))
            .Join(db.Supporters, b => b.SupporterId, s => s.Id, (b, s) => new { Booking = b, s.Language })
            .OrderBy(x => x.Booking.Id).ToListAsync(cancellationToken);
        foreach (var (booking, language) in strangers.Select(x => (x.Booking, x.Language)))
        {
            booking.TryChange(BookingState.Requested, actorId, clock, "link-set", Placement.AnswerTime(now, shift.StartsAt));
            mail.Taken(db, booking, language, shift.StartsAt);
            await organisers.TellAsync(db, new(booking.Id, shift.OrganisationId, booking.SupporterId) { LeadId = shift.LeadId, AnswerBy = booking.AnswerBy }, cancellationToken);
        }
    }
}
