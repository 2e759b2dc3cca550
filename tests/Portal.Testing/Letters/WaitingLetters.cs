using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;

namespace Portal.Testing.Letters;

/// <summary>Letters to people who wait for a place, and to those who bring a group.</summary>
internal static class WaitingLetters
{
    private const int Places = 3;

    public static IEnumerable<LetterCase> Cases =>
    [
        new("place-offered", "kept", async scene =>
        {
            var (booking, reader, _) = await scene.BookingAsync(BookingState.Offered, scene.Portal.Clock.GetUtcNow().AddHours(12));
            return await scene.WriteAsync("place-offered", reader, new { BookingId = booking.Id, booking.ShiftId });
        }),
        BookingLetters.Of("place-open", BookingState.Waitlisted),
        BookingLetters.Of("booking-lapsed", BookingState.Declined),
        BookingLetters.Of("booking-lapsed", BookingState.Expired),
        Party("party-freed"),
        Party("party-reminder"),
    ];

    private static LetterCase Party(string template) => new(template, "group", async scene =>
    {
        var (leader, shift) = (await scene.ReaderAsync(), await scene.ShiftAsync());
        var held = await scene.Portal.RunAsync<PartyHolding, HoldOutcome>(s =>
            s.HoldAsync(leader.Id, new(scene.Setting.Person, [new(shift.Positions[0].Id, Places)], Guid.CreateVersion7()), CancellationToken.None));
        return await scene.WriteAsync(template, leader, new { held.PartyId, ShiftId = shift.Id, Places, Why = 0 });
    });
}
