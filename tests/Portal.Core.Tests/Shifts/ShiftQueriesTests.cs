using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Shifts;

public sealed class ShiftQueriesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Names_and_phone_are_for_those_with_a_place_and_organisers(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        await PhoneAsync(portal, kitchen);
        var lead = await portal.Data.CreateSupporterAsync("Ruth");
        var shift = await portal.Data.CreateShiftAsync(kitchen, lead: lead);
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        await portal.Data.CreateBookingAsync(anna, shift);
        var asked = await portal.Data.CreateSupporterAsync("Bo");
        await portal.Data.CreateBookingAsync(asked, shift, BookingState.Requested);
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);

        foreach (var outsider in new[] { null, asked })
        {
            var seen = await DetailsAsync(portal, shift, outsider);
            Assert.Equal((false, null, null), (seen!.ShowsPeople, seen.Lead, seen.DutyPhone));
            Assert.All(seen.Positions, p => Assert.Empty(p.Coming));
        }

        foreach (var insider in new[] { anna, organiser })
        {
            var seen = await DetailsAsync(portal, shift, insider);
            Assert.Equal((true, "Ruth", "+33 1"), (seen!.ShowsPeople, seen.Lead, seen.DutyPhone));
            Assert.Equal(["Anna"], seen.Positions[0].Coming);
        }

        Assert.Equal(BookingState.Requested, (await DetailsAsync(portal, shift, asked))!.Mine!.State);
        Assert.True((await DetailsAsync(portal, shift, lead))!.RunsIt);
        Assert.Equal(ObstacleKind.NotSignedIn, Assert.Single((await DetailsAsync(portal, shift, null))!.Positions[0].Obstacles).Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_not_for_somebody_is_not_there(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var stranger = await portal.Data.CreateSupporterAsync();
        var draft = await portal.Data.CreateShiftAsync(kitchen, published: false);
        var members = await portal.Data.CreateShiftAsync(kitchen, visibility: Visibility.Members);

        foreach (var shift in new[] { draft, members })
        {
            Assert.Null(await DetailsAsync(portal, shift, null));
            Assert.Null(await DetailsAsync(portal, shift, stranger));
            Assert.NotNull(await DetailsAsync(portal, shift, organiser));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task My_shifts_are_upcoming_then_past_with_hours(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var done = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(-2), lasts: TimeSpan.FromHours(3));
        await portal.Data.CreateBookingAsync(anna, done, BookingState.CheckedIn);
        var called = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(3));
        await portal.Data.CreateBookingAsync(anna, called, BookingState.CancelledByVolunteer);
        var later = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(5));
        await portal.Data.CreateBookingAsync(anna, later);
        var next = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(1));
        await portal.Data.CreateBookingAsync(anna, next);

        var mine = await portal.RunAsync<BookingQueries, MyShifts>(q => q.MyShiftsAsync(anna.Id, Token));

        Assert.Equal([next.Id, later.Id], mine.Upcoming.Select(b => b.ShiftId));
        Assert.Equal([called.Id, done.Id], mine.Past.Select(b => b.ShiftId));
        Assert.Equal((TimeSpan.FromHours(3), done.OrganisationId), (mine.Total, Assert.Single(mine.ByOrganisation).Organisation.Id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_roster_is_for_the_lead_and_organisers(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var lead = await portal.Data.CreateSupporterAsync("Ruth");
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var anna = await portal.Data.CreateSupporterAsync("Anna", speaks: ["ar"]);
        await portal.Data.CreateBookingAsync(anna, await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(-3)), BookingState.CheckedIn);
        var shift = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(1), lead: lead);
        await portal.Data.CreateBookingAsync(anna, shift);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Bo"), shift);
        Task<Roster?> Read(Supporter who) => portal.RunAsync<RosterQueries, Roster?>(q => q.RosterAsync(shift.Id, who.Id, Token));

        var roster = await Read(lead);

        Assert.Equal([("Anna", false), ("Bo", true)], roster!.Positions[0].People.Select(p => (p.Name, p.First)));
        Assert.Equal((true, "ar"), (roster.CheckInOpen, Assert.Single(roster.Positions[0].People[0].Languages)));
        Assert.NotNull(await Read(organiser));
        Assert.Null(await Read(anna));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organisations_page_shows_its_work_and_its_public_shifts(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var open = await portal.Data.CreateShiftAsync(kitchen);
        await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(2), visibility: Visibility.Members, site: open.Site, activity: open.Activity);
        await portal.Data.CreateShiftAsync();

        var page = await portal.RunAsync<OrganisationQueries, OrganisationPage?>(q => q.BySlugAsync(kitchen.Slug, null, Token));

        Assert.Equal(open.Id, Assert.Single(page!.Coming).Shift.Id);
        Assert.Equal(("Kitchen", "calais-east"), (Assert.Single(page.Activities).Name.In("en"), Assert.Single(page.Areas).Slug));
        Assert.Single(page.Needs);
        Assert.Null(await portal.RunAsync<OrganisationQueries, OrganisationPage?>(q => q.BySlugAsync("nobody", null, Token)));
        Assert.Equal(2, (await portal.RunAsync<OrganisationQueries, IReadOnlyList<OrganisationCard>>(q => q.ListAsync(Token))).Count);
    }

    private static Task<ShiftDetails?> DetailsAsync(TestPortal portal, Shift shift, Supporter? viewer) =>
        portal.RunAsync<ShiftQueries, ShiftDetails?>(q => q.DetailsAsync(shift.Id, viewer?.Id, Token));

    private static async Task PhoneAsync(TestPortal portal, Organisation organisation)
    {
        await using var db = portal.NewContext();
        await db.Organisations.Where(o => o.Id == organisation.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.DutyPhone, "+33 1"), Token);
    }
}
