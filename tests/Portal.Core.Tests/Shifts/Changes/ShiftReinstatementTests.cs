using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Tests.Shifts.Changes;

public sealed class ShiftReinstatementTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Undone_within_a_day_it_asks_whom_it_had_cancelled_and_who_is_free(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync(places: 3));
        var (anna, ben, gone, wim) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"), await portal.Data.CreateSupporterAsync("Gaby"), await portal.Data.CreateSupporterAsync("Wim"));
        var (annas, bens, gones) = (await portal.Data.CreateBookingAsync(anna, shift), await portal.Data.CreateBookingAsync(ben, shift), await portal.Data.CreateBookingAsync(gone, shift));
        await portal.RunAsync<WaitingList, WaitOutcome>(w => w.JoinAsync(wim.Id, shift.Id, shift.Positions[0].Id, Token));
        await ground.CancelAsync(shift);
        await ground.SendAsync();
        var other = await portal.Data.CreateShiftAsync(ground.Organisation, site: shift.Site);
        await portal.Data.CreateBookingAsync(ben, other);
        portal.Clock.Advance(TimeSpan.FromHours(23));

        var seen = await RunAsync(ground, shift, commits: false);
        Assert.Equal(["Anna", "Gaby", "Wim"], seen.People.Select(p => p.Name).Order());
        Assert.Equal("It takes place after all: your shift on Thursday 21 January, 10:00", seen.Letters[0].Letter.Subject);
        Assert.Equal(ShiftStatus.Cancelled, (await portal.Data.ReadShiftAsync(shift.Id)).Status);
        Assert.Equal(ReinstateResult.Done, (await RunAsync(ground, shift, commits: true)).Result);

        Assert.Equal((ShiftStatus.Published, shift.StartsAt), ((await portal.Data.ReadShiftAsync(shift.Id)).Status, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].BookableUntil));
        Assert.Equal((true, BookingState.CancelledByOrganiser), ((await portal.Data.ReadBookingAsync(annas.Id)).IsAskedAgain, (await portal.Data.ReadBookingAsync(bens.Id)).State));
        await ground.HoldsAsync(shift, 3);
        Assert.Equal(OfferResult.Confirmed, await ground.AnswerAsync(anna, annas));
        await ground.SendAsync();
        Assert.StartsWith("It takes place after all", ground.Box.To(gone.Email!)[^1].Subject, StringComparison.Ordinal);
        Assert.Single(ground.Box.To(ben.Email!));
        Assert.Equal(OfferResult.Confirmed, await ground.AnswerAsync(gone, gones));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_a_day_or_by_a_stranger_it_stays_cancelled(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync());
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        await ground.CancelAsync(shift);
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        Assert.Equal(ReinstateResult.NotFound, (await portal.RunAsync<ShiftReinstatement, ReinstateOutcome>(s => s.ReinstateAsync(stranger.Id, shift.Id, Token))).Result);

        portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(ReinstateResult.TooLate, (await RunAsync(ground, shift, commits: true)).Result);
        await ground.HoldsAsync(shift, 0);
    }

    private static Task<ReinstateOutcome> RunAsync(ChangeGround ground, Shift shift, bool commits) => ground.Portal.RunAsync<ShiftReinstatement, ReinstateOutcome>(
        s => commits ? s.ReinstateAsync(ground.Organiser.Id, shift.Id, Token) : s.PreviewAsync(ground.Organiser.Id, shift.Id, Token));
}
