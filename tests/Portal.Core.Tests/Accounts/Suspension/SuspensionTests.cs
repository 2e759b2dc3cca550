using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Accounts.Suspension;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Privacy.Retention;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;
using Portal.Core.Tests.Accounts.Deletion;

namespace Portal.Core.Tests.Accounts.Suspension;

public sealed class SuspensionTests
{
    private const string Why = "Two people told of threats on the last shift.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_is_suspended_is_nobody_at_once_and_what_they_hold_goes_to_those_who_wait(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (samira, jonas, camille) = (await portal.Data.CreateAdministratorAsync("Samira"), await portal.Data.CreateAdministratorAsync("Jonas"), await portal.Data.CreateOrganiserAsync(kitchen));
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var (ruth, ben) = (await portal.Data.CreateSupporterAsync("Ruth"), await portal.Data.CreateSupporterAsync("Ben"));
        await portal.Data.MakeMemberAsync(ruth, kitchen);
        var session = await portal.Data.CreateSessionAsync(ruth.Id);
        var (shift, led) = (await portal.Data.CreateShiftAsync(kitchen, positions: [("Cook", 1, 1)]), await portal.Data.CreateShiftAsync(kitchen, lead: ruth));
        var (hers, waits) = (await portal.Data.CreateBookingAsync(ruth, shift), await portal.Data.CreateBookingAsync(ben, shift, BookingState.Waitlisted));
        var plan = new NewShift((await portal.Data.CreateActivityAsync(kitchen)).Id, new(2027, 1, 20, 18, 0, 0), new(2027, 1, 20, 21, 0, 0))
        {
            SiteId = (await portal.Data.CreateSiteAsync(kitchen)).Id,
            LeadId = ruth.Id,
            Positions = [new(LocalText.Of("Cook"), 0, 2)],
        };
        var series = await portal.RunAsync<SeriesService, CreateSeriesOutcome>(s => s.CreateAsync(camille.Id, new(plan, "FREQ=WEEKLY;BYDAY=WE") { GoesOn = true }, Ids.New(portal.Clock), Stop));
        Assert.NotNull(series.SeriesId);

        Assert.Equal(SuspendResult.Suspended, (await SuspendAsync(portal, samira, ruth)).Result);

