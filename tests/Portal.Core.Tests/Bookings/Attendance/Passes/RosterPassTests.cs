using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Attendance.Passes;
using Portal.Core.Data;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Attendance.Passes;

public sealed class RosterPassTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_pass_is_made_by_who_runs_the_shift_from_when_its_roster_opens_until_it_ends(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var lead = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(3), lasts: TimeSpan.FromHours(2), lead: lead);
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        await portal.Data.FillAsync(shift, 1);

        Assert.Equal(MakePassResult.NotNow, (await MakeAsync(portal, lead, shift)).Result);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(MakePassResult.NotFound, (await MakeAsync(portal, stranger, shift)).Result);
        var secret = await TakenAsync(portal, lead, shift);
        Assert.Single((await RosterAsync(portal, secret))!.Awaited);
        portal.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await RosterAsync(portal, secret));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await RosterAsync(portal, secret));
        Assert.Equal(MakePassResult.NotNow, (await MakeAsync(portal, lead, shift)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_link_is_good_once_whoever_presses_at_the_same_time_and_neither_secret_is_stored(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        var link = (await MakeAsync(portal, lead, shift)).Link!;
        // A link is no cookie: whoever has read it must take it, and is then the only one.
        Assert.Null(await RosterAsync(portal, link));

        var taken = (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => TakeAsync(portal, link), Stop)))).OfType<TakenPass>().ToList();

        var secret = Assert.Single(taken).Secret;
        Assert.Null(await RosterAsync(portal, link));
        Assert.NotNull(await RosterAsync(portal, secret));
        Assert.Null(await TakeAsync(portal, secret));
        await using var db = portal.NewContext();
        Assert.DoesNotContain((await TableRows.ReadAsync(db)).Values.SelectMany(rows => rows), row => row.Contains(link, StringComparison.Ordinal) || row.Contains(secret, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task There_are_three_at_most_also_where_all_are_made_at_once_and_an_ended_one_makes_room(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => MakeAsync(portal, lead, shift), Stop)));

        Assert.Equal(RosterPass.MostOpen, made.Count(one => one.Result == MakePassResult.Made));
        var open = await OpenAsync(portal, lead, shift);
        Assert.Equal(RosterPass.MostOpen, open.Count);
        Assert.True(await EndAsync(portal, lead, shift, open[0].Id));
        Assert.Equal(MakePassResult.Made, (await MakeAsync(portal, lead, shift)).Result);
        Assert.Equal((4, 1), ((await portal.Data.RecordAsync("roster-pass.make")).Count(a => a.ActorId == lead.Id), (await portal.Data.RecordAsync("roster-pass.end")).Count));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_pass_is_void_when_its_maker_may_not_run_the_shift_any_more_and_when_the_shift_is_moved_or_called_off(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var booking = (await portal.Data.FillAsync(shift, 1))[0];
        var (byLead, byOrganiser) = (await TakenAsync(portal, lead, shift), await TakenAsync(portal, organiser, shift));
        await using var db = portal.NewContext();

        await db.Shifts.Where(s => s.Id == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadId, (Guid?)organiser.Id), Stop);
        Assert.Null(await RosterAsync(portal, byLead));
        Assert.Equal(CheckInOutcome.NotFound, await CheckInAsync(portal, byLead, booking));
        Assert.NotNull(await RosterAsync(portal, byOrganiser));

        var (start, end) = (shift.StartsAt, shift.EndsAt);
        await db.Shifts.Where(s => s.Id == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.StartsAt, start.AddDays(1)).SetProperty(s => s.EndsAt, end.AddDays(1)), Stop);
        Assert.Equal(CheckInOutcome.NotFound, await CheckInAsync(portal, byOrganiser, booking));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        // It does not come back to life on the day the shift was moved to.
        Assert.Null(await RosterAsync(portal, byOrganiser));

        var today = await TakenAsync(portal, organiser, shift);
        Assert.NotNull(await RosterAsync(portal, today));
        await portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser.Id, shift.Id, "Snow", Stop));
        Assert.Null(await RosterAsync(portal, today));

        await db.Supporters.Where(s => s.Id == organiser.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, (DateTimeOffset?)portal.Clock.GetUtcNow()), Stop);
        Assert.Null(await RosterAsync(portal, today));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_noted_by_a_pass_is_in_its_makers_name_says_so_and_vouches_for_nobody(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        var bookings = await portal.Data.FillAsync(shift, 3);
        var secret = await TakenAsync(portal, lead, shift);

        var twice = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => CheckInAsync(portal, secret, bookings[0]), Stop)));

        Assert.All(twice, outcome => Assert.Equal(CheckInOutcome.Done, outcome));
        var booking = await portal.Data.ReadBookingAsync(bookings[0].Id);
        var noted = booking.History.Single(c => c.To == BookingState.CheckedIn);
        Assert.Equal((BookingState.CheckedIn, 2, lead.Id, "pass"), (booking.State, booking.History.Count, noted.ActorId!.Value, noted.Why));
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Acquaintances.CountAsync(a => a.SupporterId == booking.SupporterId, Stop));

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(CheckInOutcome.Done, await UndoAsync(portal, secret, bookings[0], BookingState.CheckedIn));
        Assert.Equal(CheckInOutcome.Done, await NoShowAsync(portal, secret, bookings[1]));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(CheckInOutcome.Done, await UndoAsync(portal, secret, bookings[1], BookingState.NoShow));
        // What the lead noted is the lead's.
        await portal.RunAsync<CheckInService, CheckInOutcome>(s => s.CheckInAsync(lead.Id, shift.Id, bookings[2].Id, Stop));
        Assert.Equal(CheckInOutcome.NotPossible, await UndoAsync(portal, secret, bookings[2], BookingState.CheckedIn));
        Assert.Equal(CheckInOutcome.NotPossible, await NoShowAsync(portal, secret, bookings[2]));
        Assert.Equal(BookingState.CheckedIn, (await portal.Data.ReadBookingAsync(bookings[2].Id)).State);
        await HeldPlaces.AgreeAsync(portal, shift);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_was_noted_by_a_pass_at_a_training_was_seen_by_nobody_who_could_vouch_for_them(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var kind = new QualificationKind { Id = Guid.CreateVersion7(), Name = LocalText.Of("Safeguarding") };
        await portal.Data.SaveAsync(kind);
        var activity = await portal.Data.CreateActivityAsync(organisation, "Safeguarding training");
        await using var db = portal.NewContext();
        await db.Activities.Where(a => a.Id == activity.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.GrantsKindId, kind.Id), Stop);
        var lead = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromMinutes(-10), TimeSpan.FromHours(1), activity: activity, lead: lead);
        var bookings = await portal.Data.FillAsync(shift, 2);
        await portal.RunAsync<CheckInService, CheckInOutcome>(s => s.CheckInAsync(lead.Id, shift.Id, bookings[0].Id, Stop));
        await CheckInAsync(portal, await TakenAsync(portal, lead, shift), bookings[1]);
        portal.Clock.Advance(TimeSpan.FromHours(26));

        Assert.Equal(2, await portal.RunAsync<CompletionService, int>(s => s.CompleteDueAsync(Stop)));

        Assert.Equal(bookings[0].SupporterId, (await db.Qualifications.AsNoTracking().SingleAsync(Stop)).SupporterId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_pass_notes_nobody_of_another_shift(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        var other = await portal.Data.CreateShiftAsync(shift.Organisation, startsIn: TimeSpan.FromHours(-1), lead: lead);
        var booking = (await portal.Data.FillAsync(other, 1))[0];

        var outcome = await CheckInAsync(portal, await TakenAsync(portal, lead, shift), booking);

        Assert.Equal((CheckInOutcome.NotFound, BookingState.Confirmed), (outcome, (await portal.Data.ReadBookingAsync(booking.Id)).State));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task When_ending_has_returned_nothing_more_is_noted(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var round = 0; round < 10; round++)
        {
            var (lead, shift) = await RunningAsync(portal);
            var bookings = await portal.Data.FillAsync(shift, 6);
            var secret = await TakenAsync(portal, lead, shift);
            var pass = Assert.Single(await OpenAsync(portal, lead, shift));

            var noting = bookings.Select(booking => Task.Run(() => CheckInAsync(portal, secret, booking), Stop)).ToList();
            Assert.True(await EndAsync(portal, lead, shift, pass.Id));
            var atTheEnd = await HereAsync(portal, shift);
            var done = (await Task.WhenAll(noting)).Count(outcome => outcome == CheckInOutcome.Done);

            Assert.Equal((atTheEnd, atTheEnd), (done, await HereAsync(portal, shift)));
            Assert.Equal(CheckInOutcome.NotFound, await CheckInAsync(portal, secret, bookings[0]));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_pass_is_forgotten_a_week_after_its_shift(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        await MakeAsync(portal, lead, shift);

        portal.Clock.Advance(RosterPass.KeptFor);
        Assert.Equal(0, await ForgetAsync());
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await ForgetAsync());

        Task<int> ForgetAsync() => portal.RunAsync<RosterPasses, int>(s => s.ForgetAsync(Stop));
    }

    private static async Task<(Supporter Lead, Shift Shift)> RunningAsync(TestPortal portal)
    {
        var lead = await portal.Data.CreateSupporterAsync();
        return (lead, await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(-1), lead: lead));
    }

    private static async Task<int> HereAsync(TestPortal portal, Shift shift)
    {
        await using var db = portal.NewContext();
        return await db.Bookings.CountAsync(b => b.ShiftId == shift.Id && b.State == BookingState.CheckedIn, Stop);
    }

    private static async Task<string> TakenAsync(TestPortal portal, Supporter maker, Shift shift) =>
        (await TakeAsync(portal, (await MakeAsync(portal, maker, shift)).Link!))!.Secret;

    private static Task<MadePass> MakeAsync(TestPortal portal, Supporter maker, Shift shift) => portal.RunAsync<RosterPasses, MadePass>(s => s.MakeAsync(maker.Id, shift.Id, Stop));

    private static Task<TakenPass?> TakeAsync(TestPortal portal, string link) => portal.RunAsync<RosterPasses, TakenPass?>(s => s.TakeAsync(link, Stop));

    private static Task<bool> EndAsync(TestPortal portal, Supporter actor, Shift shift, Guid pass) => portal.RunAsync<RosterPasses, bool>(s => s.EndAsync(actor.Id, shift.Id, pass, Stop));

    private static async Task<IReadOnlyList<OpenRosterPass>> OpenAsync(TestPortal portal, Supporter viewer, Shift shift) =>
        (await portal.RunAsync<RosterPassQueries, ShiftPasses?>(q => q.OfShiftAsync(shift.Id, viewer.Id, Stop)))!.Open;

    private static Task<PassRoster?> RosterAsync(TestPortal portal, string secret) => portal.RunAsync<RosterPassQueries, PassRoster?>(q => q.RosterAsync(secret, Stop));

    private static Task<CheckInOutcome> CheckInAsync(TestPortal portal, string secret, Booking booking) => portal.RunAsync<PassCheckIns, CheckInOutcome>(s => s.CheckInAsync(secret, booking.Id, Stop));

    private static Task<CheckInOutcome> NoShowAsync(TestPortal portal, string secret, Booking booking) => portal.RunAsync<PassCheckIns, CheckInOutcome>(s => s.NoShowAsync(secret, booking.Id, Stop));

    private static Task<CheckInOutcome> UndoAsync(TestPortal portal, string secret, Booking booking, BookingState from) =>
        portal.RunAsync<PassCheckIns, CheckInOutcome>(s => s.UndoAsync(secret, booking.Id, from, Stop));
}
