using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using Portal.Core.Updates;

namespace Portal.Core.Tests.Shifts;

public sealed class ComingShiftsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Each_reader_sees_what_is_for_them(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var open = await portal.Data.CreateShiftAsync(kitchen);
        var members = await portal.Data.CreateShiftAsync(kitchen, visibility: Visibility.Members);
        var invited = await portal.Data.CreateShiftAsync(kitchen, visibility: Visibility.Invited);
        await portal.Data.CreateShiftAsync(kitchen, published: false);
        await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(57));
        await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(-5));
        var stranger = await portal.Data.CreateSupporterAsync();
        var member = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(member, kitchen);
        var asked = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(asked, kitchen, state: MembershipState.Requested);
        var suspended = await portal.Data.CreateSupporterAsync(suspended: true);
        await portal.Data.MakeMemberAsync(suspended, kitchen);
        var guest = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(guest, invited);
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);

        Assert.Equal([open.Id], await SeenAsync(portal, null));
        Assert.Equal([open.Id], await SeenAsync(portal, stranger));
        Assert.Equal([open.Id], await SeenAsync(portal, asked));
        Assert.Equal([open.Id], await SeenAsync(portal, suspended));
        Assert.Equal(Sorted(open, members), await SeenAsync(portal, member));
        Assert.Equal(Sorted(open, invited), await SeenAsync(portal, guest));
        Assert.Equal(Sorted(open, members, invited), await SeenAsync(portal, organiser));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Readers_to_whom_the_same_is_open_share_what_was_found_out_and_others_do_not(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        await portal.Data.CreateShiftAsync(kitchen);
        var members = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(30), visibility: Visibility.Members);
        var (stranger, guest, member) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await portal.Data.CreateBookingAsync(guest, members);
        await portal.Data.MakeMemberAsync(member, kitchen);

        var (seenByGuest, seenByMember) = (await ListAsync(portal, guest), await ListAsync(portal, member));
        var (seenByNobody, seenByStranger) = (await ListAsync(portal, null), await ListAsync(portal, stranger));

        Assert.Equal([2, 2, 1, 1], new[] { seenByGuest, seenByMember, seenByNobody, seenByStranger }.Select(page => page.Total));
        Assert.Equal([0, 0, 1, 1], new[] { seenByGuest, seenByMember, seenByNobody, seenByStranger }.Select(page => page.Needs.Count));
        Assert.Same(seenByNobody.Facets, seenByStranger.Facets);
        Assert.NotSame(seenByNobody.Facets, seenByMember.Facets);
        Assert.NotSame(seenByMember.Facets, seenByGuest.Facets);
        Assert.NotSame(seenByGuest.Facets, (await ListAsync(portal, guest)).Facets);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Outsiders_learn_what_members_shifts_need_this_week_and_no_more(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var evening = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(9), visibility: Visibility.Members, positions: [("Driver", 1, 2), ("Cook", 1, 1)]);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), evening, position: evening.Positions[1]);
        await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(8), visibility: Visibility.Members);
        await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(4), visibility: Visibility.Invited);
        var member = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(member, kitchen);

        var need = Assert.Single((await ListAsync(portal, null)).Needs);

        Assert.Equal(("Kitchen", DayPart.Evening, "Driver"), (need.Organisation.Name, need.Part, Assert.Single(need.Positions).In("en")));
        Assert.Empty((await ListAsync(portal, member)).Needs);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Filters_find_what_was_asked_for(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var west = await portal.Data.CreateSiteAsync(kitchen, "Dunkirk west");
        var anna = await portal.Data.CreateSupporterAsync();
        var first = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(1), positions: [("Driver", 1, 1)]);
        var second = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(2), site: west, positions: [("Cook", 1, 1)]);
        await portal.Data.FillAsync(second, 1);

        async Task<Guid[]> Found(ShiftFilter filter) => [.. (await ListAsync(portal, anna, filter)).Shifts.Select(s => s.Shift.Id)];

        Assert.Equal([first.Id, second.Id], await Found(new()));
        Assert.Equal([second.Id], await Found(new() { From = new(2027, 1, 16) }));
        Assert.Equal([first.Id], await Found(new() { To = new(2027, 1, 15) }));
        Assert.Equal([second.Id], await Found(new() { Organisation = kitchen.Slug }));
        Assert.Equal([second.Id], await Found(new() { Area = "dunkirk-west" }));
        Assert.Equal([first.Id], await Found(new() { Role = "drive" }));
        Assert.Empty(await Found(new() { Remote = true }));
        Assert.Equal([first.Id], await Found(new() { Bookable = true }));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_snapshot_serves_all_for_ten_seconds_and_is_made_anew_when_something_changes(DatabaseProvider provider)
    {
        var queries = new QueryCounter();
        await using var portal = await StartAsync(provider, queries);
        var coming = portal.Services.GetRequiredService<ComingShifts>();
        var shift = await portal.Data.CreateShiftAsync();
        await coming.CurrentAsync(Token);

        Assert.Empty(await queries.DuringAsync(async () => await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => coming.CurrentAsync(Token).AsTask()))));
        portal.Services.GetRequiredService<LiveHints>().PlacesChanged(shift.Id);
        Assert.Single(await queries.DuringAsync(async () => await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => coming.CurrentAsync(Token).AsTask()))));
        portal.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(await queries.DuringAsync(async () => await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => coming.CurrentAsync(Token).AsTask()))));

        var anna = await portal.Data.CreateSupporterAsync();
        await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(anna.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token));
        Assert.Equal(1, (await coming.CurrentAsync(Token)).Find(shift.Id)!.Positions[0].Held);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_did_not_change_is_the_same_object_in_the_next_snapshot(DatabaseProvider provider)
    {
        await using var portal = await StartAsync(provider, new QueryCounter());
        var coming = portal.Services.GetRequiredService<ComingShifts>();
        var (quiet, booked) = (await portal.Data.CreateShiftAsync(), await portal.Data.CreateShiftAsync());
        var before = await coming.CurrentAsync(Token);
        var anna = await portal.Data.CreateSupporterAsync();
        await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(anna.Id, booked.Id, booked.Positions[0].Id, Ids.New(portal.Clock), Token));
        var after = await coming.CurrentAsync(Token);

        Assert.NotSame(before, after);
        Assert.Same(before.Find(quiet.Id), after.Find(quiet.Id));
        Assert.NotSame(before.Find(booked.Id), after.Find(booked.Id));
    }

    [Theory]
    [InlineData(typeof(ComingShift))]
    [InlineData(typeof(ComingPosition))]
    public void Whatever_a_ticket_shows_counts_when_two_snapshots_are_compared(Type type)
    {
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            object one = type == typeof(ComingShift) ? NewComing() : NewComing().Positions[0];
            object same = type == typeof(ComingShift) ? NewComing() : NewComing().Positions[0];
            Assert.Equal(one, same);
            property.SetValue(same, Another(property.GetValue(same), property.PropertyType));
            Assert.False(one.Equals(same), $"{property.Name} does not count.");
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Pages_cost_the_same_number_of_commands_at_10_and_at_500_rows(DatabaseProvider provider)
    {
        var queries = new QueryCounter();
        await using var portal = await StartAsync(provider, queries);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var work = await portal.Data.CreateActivityAsync(kitchen);
        var site = await portal.Data.CreateSiteAsync(kitchen);
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var last = await FillAsync(portal, kitchen, work, site, organiser, 10);
        var few = await MeasureAsync(portal, queries, organiser, last, kitchen);
        last = await FillAsync(portal, kitchen, work, site, organiser, 490);
        var many = await MeasureAsync(portal, queries, organiser, last, kitchen);

        Assert.Equal(few, many);
        Assert.Equal([3, 3, 1, 5, 2, 3], many);
    }

    private static ComingShift NewComing() => new(Guid.Empty, new OrganisationRef(Guid.Empty, "kitchen", "Kitchen"), Guid.Empty, LocalText.Of("Cooking"))
    {
        Area = new AreaRef("calais", LocalText.Of("Calais")),
        StartsAt = TestPortal.Begin,
        EndsAt = TestPortal.Begin,
        Zone = TimeZoneInfo.Utc,
        Day = default,
        Visibility = default,
        BookingMode = default,
        BookingOpensAt = TestPortal.Begin,
        SiteId = Guid.Empty,
        Positions = [new(Guid.Empty, LocalText.Of("Cook")) { Qualifications = [Guid.Empty], Capacity = 0, Minimum = 0, Held = 0, Reserved = 0, BookableUntil = TestPortal.Begin, BeginnerFriendly = false, Languages = ["fr"], Version = 0 }],
    };

    private static object Another(object? value, Type type) => value switch
    {
        Guid => Guid.AllBitsSet,
        LocalText => LocalText.Of("Another"),
        OrganisationRef organisation => organisation with { Name = "Another" },
        AreaRef area => area with { Name = LocalText.Of("Another") },
        DateTimeOffset at => at.AddHours(1),
        DateOnly day => day.AddDays(1),
        TimeZoneInfo => TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"),
        Enum => Enum.GetValues(type).GetValue(1)!,
        int number => number + 1,
        long number => number + 1,
        bool yes => !yes,
        IReadOnlyList<ComingPosition> => Array.Empty<ComingPosition>(),
        IReadOnlyList<string> => Array.Empty<string>(),
        IReadOnlyList<Guid> => Array.Empty<Guid>(),
        BookingRules rules => rules with { TravelMinutes = rules.TravelMinutes + 1 },
        _ => throw new NotSupportedException($"Say what another {type.Name} is."),
    };

    private static async Task<int[]> MeasureAsync(TestPortal portal, QueryCounter queries, Supporter person, Shift shift, Organisation organisation)
    {
        portal.Clock.Advance(TimeSpan.FromSeconds(20));
        async Task<int> Count(Func<Task> work) => (await queries.DuringAsync(work)).Count;
        return
        [
            await Count(() => ListAsync(portal, person)),
            await Count(() => portal.RunAsync<ShiftQueries, ShiftDetails?>(q => q.DetailsAsync(shift.Id, person.Id, Token))),
            await Count(() => portal.RunAsync<BookingQueries, MyShifts>(q => q.MyShiftsAsync(person.Id, Token))),
            await Count(() => portal.RunAsync<RosterQueries, Roster?>(q => q.RosterAsync(shift.Id, person.Id, Token))),
            await Count(() => portal.RunAsync<ShiftPlanQueries, PlannedPage>(q => q.ListAsync(person.Id, TestPortal.Begin, 1, Token))),
            await Count(() => portal.RunAsync<OrganisationQueries, OrganisationPage?>(q => q.BySlugAsync(organisation.Slug, null, Token))),
        ];
    }

    /// <summary>Many shifts in one save, each with two positions and a booking of this person.</summary>
    private static async Task<Shift> FillAsync(TestPortal portal, Organisation kitchen, Activity work, Site site, Supporter person, int count)
    {
        var shifts = Enumerable.Range(0, count).Select(n => NewShift(portal.Clock, kitchen, work, site, TimeSpan.FromHours(24 + (n * 2)))).ToList();
        var bookings = shifts.ConvertAll(s => Booking.Create(portal.Clock, person.Id, s.Positions[0], BookingState.Confirmed, person.Id));
        await portal.Data.SaveAsync([.. shifts, .. bookings]);
        return shifts[^1];
    }

    private static Shift NewShift(TimeProvider clock, Organisation kitchen, Activity work, Site site, TimeSpan startsIn)
    {
        var id = Ids.New(clock);
        var shift = new Shift
        {
            Id = id,
            OrganisationId = kitchen.Id,
            ActivityId = work.Id,
            SiteId = site.Id,
            StartsAt = clock.GetUtcNow() + startsIn,
            EndsAt = clock.GetUtcNow() + startsIn + TimeSpan.FromHours(1),
            Visibility = Visibility.Public,
            CreatedAt = clock.GetUtcNow(),
            Positions = [.. new[] { "Driver", "Cook" }.Select(name => new Position { Id = Ids.New(clock), ShiftId = id, Name = LocalText.Of(name), Minimum = 1, Capacity = 3 })],
        };
        shift.TryPublish(clock.GetUtcNow());
        return shift;
    }

    private static Task<TestPortal> StartAsync(DatabaseProvider provider, QueryCounter queries) => TestPortal.StartAsync(provider, more: services =>
    {
        services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(queries));
        services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(queries));
    });

    private static async Task<ShiftPage> ListAsync(TestPortal portal, Supporter? supporter, ShiftFilter? filter = null)
    {
        var person = supporter is null ? null : await portal.RunAsync<PersonQueries, Person?>(q => q.FindAsync(supporter.Id, Token));
        return await portal.RunAsync<ComingShifts, ShiftPage>(c => c.ListAsync(filter ?? new(), person, Token));
    }

    private static async Task<Guid[]> SeenAsync(TestPortal portal, Supporter? supporter) =>
        [.. (await ListAsync(portal, supporter)).Shifts.Select(s => s.Shift.Id).Order()];

    private static Guid[] Sorted(params Shift[] shifts) => [.. shifts.Select(s => s.Id).Order()];
}
