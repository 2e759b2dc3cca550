using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Calendars;

public sealed class CalendarFeedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_address_is_good_until_another_is_made_or_it_is_stopped(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(language: "fr"), await portal.Data.CreateSupporterAsync());

        var (first, bens) = (await RenewAsync(portal, anna), await RenewAsync(portal, ben));
        Assert.Equal(new FeedReader(anna.Id, "fr"), await ReaderAsync(portal, first));

        var second = await RenewAsync(portal, anna);
        Assert.Null(await ReaderAsync(portal, first));
        Assert.Equal(anna.Id, (await ReaderAsync(portal, second))?.SupporterId);

        await portal.RunAsync<CalendarFeedService, bool>(async s => { await s.StopAsync(anna.Id, Token); return true; });
        Assert.Null(await ReaderAsync(portal, second));
        Assert.Equal(ben.Id, (await ReaderAsync(portal, bens))?.SupporterId);
        Assert.Equal(43, first.Length);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_database_does_not_know_the_address_and_a_suspended_account_has_none(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var token = await RenewAsync(portal, anna);

        await using var db = portal.NewContext();
        var stored = Assert.Single(await db.CalendarFeeds.ToListAsync(Token));
        Assert.DoesNotContain(token, Convert.ToBase64String(stored.TokenHash).Replace('+', '-').Replace('/', '_'), StringComparison.Ordinal);
        Assert.Null(await ReaderAsync(portal, System.Buffers.Text.Base64Url.EncodeToString(stored.TokenHash)));

        await db.Supporters.Where(s => s.Id == anna.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, portal.Clock.GetUtcNow()), Token);
        Assert.Null(await ReaderAsync(portal, token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_holds_what_is_booked_waited_for_called_off_and_led_and_nothing_of_others(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var organiser = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var shifts = new List<Shift>();
        for (var day = 1; day <= 6; day++)
        {
            shifts.Add(await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(day), lead: day == 6 ? anna : null));
        }

        var confirmed = await portal.Data.CreateBookingAsync(anna, shifts[0]);
        var waiting = await portal.Data.CreateBookingAsync(anna, shifts[1], BookingState.Waitlisted);
        var calledOff = await portal.Data.CreateBookingAsync(anna, shifts[2]);
        await portal.Data.CreateBookingAsync(ben, shifts[4]);
        await portal.Data.MakeMemberAsync(organiser, shifts[2].Organisation!, Portal.Core.Organisations.MembershipRole.Organiser);
        await portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser.Id, shifts[2].Id, null, Token));
        var givenBack = await portal.Data.CreateBookingAsync(anna, shifts[3]);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, givenBack.Id, Token));

        var feed = await FeedAsync(portal, anna);

        Assert.Equal(
            [(CalendarEntry.UidOfLed(shifts[5].Id), CalendarStatus.Confirmed), (CalendarEntry.UidOf(givenBack.Id), CalendarStatus.Cancelled), (CalendarEntry.UidOf(calledOff.Id), CalendarStatus.Cancelled), (CalendarEntry.UidOf(waiting.Id), CalendarStatus.Tentative), (CalendarEntry.UidOf(confirmed.Id), CalendarStatus.Confirmed)],
            feed.OrderByDescending(e => e.StartsAt).Select(e => (e.Uid, e.Status)));

        // Booked anew, the shift stands there once.
        var again = await portal.Data.CreateBookingAsync(anna, shifts[3]);
        feed = await FeedAsync(portal, anna);
        Assert.Contains(feed, e => e.Uid == CalendarEntry.UidOf(again.Id));
        Assert.DoesNotContain(feed, e => e.Uid == CalendarEntry.UidOf(givenBack.Id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_change_of_the_booking_or_of_its_shift_raises_the_sequence(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        var before = Assert.Single(await FeedAsync(portal, anna));

        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.OfferAsync(anna.Id, booking.Id, Token));
        var offered = Assert.Single(await FeedAsync(portal, anna));
        await portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser.Id, shift.Id, null, Token));
        var off = Assert.Single(await FeedAsync(portal, anna));

        Assert.True(before.Sequence < offered.Sequence && offered.Sequence < off.Sequence, $"{before.Sequence} {offered.Sequence} {off.Sequence}");
        Assert.Equal((before.Uid, CalendarStatus.Cancelled), (off.Uid, off.Status));
    }

    private static Task<string> RenewAsync(TestPortal portal, Supporter supporter) => portal.RunAsync<CalendarFeedService, string>(s => s.RenewAsync(supporter.Id, Token));

    private static Task<FeedReader?> ReaderAsync(TestPortal portal, string token) => portal.RunAsync<CalendarQueries, FeedReader?>(q => q.ReaderAsync(token, Token));

    private static Task<IReadOnlyList<CalendarEntry>> FeedAsync(TestPortal portal, Supporter supporter) => portal.RunAsync<CalendarQueries, IReadOnlyList<CalendarEntry>>(q => q.FeedAsync(supporter.Id, Token));
}