        var seen = await portal.Services.GetRequiredService<ViewerQueries>().ReadAsync(ruth.Id, session, [], Stop);
        Assert.Equal((true, null), (seen!.IsSuspended, seen.SessionSeenAt));
        Assert.Equal((BookingState.CancelledByVolunteer, BookingState.Offered), ((await portal.Data.ReadBookingAsync(hers.Id)).State, (await portal.Data.ReadBookingAsync(waits.Id)).State));
        Assert.Null((await portal.Data.ReadShiftAsync(led.Id)).LeadId);
        await using var db = portal.NewContext();
        Assert.Equal(portal.Clock.GetUtcNow(), await db.Sessions.Where(s => s.Id == session).Select(s => s.EndedAt).SingleAsync(Stop));
        Assert.Null(await db.ShiftSeries.Where(s => s.Id == series.SeriesId).Select(s => s.LeadId).SingleAsync(Stop));
        Assert.Null(await db.BookingChanges.Where(c => c.BookingId == hers.Id && c.To == BookingState.CancelledByVolunteer).Select(c => c.ActorId).SingleAsync(Stop));
        Assert.Equal((samira.Id, ruth.Id, Why), (await portal.Data.RecordAsync(SuspensionService.SuspendedAction)).Select(a => (a.ActorId!.Value, a.SubjectId, a.Detail)).Single());
        Assert.Equal([ruth.Id], (await portal.MailAsync(SuspendedLetter.Name)).Select(m => m.SupporterId!.Value));
        Assert.Equal(new[] { jonas.Id, camille.Id }.Order(), (await portal.MailAsync(SuspensionToldLetter.Name)).Select(m => m.SupporterId!.Value).Order());
        Assert.DoesNotContain(await db.Messages.ToListAsync(Stop), m => m.SupporterId == stranger.Id || m.Data.Contains("threats", StringComparison.Ordinal));
        Assert.Equal(BookResult.Refused, (await BookAsync(portal, ruth, led)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_an_administrator_suspends_with_a_reason_and_neither_themselves_nor_who_holds_a_role(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        var (samira, jonas, camille, ruth) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateSupporterAsync());
        var auditor = await portal.Data.CreateSupporterAsync();
        await portal.Data.SaveAsync(new CoalitionRole { SupporterId = auditor.Id, Kind = CoalitionRoleKind.Auditor, GrantedAt = portal.Clock.GetUtcNow() });

        Assert.Equal(SuspendResult.NotFound, (await SuspendAsync(portal, camille, ruth)).Result);
        Assert.Equal(SuspendResult.NotFound, (await Suspensions(portal).SuspendAsync(samira.Id, Guid.Empty, Why, Stop)).Result);
        Assert.Equal(SuspendResult.NoReason, (await Suspensions(portal).SuspendAsync(samira.Id, ruth.Id, "  No reason.       ", Stop)).Result);
        Assert.Equal(SuspendResult.NoReason, (await Suspensions(portal).SuspendAsync(samira.Id, ruth.Id, new string('\u200b', 30), Stop)).Result);
        Assert.Equal(SuspendResult.Oneself, (await SuspendAsync(portal, samira, samira)).Result);
        Assert.Equal(SuspendResult.HoldsRole, (await SuspendAsync(portal, samira, jonas)).Result);
        Assert.Equal(SuspendResult.HoldsRole, (await SuspendAsync(portal, samira, auditor)).Result);
        await using (var db = portal.NewContext())
        {
            Assert.Equal((0, 0, 0), (await db.AuditEntries.CountAsync(Stop), await db.Messages.CountAsync(Stop), await db.AccountSuspensions.CountAsync(Stop)));
        }

        var last = await SuspendAsync(portal, samira, camille);
        Assert.Equal(["Kitchen of Calais"], last.NobodyLeftAt);
        Assert.Equal(SuspendResult.Already, (await SuspendAsync(portal, jonas, camille)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Lifting_gives_the_account_back_and_brings_no_session_with_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (samira, jonas, ruth, stranger) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var shift = await portal.Data.CreateShiftAsync();
        var session = await portal.Data.CreateSessionAsync(ruth.Id);
        await SuspendAsync(portal, samira, ruth);

        Assert.False(await Suspensions(portal).LiftAsync(stranger.Id, ruth.Id, Stop));
        Assert.True(await Suspensions(portal).LiftAsync(jonas.Id, ruth.Id, Stop));
        Assert.False(await Suspensions(portal).LiftAsync(jonas.Id, ruth.Id, Stop));

        var seen = await portal.Services.GetRequiredService<ViewerQueries>().ReadAsync(ruth.Id, session, [], Stop);
        Assert.Equal((false, null), (seen!.IsSuspended, seen.SessionSeenAt));
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, ruth, shift)).Result);
        Assert.Equal(2, (await portal.MailAsync(SuspendedLetter.Name)).Count);
        var page = await Finder(portal).ReadAsync(samira.Id, ruth.Id, Stop);
        Assert.Equal((Why, true), (Assert.Single(page!.Suspensions).Reason, page.Suspensions[0].LiftedAt is not null));

        portal.Clock.Advance(TimeSpan.FromDays(400));
        await portal.RunAsync<RetentionService, string>(s => s.RunAsync(Stop));
        await using var db = portal.NewContext();
        Assert.Empty(await db.AccountSuspensions.ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_administrators_who_suspend_at_once_one_does_and_it_is_told_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (samira, jonas, ruth) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateSupporterAsync());

        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => SuspendAsync(portal, n % 2 == 0 ? samira : jonas, ruth))));

        Assert.Single(done, outcome => outcome.Result == SuspendResult.Suspended);
        Assert.Equal(5, done.Count(outcome => outcome.Result == SuspendResult.Already));
        var lifted = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => Suspensions(portal).LiftAsync(n % 2 == 0 ? samira.Id : jonas.Id, ruth.Id, Stop))));
        Assert.Single(lifted, isLifted => isLifted);
        await using var db = portal.NewContext();
        Assert.Equal((1, 2), (await db.AccountSuspensions.CountAsync(Stop), await db.AuditEntries.CountAsync(Stop)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_last_organisers_suspended_at_once_leave_nobody_and_one_administrator_is_told_so(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (samira, jonas) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync());
        var (ruth, ben) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(kitchen));

        var done = await Task.WhenAll(Task.Run(() => SuspendAsync(portal, samira, ruth)), Task.Run(() => SuspendAsync(portal, jonas, ben)));

        Assert.All(done, outcome => Assert.Equal(SuspendResult.Suspended, outcome.Result));
        Assert.Single(done, outcome => outcome.NobodyLeftAt.Count == 1);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_is_left_to_organise_for_a_time_only_stays_when_the_other_is_suspended(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (samira, ruth, ben) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(kitchen));
        await using var db = portal.NewContext();
        var end = portal.Clock.GetUtcNow().AddDays(30);
        await db.Memberships.Where(m => m.SupporterId == ben.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.EndsAt, end), Stop);

        Assert.Empty((await SuspendAsync(portal, samira, ruth)).NobodyLeftAt);

        Assert.Null(await db.Memberships.Where(m => m.SupporterId == ben.Id).Select(m => m.EndsAt).SingleAsync(Stop));
        Assert.Single(await portal.Data.RecordAsync("membership.held"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_is_suspended_while_they_book_holds_nothing_afterwards(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var samira = await portal.Data.CreateAdministratorAsync();
        for (var round = 0; round < 15; round++)
        {
            Assert.Equal(0, await RaceAsync(portal, person => SuspendAsync(portal, samira, person)));
        }
    }

    /// <summary>The control: the same race, where what is held is looked for before the account is marked, as one would who does not think of it.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Looking_first_and_marking_then_leaves_places_with_the_suspended(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var left = 0;
        for (var round = 0; round < 60 && left == 0; round++)
        {
            left = await RaceAsync(portal, async person =>
            {
                await portal.Services.GetRequiredService<Departures>().ReleaseAsync(person.Id, Stop);
                var now = portal.Clock.GetUtcNow();
                await portal.Services.GetRequiredService<Retry>().RunAsync((db, token) => db.Supporters.Where(s => s.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, now), token), Stop);
            });
        }

        Assert.True(left > 0);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_a_killed_process_left_is_given_back_by_the_job(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ruth, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 4)]);
        var (hers, his) = (await portal.Data.CreateBookingAsync(ruth, shift), await portal.Data.CreateBookingAsync(ben, shift));
        await using (var db = portal.NewContext())
        {
            var now = portal.Clock.GetUtcNow();
            await db.Supporters.Where(s => s.Id == ruth.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, now), Stop);
        }

        var departures = portal.Services.GetRequiredService<Departures>();
        Assert.Equal((1, 0), (await departures.ReleaseSuspendedAsync(Stop), await departures.ReleaseSuspendedAsync(Stop)));

        Assert.Equal((BookingState.CancelledByVolunteer, BookingState.Confirmed), ((await portal.Data.ReadBookingAsync(hers.Id)).State, (await portal.Data.ReadBookingAsync(his.Id)).State));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Somebody_is_found_by_the_exact_address_only_and_every_look_is_on_record(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        var (samira, ruth) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateSupporterAsync("Ruth"));
        await portal.Data.MakeMemberAsync(ruth, kitchen);

        Assert.Null(await Finder(portal).FindAsync(ruth.Id, ruth.Email, Stop));
        Assert.Null(await Finder(portal).ReadAsync(ruth.Id, samira.Id, Stop));
        Assert.Null(await Finder(portal).FindAsync(samira.Id, ruth.Email![..^1], Stop));
        Assert.Null(await Finder(portal).FindAsync(samira.Id, null, Stop));
        Assert.Equal(ruth.Id, await Finder(portal).FindAsync(samira.Id, $" {ruth.Email.ToUpperInvariant()} ", Stop));
        var page = await Finder(portal).ReadAsync(samira.Id, ruth.Id, Stop);

        Assert.Equal(("Ruth", "Kitchen of Calais", MembershipRole.Volunteer), (page!.Name, page.Places[0].Organisation, page.Places[0].Role));
        await using var db = portal.NewContext();
        Assert.Equal([Guid.Empty, Guid.Empty, ruth.Id, ruth.Id], (await portal.Data.RecordAsync(PersonFinder.LookedAction)).Where(a => a.ActorId == samira.Id).Select(a => a.SubjectId).Order());
        Assert.Equal(4, await db.AuditEntries.CountAsync(Stop));
    }

    // Three people, each of whom books two shifts while they are suspended. Returns how many places are left with them.
    private static async Task<int> RaceAsync(TestPortal portal, Func<Supporter, Task> suspend)
    {
        var shifts = new[] { await portal.Data.CreateShiftAsync(), await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(9)) };
        var people = new[] { await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync() };
        await Task.WhenAll(people.SelectMany(person => new[] { Task.Run(() => suspend(person)) }
            .Concat(shifts.Select(shift => (Task)Task.Run(() => BookAsync(portal, person, shift))))));
        await using var db = portal.NewContext();
        var ids = people.Select(person => person.Id).ToList();
        var left = await db.Bookings.CountAsync(b => ids.Contains(b.SupporterId) && BookingStates.Live.Contains(b.State), Stop);
        Assert.Equal(3, await db.Supporters.CountAsync(s => ids.Contains(s.Id) && s.SuspendedAt != null, Stop));
        Assert.Equal(left, (await portal.Data.ReadShiftAsync(shifts[0].Id)).Positions[0].Held + (await portal.Data.ReadShiftAsync(shifts[1].Id)).Positions[0].Held);
        return left;
    }

    private static Task<BookOutcome> BookAsync(TestPortal portal, Supporter person, Shift shift) =>
        portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(person.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Stop));

    private static Task<SuspendOutcome> SuspendAsync(TestPortal portal, Supporter actor, Supporter subject) => Suspensions(portal).SuspendAsync(actor.Id, subject.Id, Why, Stop);

    private static SuspensionService Suspensions(TestPortal portal) => portal.Services.GetRequiredService<SuspensionService>();

    private static PersonFinder Finder(TestPortal portal) => portal.Services.GetRequiredService<PersonFinder>();
}
