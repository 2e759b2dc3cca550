using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Testing.Letters;

/// <summary>Letters to people who have a place, or had.</summary>
internal static class BookingLetters
{
    public static IEnumerable<LetterCase> Cases =>
    [
        Of("booking-confirmed", BookingState.Confirmed),
        Of("booking-confirmed", BookingState.Requested),
        Of("booking-relieved", BookingState.CancelledByVolunteer),
        Of("place-assigned", BookingState.Confirmed),
        new("place-assigned", "to answer", async scene =>
        {
            var (booking, reader, _) = await scene.BookingAsync(BookingState.Offered, scene.Portal.Clock.GetUtcNow().AddHours(12));
            return await scene.WriteAsync("place-assigned", reader, new { BookingId = booking.Id, booking.ShiftId });
        }),
        new("reminder", "days ahead", async scene =>
        {
            var (booking, reader, shift) = await scene.BookingAsync(BookingState.Confirmed);
            return await scene.WriteAsync("reminder", reader, new { BookingId = booking.Id, booking.ShiftId, ShiftVersion = shift.Version, RuleId = Guid.Empty });
        }),
        new("booking-given-back", "to the lead", async scene =>
        {
            var (booking, _, _) = await scene.BookingAsync(BookingState.SeekingCover);
            return await scene.WriteAsync("booking-given-back", scene.Organiser, new { BookingId = booking.Id, booking.ShiftId });
        }),
        new("place-handed", "offered", async scene =>
        {
            var (booking, holder, _) = await scene.BookingAsync(BookingState.Confirmed);
            var reader = await scene.ReaderAsync();
            await scene.Portal.RunAsync<HandOvers, HandOutcome>(s => s.OfferAsync(holder.Id, booking.Id, reader.Email, CancellationToken.None));
            return await scene.WrittenAsync("place-handed", reader);
        }),
        Of("place-handing-declined", BookingState.Confirmed),
        new("point-moved", "on site", async scene =>
        {
            var (booking, reader, _) = await scene.BookingAsync(BookingState.Confirmed);
            await scene.Portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(scene.Organiser.Id, scene.Site.Id, "By the blue gate", CancellationToken.None));
            return await scene.WriteAsync("point-moved", reader, new { BookingId = booking.Id, booking.ShiftId, PointVersion = 1 });
        }),
        new("shift-cancelled", "with others", async scene =>
        {
            var (booking, reader, shift) = await scene.BookingAsync(BookingState.CancelledByOrganiser);
            await using var db = scene.Portal.NewContext();
            await db.Shifts.Where(s => s.Id == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, ShiftStatus.Cancelled).SetProperty(s => s.CancelReason, scene.Setting.Work));
            return await scene.WriteAsync("shift-cancelled", reader, new { BookingId = booking.Id, booking.ShiftId });
        }),
        new("shift-changed", "later", async scene =>
        {
            var (booking, reader, shift) = await scene.BookingAsync(BookingState.Confirmed);
            return await scene.WriteAsync("shift-changed", reader, Known(booking, shift));
        }),
        new("shift-changed", "asked again", async scene =>
        {
            var (booking, reader, shift) = await scene.BookingAsync(BookingState.Offered, scene.Portal.Clock.GetUtcNow().AddHours(12));
            await using var db = scene.Portal.NewContext();
            await db.Bookings.Where(b => b.Id == booking.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.ReturnsTo, BookingState.Confirmed));
            return await scene.WriteAsync("shift-changed", reader, Known(booking, shift));
        }),
        new("place-withdrawn", "with others", async scene =>
        {
            var (booking, reader, shift) = await scene.BookingAsync(BookingState.CancelledByOrganiser);
            return await scene.WriteAsync("place-withdrawn", reader, Known(booking, shift));
        }),
        new("place-withdrawn", "to the line", async scene =>
        {
            var (booking, reader, shift) = await scene.BookingAsync(BookingState.Waitlisted);
            return await scene.WriteAsync("place-withdrawn", reader, Known(booking, shift));
        }),
    ];

    internal static LetterCase Of(string template, BookingState state) => new(template, $"{state}", async scene =>
    {
        var (booking, reader, _) = await scene.BookingAsync(state);
        return await scene.WriteAsync(template, reader, new { BookingId = booking.Id, booking.ShiftId });
    });

    private static object Known(Booking booking, Shift shift) => new
    {
        BookingId = booking.Id,
        booking.ShiftId,
        Known = new { StartsAt = shift.StartsAt.AddHours(-3), EndsAt = shift.EndsAt.AddHours(-3), shift.SiteId, shift.ActivityId, WasCancelled = false },
    };
}
