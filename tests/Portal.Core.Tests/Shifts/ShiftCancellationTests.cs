using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;
using Portal.Core.Tests.Shifts.Changes;

namespace Portal.Core.Tests.Shifts;

public sealed class ShiftCancellationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Before_a_shift_is_called_off_whom_it_tells_and_what_is_shown_and_nothing_changes(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync(places: 2));
        var (anna, ben, wim) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben", language: "fr"), await portal.Data.CreateSupporterAsync("Wim"));
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        await portal.Data.CreateBookingAsync(ben, shift);
        await portal.RunAsync<WaitingList, WaitOutcome>(w => w.JoinAsync(wim.Id, shift.Id, shift.Positions[0].Id, Token));
        var before = await ground.MessagesAsync();

        var seen = await PreviewAsync(ground, shift, "A storm");
        Assert.Equal(["Anna", "Ben", "Wim"], seen.People.Select(p => p.Name).Order());
        Assert.Equal([("en", 2), ("fr", 1)], seen.Letters.Select(l => (l.Language, l.Readers)));
        Assert.Contains("ne vous déplacez pas", TextOf(seen.Letters[1].Letter), StringComparison.Ordinal);
        Assert.All(seen.Letters, l => Assert.Contains("A storm", TextOf(l.Letter), StringComparison.Ordinal));
        Assert.Equal((ShiftStatus.Published, BookingState.Confirmed, before), ((await portal.Data.ReadShiftAsync(shift.Id)).Status, (await portal.Data.ReadBookingAsync(booking.Id)).State, await ground.MessagesAsync()));
        await ground.HoldsAsync(shift, 2);

        Assert.Equal((CancelShiftResult.Cancelled, 3), ((await ground.CancelAsync(shift)).Result, seen.Told));
        Assert.Equal(CancelShiftResult.NotPossible, (await PreviewAsync(ground, shift, null)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_stranger_is_not_shown_who_is_on_a_shift(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var shift = await ground.ShiftAsync();
        await ground.Portal.Data.CreateBookingAsync(await ground.Portal.Data.CreateSupporterAsync(), shift);
        var stranger = await ground.Portal.Data.CreateOrganiserAsync(await ground.Portal.Data.CreateOrganisationAsync());

        var seen = await ground.Portal.RunAsync<ShiftCancellation, CancelShiftOutcome>(s => s.PreviewAsync(stranger.Id, shift.Id, null, Token));

        Assert.Equal((CancelShiftResult.NotFound, 0), (seen.Result, seen.Told));
    }

    private static string TextOf(Letter letter) => string.Join('\n', letter.Blocks.OfType<LetterBlock.Paragraph>().Select(p => p.Text));

    private static Task<CancelShiftOutcome> PreviewAsync(ChangeGround ground, Shift shift, string? reason) =>
        ground.Portal.RunAsync<ShiftCancellation, CancelShiftOutcome>(s => s.PreviewAsync(ground.Organiser.Id, shift.Id, reason, Token));
}
