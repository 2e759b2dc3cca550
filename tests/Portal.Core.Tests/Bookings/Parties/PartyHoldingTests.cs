using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Parties;

public sealed class PartyHoldingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_leader_holds_places_on_several_shifts_or_on_none(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var (first, second) = (await ground.ShiftAsync(positions: [("Driver", 1, 2), ("Cook", 1, 6)]), await ground.ShiftAsync(4, TimeSpan.FromDays(8)));

        var refused = await ground.HoldAsync((first.Positions[1], 4), (second.Positions[0], 5));

        Assert.Equal((null, HoldFaultKind.NotEnough, second.Positions[0].Id, 4), Only(refused));
        Assert.Equal((0, 0), await ground.CountAsync(first));

        await ground.PartyAsync((first.Positions[0], 1), (first.Positions[1], 4), (second.Positions[0], 4));
        Assert.Equal((1, 5), await ground.CountAsync(first));
        Assert.Equal((4, 4), await ground.CountAsync(second));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_a_group_holds_nobody_else_can_book(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(4);
        await ground.PartyAsync((shift.Positions[0], 4));

        Assert.Equal(BookResult.JustGone, (await ground.BookAsync(await ground.Portal.Data.CreateSupporterAsync(), shift.Positions[0])).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task All_that_stands_in_the_way_is_said_at_once(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var (soon, full, off) = (await ground.ShiftAsync(startsIn: TimeSpan.FromHours(40)), await ground.ShiftAsync(3, TimeSpan.FromDays(4)), await ground.ShiftAsync(30, TimeSpan.FromDays(5)));
        var elsewhere = await ground.Portal.Data.CreateShiftAsync();
        var organiser = await ground.Portal.Data.CreateOrganiserAsync(ground.Kitchen);
        await ground.Portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser.Id, off.Id, null, Token));

        var outcome = await ground.HoldAsync("", Guid.CreateVersion7(), (soon.Positions[0], 2), (full.Positions[0], 4), (off.Positions[0], 21), (elsewhere.Positions[0], 1));

        Assert.Equal(
            [HoldFaultKind.NameMissing, HoldFaultKind.OtherOrganisation, HoldFaultKind.Hindered, HoldFaultKind.TooSoon, HoldFaultKind.TooMany, HoldFaultKind.NotEnough],
            outcome.Faults.Select(f => f.Kind));
        Assert.Equal((ObstacleKind.ShiftCancelled, off.Positions[0].Id), (outcome.Faults[2].Obstacle!.Kind, outcome.Faults[2].PositionId));
        Assert.Equal([(0, 0), (0, 0), (0, 0), (0, 0)], [await ground.CountAsync(soon), await ground.CountAsync(full), await ground.CountAsync(off), await ground.CountAsync(elsewhere)]);
        Assert.Equal(HoldFaultKind.NothingChosen, Assert.Single((await ground.HoldAsync("Ghent", Guid.CreateVersion7())).Faults).Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_protected_shift_is_held_only_by_somebody_its_organisation_knows(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var site = await ground.Portal.Data.CreateSiteAsync(ground.Kitchen, pointIsPublic: false);
        var shift = await ground.Portal.Data.CreateShiftAsync(ground.Kitchen, site: site);
        var members = await ground.Portal.Data.CreateShiftAsync(ground.Kitchen, visibility: Visibility.Members);

        Assert.Equal(HoldFaultKind.NotKnown, Assert.Single((await ground.HoldAsync((shift.Positions[0], 2))).Faults).Kind);
        // Of what one may not see one learns nothing.
        Assert.Equal(new HoldOutcome(null), await ground.HoldAsync((members.Positions[0], 2)) with { Faults = [] });

        await ground.Portal.Data.MakeMemberAsync(ground.Leader, ground.Kitchen);
        await ground.PartyAsync((shift.Positions[0], 2), (members.Positions[0], 2));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_same_form_sent_again_holds_nothing_more_and_three_groups_are_enough(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(12);
        var key = Guid.CreateVersion7();

        var first = await ground.HoldAsync("Ghent", key, (shift.Positions[0], 2));
        Assert.Equal(first.PartyId, (await ground.HoldAsync("Ghent", key, (shift.Positions[0], 2))).PartyId);
        Assert.Equal((2, 2), await ground.CountAsync(shift));

        await ground.PartyAsync((shift.Positions[0], 2));
        await ground.PartyAsync((shift.Positions[0], 2));
        Assert.Equal(HoldFaultKind.TooManyParties, Assert.Single((await ground.HoldAsync((shift.Positions[0], 2))).Faults).Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Numbers_and_lists_beyond_all_measure_are_refused_with_a_reason(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync(positions: [("Driver", 1, 2), ("Cook", 1, 6)]);

        var huge = await ground.HoldAsync((shift.Positions[0], int.MaxValue), (shift.Positions[1], int.MaxValue));
        Assert.Equal([HoldFaultKind.TooMany, HoldFaultKind.NotEnough, HoldFaultKind.NotEnough], huge.Faults.Select(f => f.Kind));
        Assert.Equal(HoldFaultKind.NothingChosen, Assert.Single((await ground.HoldAsync((shift.Positions[0], -1))).Faults).Kind);
        PartyWish[] many = [.. Enumerable.Range(0, 500).Select(_ => new PartyWish(Guid.CreateVersion7(), 1))];
        var list = await ground.Portal.RunAsync<PartyHolding, HoldOutcome>(s => s.HoldAsync(ground.Leader.Id, new("Ghent", many, Guid.CreateVersion7()), Token));
        Assert.Equal(HoldFaultKind.TooManyShifts, Assert.Single(list.Faults).Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_leader_adds_places_and_gives_some_back(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var (shift, next) = (await ground.ShiftAsync(6), await ground.ShiftAsync(3, TimeSpan.FromDays(9)));
        var (party, _) = await ground.PartyAsync((shift.Positions[0], 2));

        Assert.Empty((await AddAsync(ground, party, (shift.Positions[0], 2), (next.Positions[0], 3))).Faults);
        Assert.Equal(HoldFaultKind.NotEnough, Assert.Single((await AddAsync(ground, party, (shift.Positions[0], 3))).Faults).Kind);
        Assert.Equal((4, 4), await ground.CountAsync(shift));

        // The same form sent twice at once holds its places once.
        var key = Ids.New(ground.Portal.Clock);
        var twice = await Task.WhenAll(AddAsync(ground, party, key, (shift.Positions[0], 1)), AddAsync(ground, party, key, (shift.Positions[0], 1)));
        Assert.Equal([party, party], twice.Select(o => o.PartyId));
        Assert.Equal((5, 5), await ground.CountAsync(shift));
        Assert.Equal(1, await GiveBackAsync(ground, ground.Leader.Id, party, shift.Positions[0], 1));

        Assert.Equal(3, await GiveBackAsync(ground, ground.Leader.Id, party, shift.Positions[0], 3));
        Assert.Null(await GiveBackAsync(ground, (await ground.Portal.Data.CreateSupporterAsync()).Id, party, shift.Positions[0], 1));
        Assert.Equal((1, 1), await ground.CountAsync(shift));
        Assert.Equal((3, 3), await ground.CountAsync(next));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_group_is_forgotten_a_month_after_its_last_shift_and_its_bookings_stay(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync();
        var (_, token) = await ground.PartyAsync((shift.Positions[0], 3));
        await ground.ClaimAsync(token, ground.Leader, shift.Positions[0]);
        ground.Portal.Clock.Advance(TimeSpan.FromDays(7 + 29));
        await ground.LapseAsync();

        Assert.Equal(0, await ForgetAsync(ground));
        ground.Portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await ForgetAsync(ground));

        await using var db = ground.Portal.NewContext();
        Assert.Equal((0, 0, 1), (await db.Parties.CountAsync(Token), await db.PartyPlaces.CountAsync(Token), await db.Bookings.CountAsync(Token)));
    }

    private static Task<int> ForgetAsync(PartyGround ground) => ground.Portal.RunAsync<PartyLapses, int>(s => s.ForgetAsync(Token));

    private static Task<HoldOutcome> AddAsync(PartyGround ground, Guid party, params (Position Position, int Places)[] wishes) =>
        AddAsync(ground, party, Ids.New(ground.Portal.Clock), wishes);

    private static Task<HoldOutcome> AddAsync(PartyGround ground, Guid party, Guid formKey, params (Position Position, int Places)[] wishes) =>
        ground.Portal.RunAsync<PartyHolding, HoldOutcome>(s => s.AddAsync(ground.Leader.Id, party, [.. wishes.Select(w => new PartyWish(w.Position.Id, w.Places))], formKey, Token));

    private static Task<int?> GiveBackAsync(PartyGround ground, Guid leader, Guid party, Position position, int places) =>
        ground.Portal.RunAsync<PartyLeading, int?>(s => s.GiveBackAsync(leader, party, position.Id, places, Token));

    private static (Guid? PartyId, HoldFaultKind Kind, Guid? PositionId, int Number) Only(HoldOutcome outcome)
    {
        var fault = Assert.Single(outcome.Faults);
        return (outcome.PartyId, fault.Kind, fault.PositionId, fault.Number);
    }
}
