using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Parties;

public sealed class PartyLapsesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_days_before_the_start_unclaimed_places_are_free_for_all_once_and_the_leader_is_told(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(4);
        var (_, token) = await ground.PartyAsync((shift.Positions[0], 4));
        await ground.ClaimAsync(token, ground.Leader, shift.Positions[0]);

        ground.Portal.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await ground.LapseAsync()).Freed);
        Assert.Equal((4, 3), await ground.CountAsync(shift));

        ground.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        // In the very moment nobody can claim any more, whether or not the job has come by.
        Assert.Equal(ClaimResult.Gone, (await ground.ClaimAsync(token, await ground.Portal.Data.CreateSupporterAsync(), shift.Positions[0])).Result);
        Assert.Equal([3, 0, 0], (await Task.WhenAll(ground.LapseAsync(), ground.LapseAsync(), ground.LapseAsync())).Select(l => l.Freed).OrderDescending());
        Assert.Equal((1, 0), await ground.CountAsync(shift));
        Assert.Equal(3, Assert.Single(await LettersAsync(ground, PartyMail.FreedTemplate)).Places);
        Assert.Equal(BookResult.Confirmed, (await ground.BookAsync(await ground.Portal.Data.CreateSupporterAsync(), shift.Positions[0])).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_freed_goes_to_those_who_wait(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(3);
        await ground.PartyAsync((shift.Positions[0], 3));
        var anna = await ground.Portal.Data.CreateSupporterAsync();
        await ground.Portal.RunAsync<WaitingList, WaitOutcome>(s => s.JoinAsync(anna.Id, shift.Id, shift.Positions[0].Id, Token));
        ground.Portal.Clock.Advance(TimeSpan.FromDays(5));

        await ground.LapseAsync();

        await using var db = ground.Portal.NewContext();
        Assert.Equal(BookingState.Offered, (await db.Bookings.SingleAsync(b => b.SupporterId == anna.Id, Token)).State);
        Assert.Equal((1, 0), await ground.CountAsync(shift));
        Assert.Equal(0, (await ground.Portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Reserved);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Three_days_before_the_leader_is_reminded_once_of_places_that_nobody_claimed(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var (shift, late) = (await ground.ShiftAsync(4), await ground.ShiftAsync(4, TimeSpan.FromDays(6)));
        var (_, token) = await ground.PartyAsync((shift.Positions[0], 1), (late.Positions[0], 1));
        await ground.ClaimAsync(token, ground.Leader, late.Positions[0]);

        Assert.Equal(0, (await ground.LapseAsync()).Reminded);
        ground.Portal.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, (await ground.LapseAsync()).Reminded);
        Assert.Equal(0, (await ground.LapseAsync()).Reminded);
        Assert.Equal(shift.Id, Assert.Single(await LettersAsync(ground, PartyMail.ReminderTemplate)).ShiftId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_shift_that_is_called_off_frees_what_groups_hold_and_tells_their_leaders(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(6, positions: [("Driver", 1, 3), ("Cook", 1, 6)]);
        var (_, token) = await ground.PartyAsync((shift.Positions[0], 2), (shift.Positions[1], 3));
        await ground.ClaimAsync(token, ground.Leader, shift.Positions[0]);
        var organiser = await ground.Portal.Data.CreateOrganiserAsync(ground.Kitchen);

        await ground.Portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser.Id, shift.Id, "Snow", Token));

        Assert.Equal((0, 0), await ground.CountAsync(shift));
        var letter = Assert.Single(await LettersAsync(ground, PartyMail.FreedTemplate));
        Assert.Equal((4, PartyFreed.ShiftCancelled), (letter.Places, letter.Why));

        // Undone, the shift takes place again without what the group had not claimed.
        await ground.Portal.RunAsync<Portal.Core.Shifts.Changes.ShiftReinstatement, Portal.Core.Shifts.Changes.ReinstateOutcome>(s => s.ReinstateAsync(organiser.Id, shift.Id, Token));
        Assert.Equal((1, 0), await ground.CountAsync(shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_runs_a_shift_frees_what_a_group_holds_there(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var (shift, other) = (await ground.ShiftAsync(4), await ground.ShiftAsync(4, TimeSpan.FromDays(8)));
        var (party, token) = await ground.PartyAsync((shift.Positions[0], 3), (other.Positions[0], 2));
        await ground.ClaimAsync(token, ground.Leader, shift.Positions[0]);
        var organiser = await ground.Portal.Data.CreateOrganiserAsync(ground.Kitchen);

        Assert.Null(await FreeAsync(ground, ground.Leader, shift, party));
        Assert.Equal(2, await FreeAsync(ground, organiser, shift, party));
        Assert.Equal(0, await FreeAsync(ground, organiser, shift, party));

        Assert.Equal((1, 0), await ground.CountAsync(shift));
        Assert.Equal((2, 2), await ground.CountAsync(other));
        Assert.Equal(PartyFreed.ByOrganiser, Assert.Single(await LettersAsync(ground, PartyMail.FreedTemplate)).Why);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_plan_for_many_leaves_a_shift_alone_on_which_a_group_holds_places(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(4);
        await ground.PartyAsync((shift.Positions[0], 3));
        await using var db = ground.Portal.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync(Token);
        var edits = new Dictionary<Guid, UnbookedEdit> { [shift.Id] = new() { CallOff = true } };

        var lines = await ((UnbookedShifts)ground.Portal.Services.GetService(typeof(UnbookedShifts))!).EditAsync(db, edits, Token);

        Assert.Equal(ShiftEditResult.HasPeople, Assert.Single(lines).Result);
    }

    private static Task<int?> FreeAsync(PartyGround ground, Supporter actor, Shift shift, Guid party) =>
        ground.Portal.RunAsync<PartyLeading, int?>(s => s.FreeForAllAsync(actor.Id, shift.Id, party, Token));

    private static async Task<List<PartyLetterData>> LettersAsync(PartyGround ground, string template)
    {
        await using var db = ground.Portal.NewContext();
        var data = await db.Messages.Where(m => m.Template == template && m.SupporterId == ground.Leader.Id).Select(m => m.Data).ToListAsync(Token);
        return data.ConvertAll(d => System.Text.Json.JsonSerializer.Deserialize<PartyLetterData>(d)!);
    }
}
