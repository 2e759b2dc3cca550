using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Tests.Accounts.Deletion;

public sealed class OldAccountsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_address_that_nobody_confirmed_goes_after_seven_days_and_a_suspended_one_stays(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (typed, slow, suspended, fine) = (
            await portal.Data.CreateSupporterAsync(confirmed: false), await portal.Data.CreateSupporterAsync(confirmed: false),
            await portal.Data.CreateSupporterAsync(confirmed: false, suspended: true), await portal.Data.CreateSupporterAsync());
        portal.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal("erased: nothing", await portal.ForgetAsync());

        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("erased: unconfirmed accounts 2", await portal.ForgetAsync());
        Assert.Equal("erased: nothing", await portal.ForgetAsync());
        await using (var db = portal.NewContext())
        {
            // Confirmed in the very minute.
            await db.Supporters.Where(s => s.Id == slow.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.EmailConfirmed, true), Stop);
        }

        Assert.Equal(1, await portal.EraseAsync());
        Assert.Null(await portal.FindAsync(typed));
        foreach (var person in new[] { slow, suspended, fine })
        {
            Assert.NotNull(await portal.FindAsync(person));
        }

        Assert.Empty(await portal.MailAsync("account-deleted"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_account_that_nobody_uses_goes_after_two_years_and_two_warnings(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ruth, comes, works) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        await portal.Data.CreateSessionAsync(ruth.Id);
        var goes = new DateTimeOffset(TestPortal.Begin.AddMonths(24).Date, TimeSpan.Zero);

        portal.Clock.SetUtcNow(goes.AddDays(-61));
        await portal.Data.CreateBookingAsync(works, await portal.Data.CreateShiftAsync());
        await portal.ForgetAsync();
        Assert.Empty(await portal.MailAsync("idle-warning"));
        portal.Clock.SetUtcNow(goes.AddDays(-60).AddHours(10));
        await portal.ForgetAsync();
        await portal.ForgetAsync();
        Assert.Equal(new HashSet<Guid?> { ruth.Id, comes.Id }, (await portal.MailAsync("idle-warning")).Select(m => m.SupporterId).ToHashSet());
        await portal.SentAsync();

        portal.Clock.SetUtcNow(goes.AddDays(-30));
        await portal.Data.CreateSessionAsync(comes.Id);
        portal.Clock.SetUtcNow(goes.AddDays(-14).AddHours(10));
        await portal.ForgetAsync();
        await portal.ForgetAsync();
        Assert.Equal((2, 1), ((await portal.MailAsync("idle-warning")).Count(m => m.SupporterId == ruth.Id), (await portal.MailAsync("idle-warning")).Count(m => m.SupporterId == comes.Id)));

        portal.Clock.SetUtcNow(goes.AddHours(9));
        Assert.DoesNotContain("accounts not used", await portal.ForgetAsync(), StringComparison.Ordinal);
        portal.Clock.SetUtcNow(goes.AddHours(11));
        Assert.Contains("accounts not used any more 1", await portal.ForgetAsync(), StringComparison.Ordinal);
        await portal.EraseAsync();
        portal.Clock.Advance(AccountEraser.MailWait);
        Assert.Equal(1, await portal.EraseAsync());

        Assert.Null(await portal.FindAsync(ruth));
        foreach (var person in new[] { comes, works, organiser })
        {
            Assert.Null((await portal.FindAsync(person))!.ErasedAt);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Warnings_that_come_late_are_as_far_apart_as_was_promised_and_a_visit_stops_the_last_step(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        portal.Clock.SetUtcNow(TestPortal.Begin.AddMonths(30));

        await portal.ForgetAsync();
        portal.Clock.Advance(TimeSpan.FromDays(45));
        await portal.ForgetAsync();
        Assert.Single(await portal.MailAsync("idle-warning"));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.ForgetAsync();
        Assert.Equal(2, (await portal.MailAsync("idle-warning")).Count);
        portal.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Contains("accounts not used any more 1", await portal.ForgetAsync(), StringComparison.Ordinal);

        await portal.Data.CreateSessionAsync(ruth.Id);
        Assert.Equal(0, await portal.EraseAsync());
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await portal.EraseAsync());
        Assert.Null((await portal.FindAsync(ruth))!.ErasedAt);
        Assert.Empty(await portal.MailAsync("account-deleted"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_twelve_months_a_booking_is_a_count_that_can_still_be_certified(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        var (ruth, ben, organiser) = (await portal.Data.CreateSupporterAsync("Ruth"), await portal.Data.CreateSupporterAsync("Ben"), await portal.Data.CreateOrganiserAsync(kitchen));
        foreach (var day in new[] { 1, 2, 40 })
        {
            var shift = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(day));
            await portal.Data.CreateBookingAsync(ruth, shift, BookingState.Completed);
            await portal.Data.CreateBookingAsync(ben, shift, day == 2 ? BookingState.NoShow : BookingState.Completed);
        }

        portal.Clock.SetUtcNow(TestPortal.Begin.AddMonths(3));
        var period = new Period(new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31), TimeZoneInfo.Utc);
        var before = await OwnAsync(portal, ruth, period);
        Assert.Equal((3, TimeSpan.FromHours(12)), (before.Shifts, before.Time));
        await portal.EraseAtOnceAsync(ben);

        portal.Clock.SetUtcNow(TestPortal.Begin.AddMonths(12).AddDays(1));
        Assert.DoesNotContain("bookings", await portal.ForgetAsync(), StringComparison.Ordinal);
        portal.Clock.SetUtcNow(TestPortal.Begin.AddMonths(12).AddDays(3));
        Assert.Contains("bookings 4", await portal.ForgetAsync(), StringComparison.Ordinal);
        portal.Clock.SetUtcNow(TestPortal.Begin.AddMonths(14));
        Assert.Contains("bookings 2, numbers of former accounts 1", await portal.ForgetAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("bookings", await portal.ForgetAsync(), StringComparison.Ordinal);

        Assert.Equal(before, await OwnAsync(portal, ruth, period));
        Assert.Equal(1, (await OwnAsync(portal, ruth, period with { From = new DateOnly(2027, 1, 10) })).Shifts);
        var all = await portal.RunAsync<HoursQueries, IReadOnlyList<PersonHours>>(q => q.OrganisedAsync(organiser.Id, period, Stop));
        Assert.Equal([("former volunteer", 2), ("Ruth", 3)], all.Select(p => (p.Name, p.Shifts)));
        await using var db = portal.NewContext();
        Assert.Equal((0, 0), (await db.Bookings.CountAsync(Stop), await db.BookingChanges.CountAsync(Stop)));
        Assert.Equal(new Guid?[] { null, null, ruth.Id, ruth.Id }, (await db.GivenHours.Select(h => h.SupporterId).ToListAsync(Stop)).Order());
        Assert.Null(await portal.FindAsync(ben));
    }

    private static async Task<OrganisationHours> OwnAsync(TestPortal portal, Supporter person, Period period) =>
        Assert.Single(await portal.RunAsync<HoursQueries, IReadOnlyList<OrganisationHours>>(q => q.OwnAsync(person.Id, period, Stop)));
}
