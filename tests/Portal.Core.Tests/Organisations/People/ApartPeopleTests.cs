using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Organisations.People;

public sealed class ApartPeopleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_kept_apart_the_second_reads_the_sentence_of_any_shift_by_invitation(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);
        var (anna, ben) = (scene.Anna, scene.Ben);
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, anna, scene.Shift)).Result);

        foreach (var position in scene.Shift.Positions)
        {
            var refused = await BookAsync(portal, ben, scene.Shift, position);
            Assert.Equal((BookResult.Refused, ObstacleKind.InvitationNeeded), (refused.Result, Assert.Single(refused.Obstacles).Kind));
        }

        // Elsewhere in the same organisation, and with another, nothing stands in the way; and of the first nothing is asked.
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, ben, await portal.Data.CreateShiftAsync(scene.Group, TimeSpan.FromDays(8)))).Result);
        var other = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(9));
        Assert.Equal([BookResult.Confirmed, BookResult.Confirmed], [(await BookAsync(portal, anna, other)).Result, (await BookAsync(portal, ben, other)).Result]);
        var hers = await BookingOnAsync(portal, anna, scene.Shift);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, hers, Stop));
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, ben, scene.Shift)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_shift_that_the_other_leads_is_not_for_them_either_and_taken_back_it_is(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);
        var led = await portal.Data.CreateShiftAsync(scene.Group, TimeSpan.FromDays(12), lead: scene.Anna);

        Assert.Equal(ObstacleKind.InvitationNeeded, Assert.Single((await BookAsync(portal, scene.Ben, led)).Obstacles).Kind);
        Assert.False(await EndAsync(portal, await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()), scene.Hers, scene.Ben));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await EndAsync(portal, scene.Organiser, scene.Hers, scene.Ben));
        Assert.False(await EndAsync(portal, scene.Organiser, scene.Hers, scene.Ben));
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, scene.Ben, led)).Result);

        Assert.Equal(
            [(ApartPeople.Noted, scene.Organiser.Id), (ApartPeople.TakenBack, scene.Organiser.Id)],
            (await portal.Data.RecordAsync()).Where(a => a.SubjectId == scene.Anna.Id).Select(a => (a.Action, a.ActorId!.Value)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Lines_hand_overs_groups_and_call_outs_keep_them_apart_too(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);
        var (anna, ben) = (scene.Anna, scene.Ben);
        var cem = await portal.Data.CreateRegularAsync(scene.Group);

        // A line: he waits, she takes another position; the freed place passes him.
        var full = await portal.Data.CreateShiftAsync(scene.Group, TimeSpan.FromDays(10), positions: [("Cook", 1, 1), ("Driver", 1, 4)]);
        var cems = await portal.Data.CreateBookingAsync(cem, full);
        Assert.Equal(WaitResult.Waiting, (await portal.RunAsync<WaitingList, WaitOutcome>(s => s.JoinAsync(ben.Id, full.Id, full.Positions[0].Id, Stop))).Result);
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, anna, full, full.Positions[1])).Result);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(cem.Id, cems.Id, Stop));
        var waiting = await BookingOnAsync(portal, ben, full);
        Assert.Equal(BookingState.Waitlisted, (await portal.Data.ReadBookingAsync(waiting)).State);
        var accepted = await portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(ben.Id, waiting, Stop));
        Assert.Equal((OfferResult.Refused, ObstacleKind.InvitationNeeded), (accepted.Result, Assert.Single(accepted.Obstacles).Kind));
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(ben.Id, waiting, Stop));
        await portal.Data.FillAsync(full, 1);
        Assert.NotEqual(WaitResult.Waiting, (await portal.RunAsync<WaitingList, WaitOutcome>(s => s.JoinAsync(ben.Id, full.Id, full.Positions[0].Id, Stop))).Result);

        // A place that somebody hands to him.
        var handed = await portal.Data.CreateBookingAsync(cem, scene.Shift);
        await portal.Data.CreateBookingAsync(anna, scene.Shift);
        Assert.Equal(HandResult.Offered, (await portal.RunAsync<HandOvers, HandOutcome>(s => s.OfferAsync(cem.Id, handed.Id, ben.Email, Stop))).Result);
        Assert.Equal(HandResult.Refused, (await portal.RunAsync<HandOvers, HandOutcome>(s => s.AcceptAsync(ben.Id, handed.Id, Stop))).Result);

        // A call-out does not ask him.
        await portal.Data.CreateStayAsync(ben);
        await portal.Data.CreateStayAsync(cem);
        var lacking = await portal.Data.CreateShiftAsync(scene.Group, TimeSpan.FromDays(12), positions: [("Cook", 1, 4), ("Driver", 1, 4)]);
        await portal.Data.CreateBookingAsync(anna, lacking, position: lacking.Positions[1]);
        var callOut = await portal.Data.CallOutAsync(scene.Organiser, lacking);
        await using var db = portal.NewContext();
        var asked = await db.CallOutAsks.Where(a => a.CallOutId == callOut).Select(a => a.SupporterId).ToListAsync(Stop);
        Assert.Contains(cem.Id, asked);
        Assert.DoesNotContain(ben.Id, asked);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_place_of_a_group_is_not_for_him_where_she_is(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);
        var leader = await portal.Data.CreateRegularAsync(scene.Group);
        var held = await portal.RunAsync<PartyHolding, HoldOutcome>(s => s.HoldAsync(leader.Id, new("Convoy", [new(scene.Shift.Positions[0].Id, 3)], Ids.New(portal.Clock)), Stop));
        var token = (await portal.RunAsync<PartyQueries, PartyPage?>(q => q.FindAsync(leader.Id, held.PartyId!.Value, Stop)))!.Token!;

        Task<ClaimOutcome> Claim(Supporter who) => portal.RunAsync<PartyClaims, ClaimOutcome>(s => s.ClaimAsync(who.Id, token, scene.Shift.Positions[0].Id, Stop));
        Assert.Equal(ClaimResult.Confirmed, (await Claim(scene.Anna)).Result);
        var refused = await Claim(scene.Ben);
        Assert.Equal((ClaimResult.Refused, ObstacleKind.InvitationNeeded), (refused.Result, Assert.Single(refused.Obstacles).Kind));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_is_told_plainly_and_cannot_set_it_aside(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);
        await portal.Data.CreateBookingAsync(scene.Anna, scene.Shift);

        var outcome = await portal.RunAsync<Assignments, AssignOutcome>(s => s.AssignAsync(scene.Organiser.Id, scene.Shift.Id, scene.Shift.Positions[1].Id, scene.Ben.Id, "We need him", Stop));

        Assert.Equal((AssignResult.Refused, ObstacleKind.KeptApart), (outcome.Result, Assert.Single(outcome.Obstacles).Kind));
    }

    /// <summary>Both book other positions of one shift at the same moment: one is on it.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_who_book_at_once_one_is_on_the_shift(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);
        for (var round = 0; round < 20; round++)
        {
            var shift = await portal.Data.CreateShiftAsync(scene.Group, TimeSpan.FromDays(20 + round), positions: [("Cook", 1, 4), ("Driver", 1, 4)]);

            var outcomes = await Task.WhenAll(
                Task.Run(() => BookAsync(portal, scene.Anna, shift, shift.Positions[0]), Stop), Task.Run(() => BookAsync(portal, scene.Ben, shift, shift.Positions[1]), Stop));

            Assert.Equal([BookResult.Confirmed, BookResult.Refused], outcomes.Select(o => o.Result).Order());
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Places_from_before_stay_and_only_organisers_of_the_group_see_who_is_kept_apart(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal);
        var cem = await portal.Data.CreateRegularAsync(scene.Group);
        var his = await portal.Data.MakeMemberAsync(cem, scene.Group);
        var (hers, cems) = (await portal.Data.CreateBookingAsync(scene.Anna, scene.Shift), await portal.Data.CreateBookingAsync(cem, scene.Shift));
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var elsewhere = await portal.Data.MakeMemberAsync(cem, await portal.Data.CreateOrganisationAsync());

        Assert.False(await KeepAsync(portal, stranger, scene.Hers, his));
        Assert.False(await KeepAsync(portal, scene.Organiser, scene.Hers, elsewhere));
        Assert.False(await KeepAsync(portal, scene.Organiser, scene.Hers, scene.Hers));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 6).Select(n => n % 2 == 0 ? KeepAsync(portal, scene.Organiser, scene.Hers, his) : KeepAsync(portal, scene.Organiser, his, scene.Hers))), Assert.True);

        Assert.Equal([BookingState.Confirmed, BookingState.Confirmed], [(await portal.Data.ReadBookingAsync(hers.Id)).State, (await portal.Data.ReadBookingAsync(cems.Id)).State]);
        var page = await portal.RunAsync<ApartQueries, ApartPage?>(q => q.FindAsync(scene.Organiser.Id, scene.Hers.Id, Stop));
        Assert.Equal([scene.Ben.DisplayName, cem.DisplayName], page!.Others.Select(o => o.Name));
        Assert.Equal([0, 1], page.Others.Select(o => o.Together.Count));
        Assert.Equal(scene.Shift.Id, page.Others[1].Together[0].ShiftId);
        Assert.DoesNotContain(page.Choices, c => c.MembershipId == his.Id);
        Assert.Null(await portal.RunAsync<ApartQueries, ApartPage?>(q => q.FindAsync(stranger.Id, scene.Hers.Id, Stop)));
        await using var db = portal.NewContext();
        Assert.Equal(4, await db.KeptApart.CountAsync(Stop));
        Assert.Equal(2, await db.AuditEntries.CountAsync(a => a.Action == ApartPeople.Noted, Stop));
    }

    /// <summary>Two regulars of a group whom its organiser keeps apart, and a shift with two positions.</summary>
    private static async Task<Scene> SceneAsync(TestPortal portal)
    {
        var group = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(group);
        var people = await portal.Data.CreateRegularsAsync(group, 2);
        var (hers, his) = (await portal.Data.MakeMemberAsync(people[0], group), await portal.Data.MakeMemberAsync(people[1], group));
        Assert.True(await KeepAsync(portal, organiser, hers, his));
        var shift = await portal.Data.CreateShiftAsync(group, positions: [("Cook", 1, 4), ("Driver", 1, 4)]);
        return new(group, organiser, people[0], people[1], hers, shift);
    }

    private static Task<bool> KeepAsync(TestPortal portal, Supporter actor, Membership one, Membership other) =>
        portal.RunAsync<ApartPeople, bool>(s => s.KeepAsync(actor.Id, one.Id, other.Id, Stop));

    private static Task<bool> EndAsync(TestPortal portal, Supporter actor, Membership one, Supporter other) =>
        portal.RunAsync<ApartPeople, bool>(s => s.EndAsync(actor.Id, one.Id, other.Id, Stop));

    private static Task<BookOutcome> BookAsync(TestPortal portal, Supporter who, Shift shift, Position? position = null) =>
        portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(who.Id, shift.Id, (position ?? shift.Positions[0]).Id, Ids.New(portal.Clock), Stop));

    private static async Task<Guid> BookingOnAsync(TestPortal portal, Supporter who, Shift shift)
    {
        await using var db = portal.NewContext();
        return await db.Bookings.Where(b => b.SupporterId == who.Id && b.ShiftId == shift.Id).OrderByDescending(b => b.Id).Select(b => b.Id).FirstAsync(Stop);
    }

    private sealed record Scene(Organisation Group, Supporter Organiser, Supporter Anna, Supporter Ben, Membership Hers, Shift Shift);
}
