using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Imports;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;
using Portal.Core.Resources;
using Portal.Core.Tests.Bookings.Parties;

namespace Portal.Core.Tests.Accounts.Deletion;

public sealed class DeletionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_asks_has_seventy_two_hours_and_a_mail_and_then_the_last_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");

        Assert.Equal(TestPortal.Begin.AddHours(72), (await portal.AskAsync(ruth, atOnce: false)).DueAt);
        Assert.Equal(ruth.Id, Assert.Single(await portal.MailAsync("deletion-asked")).SupporterId);
        portal.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await portal.EraseAsync());
        Assert.Empty(await portal.MailAsync("account-deleted"));

        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await portal.EraseAsync());
        Assert.Equal("Ruth", (await portal.FindAsync(ruth))!.DisplayName);
        Assert.Equal((ruth.Id, MessageState.Pending), Assert.Single(await portal.MailAsync("account-deleted")) is var last ? (last.SupporterId, last.State) : default);
        await portal.SentAsync();
        Assert.Equal(1, await portal.EraseAsync());

        Assert.Null(await portal.FindAsync(ruth));
        Assert.Null(Assert.Single(await portal.MailAsync("account-deleted")).SupporterId);
        await using var db = portal.NewContext();
        Assert.Empty(await db.AccountDeletions.ToListAsync(Stop));
        Assert.Equal((ruth.Id, "account.erase"), (await portal.Data.RecordAsync()).Select(a => (a.SubjectId, a.Action)).Single());
        Assert.Equal(0, await portal.EraseAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Thinking_again_stops_it_and_asking_again_only_makes_it_sooner(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");

        Assert.False(await portal.KeepAsync(ruth));
        await portal.AskAsync(ruth, atOnce: false);
        Assert.True(await portal.KeepAsync(ruth));
        portal.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await portal.EraseAsync());
        Assert.Empty(await portal.MailAsync("account-deleted"));

        await portal.AskAsync(ruth);
        Assert.Equal(portal.Clock.GetUtcNow(), (await portal.AskAsync(ruth, atOnce: false)).DueAt);
        Assert.Equal(0, await portal.EraseAsync());
        Assert.False(await portal.KeepAsync(ruth));
        Assert.Equal("Ruth", (await portal.FindAsync(ruth))!.DisplayName);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Closing_ends_every_way_in_and_every_right_before_the_rest_goes(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (ruth, ben) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(kitchen));
        var session = await portal.Data.CreateSessionAsync(ruth.Id);
        var shift = await portal.Data.CreateShiftAsync(kitchen, lead: ruth);

        await portal.AskAsync(ruth);
        await portal.EraseAsync();

        var seen = await portal.Services.GetRequiredService<ViewerQueries>().ReadAsync(ruth.Id, session, [], Stop);
        Assert.Equal((null, 0), (seen!.SessionSeenAt, seen.Memberships.Count));
        Assert.Null((await portal.FindAsync(ruth))!.PasswordHash);
        Assert.Null((await portal.Data.ReadShiftAsync(shift.Id)).LeadId);
        var his = await MembershipAsync(portal, ben);
        Assert.Equal(EndMembershipResult.LastOrganiser, await portal.RunAsync<MembershipEnding, EndMembershipResult>(e => e.EndAsync(ben.Id, his, new(null, []), Stop)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Coming_places_go_to_those_who_wait_and_late_ones_are_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (organiser, ruth, ben) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var soon = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(6), positions: [("Cook", 1, 1)]);
        var later = await portal.Data.CreateShiftAsync(kitchen, positions: [("Cook", 1, 1)]);
        var (hers, theirs) = (await portal.Data.CreateBookingAsync(ruth, soon), await portal.Data.CreateBookingAsync(ruth, later));
        var waits = await portal.Data.CreateBookingAsync(ben, later, BookingState.Waitlisted);

        Assert.Equal(1, await portal.EraseAtOnceAsync(ruth));

        Assert.Equal((BookingState.CancelledByVolunteer, BookingState.CancelledByVolunteer), ((await portal.Data.ReadBookingAsync(hers.Id)).State, (await portal.Data.ReadBookingAsync(theirs.Id)).State));
        Assert.Equal(BookingState.Offered, (await portal.Data.ReadBookingAsync(waits.Id)).State);
        Assert.Equal((0, 1), ((await portal.Data.ReadShiftAsync(soon.Id)).Positions[0].Held, (await portal.Data.ReadShiftAsync(later.Id)).Positions[0].Held));
        var told = Assert.Single(await portal.MailAsync(BookingMail.GivenBackTemplate));
        Assert.Equal(organiser.Id, told.SupporterId);
        Assert.Contains("former volunteer cannot come", (await Letters.WriteAsync(portal, BookingMail.GivenBackTemplate, organiser)).Words(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Places_of_the_past_stay_filled_by_a_former_volunteer_in_either_language(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(1));
        var booking = await portal.Data.CreateBookingAsync(ruth, shift, BookingState.Completed);
        portal.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, await portal.EraseAtOnceAsync(ruth));

        Assert.Equal((ruth.Id, BookingState.Completed), await portal.Data.ReadBookingAsync(booking.Id) is var kept ? (kept.SupporterId, kept.State) : default);
        Assert.Equal("former volunteer", (await portal.FindAsync(ruth))!.DisplayName);
        CultureInfo.CurrentUICulture = Languages.CultureOf("fr");
        Assert.Equal("personne partie", (await portal.FindAsync(ruth))!.DisplayName);
        CultureInfo.CurrentUICulture = Languages.CultureOf("en");
        await using var db = portal.NewContext();
        Assert.Equal("", await db.Database.SqlQueryRaw<string>("""SELECT "DisplayName" AS "Value" FROM "Supporters" WHERE "ErasedAt" IS NOT NULL""").SingleAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_groups_of_who_brings_them_are_dissolved_and_those_who_took_a_place_keep_it(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var shift = await ground.ShiftAsync();
        var (_, token) = await ground.PartyAsync((shift.Positions[0], 3));
        var ben = await ground.Portal.Data.CreateRegularAsync(ground.Kitchen);
        Assert.Equal(ClaimResult.Confirmed, (await ground.ClaimAsync(token, ben, shift.Positions[0])).Result);

        Assert.Equal(1, await ground.Portal.EraseAtOnceAsync(ground.Leader));

        await using var db = ground.Portal.NewContext();
        Assert.Equal((0, 0), (await db.Parties.CountAsync(Stop), await db.PartyPlaces.CountAsync(Stop)));
        Assert.Equal(1, (await ground.Portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
        Assert.Null(await ground.Portal.FindAsync(ground.Leader));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_last_organiser_and_the_last_administrator_name_somebody_first(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        var (ruth, admin) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateAdministratorAsync());

        Assert.Equal(["Kitchen of Calais"], (await portal.AskAsync(ruth)).Indispensable!.Organisations.Select(o => o.Name));
        Assert.True((await portal.AskAsync(admin)).Indispensable!.Coalition);
        Assert.Equal(0, await portal.EraseAsync());

        await portal.Data.CreateOrganiserAsync(kitchen);
        await portal.Data.CreateAdministratorAsync();
        Assert.Equal((1, 1), (await portal.EraseAtOnceAsync(ruth), await portal.EraseAtOnceAsync(admin)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_last_ones_who_go_at_once_one_stays_and_is_told_why(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        await OneOfTwoStaysAsync(portal, await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(kitchen));
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.Memberships.CountAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_last_administrators_who_go_at_once_one_stays_and_is_told_why(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await OneOfTwoStaysAsync(portal, await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync());
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.CoalitionRoles.CountAsync(Stop));
    }

    private static async Task OneOfTwoStaysAsync(TestPortal portal, Supporter ruth, Supporter ben)
    {
        await portal.AskAsync(ruth);
        await portal.AskAsync(ben);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.EraseAsync()));
        portal.Clock.Advance(AccountEraser.MailWait);
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.EraseAsync()))).Sum());

        var (gone, stays) = await portal.FindAsync(ruth) is null ? (ruth, ben) : (ben, ruth);
        Assert.Null(await portal.FindAsync(gone));
        Assert.Equal(stays.Id, Assert.Single(await portal.MailAsync("deletion-stopped")).SupporterId);
        await using var db = portal.NewContext();
        Assert.Empty(await db.AccountDeletions.ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_address_is_kept_away_from_lists_and_free_for_whoever_comes_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ruth, admin) = (await portal.Data.CreateSupporterAsync(email: "ruth@example.org"), await portal.Data.CreateAdministratorAsync());
        await portal.RunAsync<SubscriptionService, bool>(s => s.SetForSupporterAsync(ruth.Id, wanted: true, Stop));

        Assert.Equal(1, await portal.EraseAtOnceAsync(ruth));

        var read = SubscriberFile.Read("address\nruth@example.org\nben@example.org");
        Assert.Equal(new ImportForecast(1, 0, 1, 0), await portal.RunAsync<SubscriberImports, ImportForecast>(i => i.ForecastAsync(read, Stop)));
        await using (var db = portal.NewContext())
        {
            var proof = await db.Subscribers.AsNoTracking().SingleAsync(Stop);
            Assert.Equal(("", SubscriberState.Unsubscribed, null), (proof.Address, proof.State, proof.SupporterId));
        }

        var back = await portal.Data.CreateSupporterAsync(email: "ruth@example.org");
        Assert.True(await portal.RunAsync<SubscriptionService, bool>(s => s.SetForSupporterAsync(back.Id, wanted: true, Stop)));
        Assert.NotNull(admin);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Killed_at_any_statement_it_is_finished_by_the_next_run(DatabaseProvider provider)
    {
        var kills = 0;
        for (var at = 1; ; at += 3)
        {
            var axe = new Axe();
            await using var portal = await TestPortal.StartAsync(provider, more: services =>
            {
                services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(axe));
                services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(axe));
            });
            var (ruth, ben) = (await portal.Data.CreateSupporterAsync("Ruth"), await portal.Data.CreateSupporterAsync());
            var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 1)]);
            await portal.Data.CreateBookingAsync(ruth, shift);
            var waits = await portal.Data.CreateBookingAsync(ben, shift, BookingState.Waitlisted);
            await portal.AskAsync(ruth);
            axe.FallAt(at);
            await EraseAnywayAsync(portal);
            portal.Clock.Advance(AccountEraser.MailWait);
            await EraseAnywayAsync(portal);
            var fell = axe.Fell;
            kills += fell ? 1 : 0;
            axe.Stop();

            await portal.EraseAsync();
            portal.Clock.Advance(AccountEraser.MailWait);
            await portal.EraseAsync();
            // The job that offers places whose worker was killed.
            await portal.RunAsync<Promotion, int>(promotion => promotion.RunAllAsync(Stop));

            Assert.Equal("former volunteer", (await portal.FindAsync(ruth))!.DisplayName);
            Assert.Equal(BookingState.Offered, (await portal.Data.ReadBookingAsync(waits.Id)).State);
            Assert.Equal(1, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
            Assert.Single(await portal.MailAsync("account-deleted"));
            await using var db = portal.NewContext();
            Assert.Equal((0, 1), (await db.AccountDeletions.CountAsync(TestContext.Current.CancellationToken), await db.AuditEntries.CountAsync(a => a.Action == "account.erase", TestContext.Current.CancellationToken)));
            if (!fell)
            {
                break;
            }
        }

        Assert.True(kills > 10, $"Only {kills} kills.");
    }

    private static async Task EraseAnywayAsync(TestPortal portal)
    {
        try
        {
            await portal.EraseAsync();
        }
        catch (Exception fallen) when (fallen.GetBaseException() is AxeException || fallen is AggregateException)
        {
            // As if the process had been killed there.
        }
    }

    private static async Task<Guid> MembershipAsync(TestPortal portal, Supporter person)
    {
        await using var db = portal.NewContext();
        return await db.Memberships.Where(m => m.SupporterId == person.Id).Select(m => m.Id).SingleAsync(Stop);
    }
}
