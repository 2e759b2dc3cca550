using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;
using Portal.Core.Tests.Bookings;

namespace Portal.Core.Tests.Shifts;

public sealed class RemoteTaskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_task_is_in_the_way_of_nothing_may_be_booked_until_it_is_due_and_no_longer(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var anna = await portal.Data.CreateRegularAsync(organisation);
        var day = await portal.Data.CreateShiftAsync(organisation, startsIn: TimeSpan.FromHours(30), lasts: TimeSpan.FromHours(10));
        var within = await TaskAsync(portal, organisation, dueIn: TimeSpan.FromHours(35));
        var after = await TaskAsync(portal, organisation, dueIn: TimeSpan.FromHours(41));
        var sameMoment = await TaskAsync(portal, organisation, dueIn: TimeSpan.FromHours(41));

        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, anna, within)).Result);
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, anna, day)).Result);
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, anna, after)).Result);
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, anna, sameMoment)).Result);

        var ben = await portal.Data.CreateRegularAsync(organisation);
        portal.Clock.Advance(TimeSpan.FromHours(41) - TimeSpan.FromSeconds(1));
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, ben, after)).Result);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await BookAsync(portal, await portal.Data.CreateRegularAsync(organisation), after);
        Assert.Equal(ObstacleKind.AlreadyStarted, Assert.Single(late.Obstacles).Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_is_excused_from_a_task_or_walks_in_before_it_is_due_and_a_mistaken_tap_makes_nobody_known(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var anna = await portal.Data.CreateSupporterAsync();
        var task = await TaskAsync(portal, organisation, dueIn: TimeSpan.FromDays(9));
        var booking = await portal.Data.CreateBookingAsync(anna, task);

        Assert.Equal(CheckInOutcome.NotBegun, await portal.RunAsync<CheckInService, CheckInOutcome>(s => s.ExcuseAsync(organiser.Id, task.Id, booking.Id, Token)));
        Assert.Equal(WalkInOutcome.Closed, await portal.RunAsync<WalkIns, WalkInOutcome>(s => s.AddAsync(organiser.Id, task.Id, new NewWalkIn(task.Positions[0].Id, "Sam", Ids.New(portal.Clock)), anyway: true, Token)));
        Assert.Equal(CheckInOutcome.Done, await portal.RunAsync<CheckInService, CheckInOutcome>(s => s.CheckInAsync(organiser.Id, task.Id, booking.Id, Token)));
        Assert.Equal((true, 1), await KnownAsync());
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(CheckInOutcome.Done, await portal.RunAsync<CheckInService, CheckInOutcome>(s => s.UndoAsync(organiser.Id, task.Id, booking.Id, Token)));
        Assert.Equal((false, 0), await KnownAsync());

        async Task<(bool, int)> KnownAsync()
        {
            await using var db = portal.NewContext();
            return (await db.Acquaintances.AnyAsync(a => a.HasAttended, Token), await db.Acquaintances.CountAsync(Token));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_runs_a_task_says_who_did_it_at_any_time_and_only_they_give_it_hours(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var anna = await portal.Data.CreateRegularAsync(organisation);
        var task = await TaskAsync(portal, organisation, dueIn: TimeSpan.FromDays(9));
        var booking = await portal.Data.CreateBookingAsync(anna, task);

        var done = await portal.RunAsync<CheckInService, CheckInOutcome>(s => s.CheckInAsync(organiser.Id, task.Id, booking.Id, Token));
        var roster = await portal.RunAsync<RosterQueries, Roster?>(q => q.RosterAsync(task.Id, organiser.Id, Token));
        var code = await portal.RunAsync<SelfCheckIn, SelfCheckInOutcome>(s => s.LookAsync(anna.Id, task.Id, roster!.CheckInCode, Token));
        portal.Clock.Advance(TimeSpan.FromDays(9) + CompletionService.OnItsOwnAfter);
        await portal.RunAsync<CompletionService, int>(s => s.CompleteDueAsync(Token));
        var before = await HoursAsync(portal, anna);
        await portal.RunAsync<RosterNotes, NoteOutcome>(s => s.CountAsync(organiser.Id, task.Id, booking.Id, 90, Token));
        var after = await HoursAsync(portal, anna);

        Assert.Equal((CheckInOutcome.Done, true, SelfCheckInResult.WrongCode), (done, roster!.IsTask, code.Result));
        Assert.Equal(BookingState.Completed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(90)), (before, after));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Mails_and_calendars_say_by_when_and_take_up_no_time(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var anna = await portal.Data.CreateSupporterAsync();
        var luc = await portal.Data.CreateSupporterAsync(language: "fr");
        var task = await TaskAsync(portal, organisation, dueIn: TimeSpan.FromDays(7));
        var (hers, his) = (await BookAsync(portal, anna, task), await BookAsync(portal, luc, task));

        var english = (await Letters.WriteAsync(portal, BookingMail.TakenTemplate, anna)).Letter!;
        var french = (await Letters.WriteAsync(portal, BookingMail.TakenTemplate, luc)).Letter!;
        var entry = await portal.RunAsync<CalendarQueries, CalendarEntry?>(q => q.FindAsync(anna.Id, hers.BookingId!.Value, Token));

        Assert.Equal(BookResult.Confirmed, his.Result);
        Assert.Contains(Lines(english), line => line == "To be done by Thursday 21 January, 10:00 (Calais time)");
        Assert.Contains(Lines(french), line => line == "À faire d’ici jeudi 21 janvier, 10\u00A0h\u00A000 (heure de Calais)");
        foreach (var file in new[] { english.Calendar!, CalendarFile.Feed([entry!], "Mine") })
        {
            Assert.Contains("DTSTART;TZID=Europe/Paris:20270121T100000", file, StringComparison.Ordinal);
            Assert.Contains("TRANSP:TRANSPARENT", file, StringComparison.Ordinal);
            Assert.DoesNotContain("DTEND", file, StringComparison.Ordinal);
            Assert.DoesNotContain("\nDURATION:", file, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_line_without_a_start_is_a_task_from_home_and_comes_back_as_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        await portal.Data.CreateActivityAsync(organisation, "Translation");
        await portal.Data.CreateSiteAsync(organisation, "Calais east");
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        const string header = "activity,date,start,end,area,positions\n";
        Task<ImportOutcome> Import(string text) => portal.RunAsync<ShiftImport, ImportOutcome>(i => i.ImportAsync(organiser.Id, text, publish: false, Ids.New(portal.Clock), Token));

        var onSite = await Import(header + "Translation,2027-01-31,,18:00,Calais east,Translator (1-2)\n");
        var made = await Import(header + "Translation,2027-01-31,,18:00,,Translator (1-2)\n");
        var file = await portal.RunAsync<ShiftExport, string>(e => e.CsvAsync(organiser.Id, all => all, Token));
        var again = await Import(file);

        Assert.Equal((ImportFaultKind.NotATime, "start"), Assert.Single(onSite.Faults.Select(f => (f.Kind, f.What))));
        Assert.Equal((1, 1), (made.Made, again.Made));
        await using var db = portal.NewContext();
        Assert.All(await db.Shifts.AsNoTracking().ToListAsync(Token), s => Assert.Equal((new DateTimeOffset(2027, 1, 31, 17, 0, 0, TimeSpan.Zero), true), (s.StartsAt, RemoteTask.Is(s.StartsAt, s.EndsAt))));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_on_site_is_without_hours(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var site = await portal.Data.CreateSiteAsync(organisation);
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var due = new DateTime(2027, 1, 31, 18, 0, 0, DateTimeKind.Unspecified);
        var plan = new NewShift((await portal.Data.CreateActivityAsync(organisation)).Id, due, due) { Positions = [new(LocalText.Of("Translator"), 0, 1)] };
        Task<CreateShiftOutcome> Create(NewShift wanted) => portal.RunAsync<ShiftPlanService, CreateShiftOutcome>(s => s.CreateAsync(organiser.Id, wanted, Ids.New(portal.Clock), Token));

        Assert.NotNull((await Create(plan)).ShiftId);
        Assert.Equal(PlanFaultKind.EndsBeforeStart, Assert.Single((await Create(plan with { SiteId = site.Id })).Faults).Kind);
    }

    internal static Task<Shift> TaskAsync(TestPortal portal, Core.Organisations.Organisation organisation, TimeSpan dueIn) =>
        portal.Data.CreateShiftAsync(organisation, startsIn: dueIn, lasts: TimeSpan.Zero, remote: true);

    private static Task<BookOutcome> BookAsync(TestPortal portal, Supporter who, Shift shift) =>
        portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(who.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token));

    private static async Task<TimeSpan> HoursAsync(TestPortal portal, Supporter who) =>
        (await portal.RunAsync<BookingQueries, MyShifts>(q => q.MyShiftsAsync(who.Id, Token))).Total;

    private static IEnumerable<string> Lines(Core.Mail.Letter letter) => letter.Blocks.OfType<Core.Mail.LetterBlock.Facts>().SelectMany(box => box.Lines);
}
