using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rota;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Rota;

public sealed class RotaQueriesTests
{
    private static readonly TimeZoneInfo Calais = WallTime.Zone("Europe/Paris");

    private static DateOnly Monday => Today.AddDays(-3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // A Thursday.
    private static DateOnly Today => WallTime.DayOf(TestPortal.Begin, Calais);

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_week_shows_members_and_guests_by_day_and_of_other_groups_only_that_somebody_is_busy(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, other) = (await portal.Data.CreateOrganisationAsync("Kitchen"), await portal.Data.CreateOrganisationAsync("Other"));
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen, "Zoe");
        var (anna, ben) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"));
        var membership = await portal.Data.MakeMemberAsync(anna, kitchen);
        Assert.True(await portal.RunAsync<MembershipService, bool>(s => s.StandAsync(organiser.Id, membership.Id, StandingDays.Thursday | StandingDays.Saturday, Token)));
        var shift = await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(1), positions: [("Cook", 3, 4)]);
        await portal.Data.CreateBookingAsync(anna, shift);
        await portal.Data.CreateBookingAsync(ben, shift, BookingState.Requested);
        await portal.Data.CreateBookingAsync(anna, await portal.Data.CreateShiftAsync(other, TimeSpan.FromDays(2)));

        var week = (await WeekAsync(portal, organiser))!;

        Assert.Equal(["Anna", "Ben", "Zoe"], week.People.Select(p => p.Name));
        var (row, guest) = (week.People[0].Cells, week.People[1]);
        Assert.Equal((true, 0, false), (row[3].IsStanding, row[3].Places.Count, row[3].IsElsewhere));
        Assert.Equal((false, true, false), (row[4].IsStanding, Assert.Single(row[4].Places).IsSure, row[4].IsElsewhere));
        Assert.Equal((true, 0, true), (row[5].IsStanding, row[5].Places.Count, row[5].IsElsewhere));
        Assert.Equal((null, false), (guest.MembershipId, Assert.Single(guest.Cells[4].Places).IsSure));
        Assert.Equal([0, 0, 0, 0, 1, 0, 0], week.Missing);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_week_shows_who_leads_once_with_or_without_a_place_of_their_own(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen, "Zoe");
        var (anna, ben) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"));
        var (withPlace, without) = (await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(1), lead: anna), await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(2), positions: [("Cook", 2, 4)], lead: ben));
        await portal.Data.CreateBookingAsync(anna, withPlace);

        var week = (await WeekAsync(portal, organiser))!;

        Assert.Equal(["Anna", "Ben", "Zoe"], week.People.Select(p => p.Name));
        var (annas, bens) = (Assert.Single(week.People[0].Cells[4].Places), Assert.Single(week.People[1].Cells[5].Places));
        Assert.Equal((withPlace.Id, true, true), (annas.ShiftId, annas.Leads, annas.Position is not null));
        Assert.Equal((without.Id, true, false), (bens.ShiftId, bens.Leads, bens.Position is not null));
        Assert.Equal([0, 0, 0, 0, 0, 2, 0], week.Missing);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_day_lists_what_one_person_could_be_put_on_with_what_stands_in_the_way(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (organiser, anna) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateSupporterAsync("Anna"));
        await portal.Data.MakeMemberAsync(anna, kitchen);
        var (free, full) = (await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(1), positions: [("Cook", 1, 4)]), await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromHours(25), positions: [("Driver", 1, 1)]));
        await portal.Data.FillAsync(full, 1);

        var day = (await portal.RunAsync<RotaQueries, RotaDay?>(q => q.DayAsync(organiser.Id, null, anna.Id, Today.AddDays(1), Calais, Token)))!;

        Assert.Equal([(free.Id, 0), (full.Id, 1)], day.Choices.Select(c => (c.ShiftId, c.Person.Obstacles.Count)));
        var stranger = await portal.Data.CreateSupporterAsync();
        Assert.Null(await portal.RunAsync<RotaQueries, RotaDay?>(q => q.DayAsync(organiser.Id, null, stranger.Id, Today, Calais, Token)));
        Assert.Null(await portal.RunAsync<RotaQueries, RotaDay?>(q => q.DayAsync(organiser.Id, null, organiser.Id, Today, Calais, Token)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_wall_names_only_those_who_are_sure_to_come(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var shift = await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(1), positions: [("Cook", 3, 4)]);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Anna"), shift);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Ben"), shift, BookingState.Requested);

        var wall = (await portal.RunAsync<RotaQueries, WallWeek?>(q => q.WallAsync(organiser.Id, null, Today, Calais, Token)))!;

        var position = Assert.Single(Assert.Single(wall.Shifts).Positions);
        Assert.Equal(["Anna"], position.People);
        Assert.Equal(1, position.Missing);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_reads_or_notes_anything_of_a_group_they_do_not_organise(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, other) = (await portal.Data.CreateOrganisationAsync("Kitchen"), await portal.Data.CreateOrganisationAsync("Other"));
        var (stranger, anna) = (await portal.Data.CreateOrganiserAsync(other), await portal.Data.CreateSupporterAsync());
        var membership = await portal.Data.MakeMemberAsync(anna, kitchen);

        Assert.Null(await WeekAsync(portal, anna));
        Assert.Null(await WeekAsync(portal, stranger, kitchen.Slug));
        Assert.Null(await portal.RunAsync<RotaQueries, WallWeek?>(q => q.WallAsync(stranger.Id, kitchen.Slug, Today, Calais, Token)));
        Assert.Null(await portal.RunAsync<RotaQueries, StandingMember?>(q => q.StandingAsync(stranger.Id, membership.Id, Token)));
        Assert.False(await portal.RunAsync<MembershipService, bool>(s => s.StandAsync(stranger.Id, membership.Id, StandingDays.Monday, Token)));
    }

    private static Task<RotaWeek?> WeekAsync(TestPortal portal, Supporter reader, string? slug = null) =>
        portal.RunAsync<RotaQueries, RotaWeek?>(q => q.WeekAsync(reader.Id, slug, Monday, Calais, Token));
}
