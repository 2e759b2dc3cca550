using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;
using Portal.Core.Shifts.Files;
using Portal.Core.Shifts.Series;
using Portal.Core.Tests.Shifts.Changes;

namespace Portal.Core.Tests.Organisations.Closures;

public sealed class SiteClosureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_closed_site_moves_its_shifts_together_and_asks_everyone_at_once_in_their_language(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        var (site, other) = (await portal.Data.CreateSiteAsync(ground.Organisation, "Calais east"), await portal.Data.CreateSiteAsync(ground.Organisation, "Grande-Synthe"));
        var early = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(20), site: site);
        var late = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(30), site: site);
        var after = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromDays(9), site: site);
        var (anna, luc) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Luc", language: "fr"));
        var annas = await portal.Data.CreateBookingAsync(anna, early);
        await portal.Data.CreateBookingAsync(luc, late);
        var untouched = await portal.Data.CreateBookingAsync(anna, after);

        var plan = Plan(days: 2, other) with { Reason = "The road is blocked" };
        var seen = await CloseAsync(ground, site, plan);
        Assert.Equal((ClosureResult.Previewed, 2, 2), (seen.Result, seen.Shifts.Count, seen.People.Count));
        Assert.Equal(["en", "fr"], seen.Letters.Select(l => l.Language));
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), late);
        var anew = await CloseAsync(ground, site, plan with { Preview = seen.Seal });
        Assert.Equal((ClosureResult.PreviewedAnew, 3, site.Id), (anew.Result, anew.People.Count, (await portal.Data.ReadShiftAsync(early.Id)).SiteId));

        var done = await CloseAsync(ground, site, plan with { Preview = anew.Seal });
        Assert.Equal((ClosureResult.Closed, other.Id, site.Id), (done.Result, (await portal.Data.ReadShiftAsync(late.Id)).SiteId, (await portal.Data.ReadShiftAsync(after.Id)).SiteId));
        await ground.SendAsync();
        var mail = Assert.Single(ground.Box.To(anna.Email!));
        Assert.Contains("Grande-Synthe", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("The road is blocked", mail.TextBody, StringComparison.Ordinal);
        Assert.StartsWith("À confirmer de nouveau", Assert.Single(ground.Box.To(luc.Email!)).Subject, StringComparison.Ordinal);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(untouched.Id)).State);
        await ground.HoldsAsync(late, 2);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(OfferResult.Confirmed, await ground.AnswerAsync(anna, annas));

        var page = (await portal.RunAsync<ClosureQueries, ClosurePage?>(q => q.FindAsync(ground.Organiser.Id, done.ClosureId!.Value, Token)))!;
        Assert.Equal((3, 2, true), (page.People.Count, page.NotReached, page.People.Single(p => p.Name == "Anna").HasAnswered));
        Assert.Equal(ClosureResult.WrongSite, (await CloseAsync(ground, other, Plan(days: 1, site))).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_closed_site_without_another_cancels_and_hides_its_point_until_it_opens_again(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        var site = await portal.Data.CreateSiteAsync(ground.Organisation);
        await portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(ground.Organiser.Id, site.Id, "Behind the blue gate", Token));
        var shift = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(3), site: site);
        var bookings = await portal.Data.FillAsync(shift, 2);
        var seen = await CloseAsync(ground, site, Plan(days: 1));
        Assert.Equal("Cancelled: your shift on Thursday 14 January, 13:00", Assert.Single(seen.Letters).Letter.Subject);
        var done = await CloseAsync(ground, site, Plan(days: 1) with { Preview = seen.Seal });

        Assert.Equal((ShiftStatus.Cancelled, BookingState.CancelledByOrganiser), ((await portal.Data.ReadShiftAsync(shift.Id)).Status, (await portal.Data.ReadBookingAsync(bookings[0].Id)).State));
        await ground.HoldsAsync(shift, 0);
        await ground.SendAsync();
        Assert.Equal(2, ground.Box.All().Count);

        // Planned afterwards, by somebody who does not know yet.
        var unaware = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(4), site: site);
        var anna = await portal.Data.CreateSupporterAsync();
        var annas = await portal.Data.CreateBookingAsync(anna, unaware);
        async Task<MeetingPointOutcome> LookAsync()
        {
            var session = await portal.Data.CreateSessionAsync(anna.Id);
            return await portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.ReadAsync(anna.Id, session, annas.Id, Token));
        }
        Assert.Equal((MeetingPointResult.Closed, null), ((await LookAsync()).Result, (await LookAsync()).Point));
        Assert.True(await portal.RunAsync<SiteClosureService, bool>(s => s.ReopenAsync(ground.Organiser.Id, done.ClosureId!.Value, Token)));
        Assert.Equal("Behind the blue gate", (await LookAsync()).Point);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_call_round_shows_phones_for_half_an_hour_and_each_is_on_record(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        var site = await portal.Data.CreateSiteAsync(ground.Organisation);
        var shift = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(3), site: site);
        var (anna, ben, mute) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"), await portal.Data.CreateSupporterAsync("Mio"));
        await portal.Data.CreateBookingAsync(anna, shift);
        var bens = await portal.Data.CreateBookingAsync(ben, shift);
        await portal.Data.CreateBookingAsync(mute, shift);
        Task<bool> SaveAsync(Supporter person, string? number) => portal.RunAsync<PhoneService, bool>(s => s.SaveAsync(person.Id, number, Token));
        Assert.Equal((true, true, false, false), (await SaveAsync(anna, "+33 6 12 34 56 78"), await SaveAsync(ben, "06.99.99.99.99"), await SaveAsync(mute, "call me"), await SaveAsync(mute, "12")));
        Assert.Equal("+33 6 12 34 56 78", await portal.RunAsync<PhoneService, string?>(s => s.ReadAsync(anna.Id, Token)));

        var seen = await CloseAsync(ground, site, Plan(days: 1));
        var closure = (await CloseAsync(ground, site, Plan(days: 1) with { Preview = seen.Seal })).ClosureId!.Value;
        Task<(DateTimeOffset? Until, IReadOnlyDictionary<Guid, string> Phones)> PhonesAsync(Supporter who) =>
            portal.RunAsync<CallRounds, (DateTimeOffset?, IReadOnlyDictionary<Guid, string>)>(r => r.PhonesAsync(who.Id, closure, Token));
        Task<CallRoundResult> StartAsync(Supporter who, string? why) => portal.RunAsync<CallRounds, CallRoundResult>(r => r.StartAsync(who.Id, closure, why, Token));
        Assert.Empty((await PhonesAsync(ground.Organiser)).Phones);
        await portal.RunAsync<CallRounds>(r => r.SeenAsync(ben.Id, [bens.Id], Token));

        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        Assert.Equal((CallRoundResult.NoReason, CallRoundResult.NotFound), (await StartAsync(ground.Organiser, " "), await StartAsync(stranger, "Curious")));
        Assert.Equal(CallRoundResult.Started, await StartAsync(ground.Organiser, "Eviction this morning"));
        var colleague = await portal.Data.CreateOrganiserAsync(ground.Organisation);
        Assert.Equal("+33 6 12 34 56 78", Assert.Single((await PhonesAsync(ground.Organiser)).Phones).Value);
        Assert.Empty((await PhonesAsync(colleague)).Phones);
        Assert.Equal(anna.Id, Assert.Single(await portal.Data.RecordAsync(CallRounds.Action)).SubjectId);

        Assert.False(await portal.RunAsync<CallRounds, bool>(r => r.TellAsync(stranger.Id, closure, anna.Id, Token)));
        Assert.True(await portal.RunAsync<CallRounds, bool>(r => r.TellAsync(ground.Organiser.Id, closure, anna.Id, Token)));
        var page = (await portal.RunAsync<ClosureQueries, ClosurePage?>(q => q.FindAsync(ground.Organiser.Id, closure, Token)))!;
        Assert.Equal("Mio", Assert.Single(page.People, p => !p.IsReached).Name);
        portal.Clock.Advance(CallRound.Lasts);
        Assert.Empty((await PhonesAsync(ground.Organiser)).Phones);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Somebody_on_several_shifts_is_one_person_and_told_of_all_at_once(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        var site = await portal.Data.CreateSiteAsync(ground.Organisation);
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        foreach (var hours in new[] { 3, 27 })
        {
            await portal.Data.CreateBookingAsync(anna, await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(hours), site: site));
        }

        var seen = await CloseAsync(ground, site, Plan(days: 2));
        Assert.Equal((2, 1, 2), (seen.Shifts.Count, seen.People.Count, Assert.Single(seen.People).Shifts.Count));
        Assert.Equal(1, Assert.Single(seen.Letters).Readers);
        var closure = (await CloseAsync(ground, site, Plan(days: 2) with { Preview = seen.Seal })).ClosureId!.Value;
        Task<ClosurePage?> PageAsync() => portal.RunAsync<ClosureQueries, ClosurePage?>(q => q.FindAsync(ground.Organiser.Id, closure, Token));
        var person = Assert.Single((await PageAsync())!.People);
        Assert.Equal((2, false), (person.Shifts.Count, person.IsReached));
        await portal.RunAsync<CallRounds>(r => r.SeenAsync(anna.Id, [person.Shifts[0].BookingId], Token));
        Assert.Equal(1, (await PageAsync())!.NotReached);
        Assert.True(await portal.RunAsync<CallRounds, bool>(r => r.TellAsync(ground.Organiser.Id, closure, anna.Id, Token)));
        Assert.Equal(0, (await PageAsync())!.NotReached);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Phones_are_shown_only_near_the_shift_and_only_while_the_site_is_closed(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        var site = await portal.Data.CreateSiteAsync(ground.Organisation);
        var shift = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(72), site: site);
        var (anna, mute) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Mio"));
        await portal.Data.CreateBookingAsync(mute, shift);
        await portal.Data.CreateBookingAsync(anna, shift);
        await portal.RunAsync<PhoneService, bool>(s => s.SaveAsync(anna.Id, "+33 6 12 34 56 78", Token));
        var seen = await CloseAsync(ground, site, Plan(days: 20));
        var closure = (await CloseAsync(ground, site, Plan(days: 20) with { Preview = seen.Seal })).ClosureId!.Value;
        Task<CallRoundResult> StartAsync() => portal.RunAsync<CallRounds, CallRoundResult>(r => r.StartAsync(ground.Organiser.Id, closure, "Eviction", Token));
        async Task<int> PhonesAsync() => (await portal.RunAsync<CallRounds, (DateTimeOffset?, IReadOnlyDictionary<Guid, string> Phones)>(r => r.PhonesAsync(ground.Organiser.Id, closure, Token))).Phones.Count;
        async Task<(bool, bool)> PageAsync() => await portal.RunAsync<ClosureQueries, ClosurePage?>(q => q.FindAsync(ground.Organiser.Id, closure, Token)) is { } page ? (page.HasPhones, page.MayRing) : default;

        Assert.Equal((CallRoundResult.Nobody, (true, false)), (await StartAsync(), await PageAsync()));
        portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal((CallRoundResult.Started, (true, true), 1), (await StartAsync(), await PageAsync(), await PhonesAsync()));
        portal.Clock.Advance(shift.EndsAt + TimeSpan.FromHours(24) - portal.Clock.GetUtcNow());
        Assert.Equal((CallRoundResult.Started, 1), (await StartAsync(), await PhonesAsync()));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((CallRoundResult.Nobody, 0), (await StartAsync(), await PhonesAsync()));

        Assert.True(await portal.RunAsync<SiteClosureService, bool>(s => s.ReopenAsync(ground.Organiser.Id, closure, Token)));
        Assert.Equal((CallRoundResult.Over, 0, (true, false)), (await StartAsync(), await PhonesAsync(), await PageAsync()));
        Assert.False(await portal.RunAsync<CallRounds, bool>(r => r.TellAsync(ground.Organiser.Id, closure, anna.Id, Token)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_is_published_moved_or_brought_back_to_a_site_while_it_is_closed(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        var site = await portal.Data.CreateSiteAsync(ground.Organisation);
        var (shift, after) = (await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(3), site: site), await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromDays(5), site: site));
        var draft = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(5), site: site, published: false);
        var seen = await CloseAsync(ground, site, Plan(days: 2));
        var closure = (await CloseAsync(ground, site, Plan(days: 2) with { Preview = seen.Seal })).ClosureId!.Value;
        Task<PublishOutcome> PublishAsync() => portal.RunAsync<ShiftPlanService, PublishOutcome>(s => s.PublishAsync(ground.Organiser.Id, draft.Id, Token));
        async Task<ReinstateResult> BackAsync() => (await portal.RunAsync<ShiftReinstatement, ReinstateOutcome>(s => s.ReinstateAsync(ground.Organiser.Id, shift.Id, Token))).Result;

        Assert.Equal((PublishOutcome.SiteClosed, ReinstateResult.SiteClosed), (await PublishAsync(), await BackAsync()));
        var edit = await ground.EditAsync(after, plan => plan with { StartsAt = plan.StartsAt.AddDays(-4), EndsAt = plan.EndsAt.AddDays(-4) });
        Assert.Equal([PlanFaultKind.SiteClosed], (await ground.ChangeAsync(after, edit)).Faults.Select(f => f.Kind));

        Assert.True(await portal.RunAsync<SiteClosureService, bool>(s => s.ReopenAsync(ground.Organiser.Id, closure, Token)));
        Assert.Equal((PublishOutcome.Published, ReinstateResult.Done, ChangeResult.Previewed), (await PublishAsync(), await BackAsync(), (await ground.ChangeAsync(after, edit)).Result));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task No_plan_opens_a_shift_at_a_closed_site_many_are_left_and_new_ones_stay_drafts(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        var site = await portal.Data.CreateSiteAsync(ground.Organisation);
        var after = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromDays(5), site: site);
        var draft = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(5), site: site, published: false);
        await CloseAsync(ground, site, Plan(days: 2) with { Preview = (await CloseAsync(ground, site, Plan(days: 2))).Seal });
        var (organiser, tomorrow) = (ground.Organiser.Id, DateOnly.FromDateTime(TestPortal.Begin.UtcDateTime).AddDays(1));

        var many = await portal.RunAsync<ManyShifts, ManyOutcome>(s => s.ChangeAsync(organiser, [draft.Id, after.Id], new ManyChange { MoveMinutes = 60, Publish = true }, Token));
        var copied = await portal.RunAsync<ShiftCopies, CopyOutcome>(s => s.CopyAsync(organiser, [after.Id], [tomorrow, tomorrow.AddDays(5)], true, Ids.New(portal.Clock), Token));

        Assert.Equal([ShiftEditResult.Changed, ShiftEditResult.SiteClosed], many.Lines.Select(line => line.Result).Order());
        Assert.Equal(ShiftStatus.Draft, (await portal.Data.ReadShiftAsync(draft.Id)).Status);
        Assert.Equal((2, 1), (copied.Made, copied.AtClosedSites));

        var shift = await portal.Data.ReadShiftAsync(after.Id);
        var start = WallTime.At(TestPortal.Begin, WallTime.Zone("Europe/Paris")).AddHours(6);
        var plan = ShiftMaker.PlanOf(shift) with { StartsAt = start, EndsAt = start.AddHours(2) };
        var series = await portal.RunAsync<SeriesService, CreateSeriesOutcome>(s => s.CreateAsync(organiser, new NewSeries(plan, "FREQ=DAILY;COUNT=4") { Publishes = true }, Ids.New(portal.Clock), Token));
        var activity = await portal.Data.CreateActivityAsync(ground.Organisation, "Stew");
        var row = $"Stew,{tomorrow:yyyy-MM-dd},18:00,21:00,{site.Area},Cook (1-2),published\r\nStew,{tomorrow.AddDays(6):yyyy-MM-dd},18:00,21:00,{site.Area},Cook (1-2),published\r\n";
        var filed = await portal.RunAsync<ShiftImport, ImportOutcome>(s => s.ImportAsync(organiser, "activity,date,start,end,area,positions,status\r\n" + row, publish: false, Ids.New(portal.Clock), Token));
        Assert.Equal((2, 1), (filed.Made, filed.AtClosedSites));
        await using var db = portal.NewContext();
        Assert.Equal([ShiftStatus.Draft, ShiftStatus.Draft, ShiftStatus.Published, ShiftStatus.Published], await db.Shifts.Where(s => s.SeriesId == series.SeriesId).OrderBy(s => s.StartsAt).Select(s => s.Status).ToListAsync(Token));
        Assert.Equal([ShiftStatus.Draft, ShiftStatus.Published], await db.Shifts.Where(s => s.ActivityId == activity.Id).OrderBy(s => s.StartsAt).Select(s => s.Status).ToListAsync(Token));
        Assert.Empty(await db.Positions.Where(p => p.BookableUntil != null && db.SiteClosures.Any(c => c.SiteId == p.Shift!.SiteId && c.From < p.Shift.EndsAt && c.Until > p.Shift.StartsAt)).ToListAsync(Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_publishing_and_closing_at_once_whichever_comes_second_sees_the_other(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        for (var round = 0; round < 15; round++)
        {
            var site = await portal.Data.CreateSiteAsync(ground.Organisation);
            var draft = await portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(5), site: site, published: false);
            var seen = await CloseAsync(ground, site, Plan(days: 2));

            var published = Task.Run(() => portal.RunAsync<ShiftPlanService, PublishOutcome>(s => s.PublishAsync(ground.Organiser.Id, draft.Id, Token)), Token);
            var closed = await Task.Run(() => CloseAsync(ground, site, Plan(days: 2) with { Preview = seen.Seal }), Token);

            // Who closed without the shift has kept it from being opened; who had it before them is shown it first.
            Assert.Equal((await published == PublishOutcome.Published, closed.Result), (closed.Result == ClosureResult.PreviewedAnew, await published == PublishOutcome.Published ? ClosureResult.PreviewedAnew : ClosureResult.Closed));
        }
    }

    private static ClosurePlan Plan(int days, Site? to = null)
    {
        var from = WallTime.At(TestPortal.Begin, WallTime.Zone("Europe/Paris"));
        return new(from, from.AddDays(days), to?.Id, Reason: null);
    }

    private static Task<ClosureOutcome> CloseAsync(ChangeGround ground, Site site, ClosurePlan plan) =>
        ground.Portal.RunAsync<SiteClosureService, ClosureOutcome>(s => s.CloseAsync(ground.Organiser.Id, site.Id, plan, Token));
}
