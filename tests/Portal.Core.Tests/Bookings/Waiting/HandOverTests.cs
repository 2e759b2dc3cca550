using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Waiting;

public sealed class HandOverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_place_stays_its_holders_until_the_one_they_named_takes_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, subject) in new[] { ("en", "Anna offers you a place on"), ("fr", "Anna vous propose une place") })
        {
            var (anna, ben, cem) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync(language: language), await portal.Data.CreateSupporterAsync());
            var shift = await portal.Data.CreateShiftAsync(startsIn: TestPortal.Begin.AddDays(language == "en" ? 7 : 9) - portal.Clock.GetUtcNow(), positions: [("Cook", 1, 1)]);
            var place = await portal.Data.CreateBookingAsync(anna, shift);

            Assert.Equal(HandResult.Offered, await OfferAsync(portal, anna, place, $" {ben.Email!.ToUpperInvariant()} "));
            var letter = (await Letters.WriteAsync(portal, BookingMail.HandedTemplate, ben)).Letter!;
            Assert.StartsWith(subject, letter.Subject, StringComparison.Ordinal);
            Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(place.Id)).State);
            Assert.Equal(HandResult.NotFound, (await AcceptAsync(portal, cem, place)).Result);

            Assert.Equal(HandResult.Confirmed, (await AcceptAsync(portal, ben, place)).Result);
            Assert.Equal(1, await HeldPlaces.AgreeAsync(portal, shift));
            Assert.Equal(BookingState.CancelledByVolunteer, (await portal.Data.ReadBookingAsync(place.Id)).State);
            Assert.NotNull((await Letters.WriteAsync(portal, BookingMail.RelievedTemplate, anna)).Letter);
            Assert.NotNull((await Letters.WriteAsync(portal, BookingMail.TakenTemplate, ben)).Letter);
            Assert.Equal("not-offered", (await Letters.WriteAsync(portal, BookingMail.HandedTemplate, ben)).SkipReason);
            // A second tap, or the mail's link once more.
            Assert.Equal(HandResult.Confirmed, (await AcceptAsync(portal, ben, place)).Result);
            Assert.Equal(1, await HeldPlaces.AgreeAsync(portal, shift));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_sends_more_than_five_such_mails_a_day_for_a_place(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var place = await portal.Data.CreateBookingAsync(anna, await portal.Data.CreateShiftAsync());

        for (var time = 0; time < HandOvers.MostADay; time++)
        {
            Assert.Equal(HandResult.Offered, await OfferAsync(portal, anna, place, ben.Email));
        }

        Assert.Equal(HandResult.TooOften, await OfferAsync(portal, anna, place, ben.Email));
        portal.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HandResult.Offered, await OfferAsync(portal, anna, place, ben.Email));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_holder_reads_the_same_whether_or_not_anybody_has_the_address_and_nobody_learns_of_a_shift_they_may_not_see(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(kitchen, visibility: Visibility.Members);
        var (anna, stranger) = ((await portal.Data.CreateRegularsAsync(kitchen, 1))[0], await portal.Data.CreateSupporterAsync());
        var unconfirmed = await portal.Data.CreateSupporterAsync(confirmed: false);
        var place = await portal.Data.CreateBookingAsync(anna, shift);

        foreach (var address in new[] { "nobody@example.org", stranger.Email!, unconfirmed.Email! })
        {
            Assert.Equal(HandResult.Offered, await OfferAsync(portal, anna, place, address));
            var booking = await portal.Data.ReadBookingAsync(place.Id);
            Assert.Equal((null, portal.Clock.GetUtcNow()), (booking.HandToId, booking.HandedAt));
        }

        Assert.Equal((HandResult.Oneself, HandResult.NoAddress), (await OfferAsync(portal, anna, place, anna.Email), await OfferAsync(portal, anna, place, "no address")));
        await using var db = portal.NewContext();
        Assert.Empty(await db.Messages.Where(m => m.Template == BookingMail.HandedTemplate).ToListAsync(Token));
        Assert.Equal(HandResult.NotFound, (await AcceptAsync(portal, stranger, place)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_takes_over_is_checked_as_everyone_and_reads_all_reasons(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var activity = await portal.Data.CreateActivityAsync(kitchen);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var shift = await portal.Data.CreateShiftAsync(kitchen, activity: activity, positions: [("Cook", 1, 1)]);
        var other = await portal.Data.CreateShiftAsync(positions: [("Driver", 1, 1)]);
        var (place, elsewhere) = (await portal.Data.CreateBookingAsync(anna, shift), await portal.Data.CreateBookingAsync(ben, other));
        await OfferAsync(portal, anna, place, ben.Email);

        var refused = await AcceptAsync(portal, ben, place);
        Assert.Equal(HandResult.Refused, refused.Result);
        Assert.Equal([ObstacleKind.Overlaps, ObstacleKind.Newcomer], refused.Obstacles.Select(o => o.Kind));
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(place.Id)).State);

        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(ben.Id, elsewhere.Id, Token));
        Assert.Equal(HandResult.Confirmed, (await AcceptAsync(portal, ben, place)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_no_leaves_the_place_with_its_holder_who_is_told_and_may_think_again_at_any_time(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 1)]);
        var place = await portal.Data.CreateBookingAsync(anna, shift);

        await OfferAsync(portal, anna, place, ben.Email);
        Assert.Equal(HandResult.Declined, await portal.RunAsync<HandOvers, HandResult>(async s => (await s.DeclineAsync(ben.Id, place.Id, Token)).Result));
        Assert.NotNull((await Letters.WriteAsync(portal, BookingMail.HandingDeclinedTemplate, anna)).Letter);
        Assert.Equal(HandResult.NotFound, (await AcceptAsync(portal, ben, place)).Result);

        await OfferAsync(portal, anna, place, ben.Email);
        Assert.Equal(HandResult.Kept, await portal.RunAsync<HandOvers, HandResult>(async s => (await s.TakeBackAsync(anna.Id, place.Id, Token)).Result));
        Assert.Equal(HandResult.NotFound, (await AcceptAsync(portal, ben, place)).Result);
        Assert.Equal((BookingState.Confirmed, null), ((await portal.Data.ReadBookingAsync(place.Id)).State, (await portal.Data.ReadBookingAsync(place.Id)).HandedAt));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_waits_for_the_place_waits_no_more_and_one_that_is_sought_for_counts_no_longer(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(6), positions: [("Cook", 1, 1)]);
        var (place, line) = (await portal.Data.CreateBookingAsync(anna, shift), await portal.Data.CreateBookingAsync(ben, shift, BookingState.Waitlisted));
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, place.Id, Token));

        await OfferAsync(portal, anna, place, ben.Email);
        Assert.Equal(HandResult.Confirmed, (await AcceptAsync(portal, ben, place)).Result);

        Assert.Equal(1, await HeldPlaces.AgreeAsync(portal, shift));
        Assert.Equal(BookingState.CancelledByVolunteer, (await portal.Data.ReadBookingAsync(line.Id)).State);
    }

    /// <summary>The named one takes over, another books, and the holder gives the place back or comes after all, all at once: one of them has it.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_of_all_at_once_has_the_place(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var round = 0; round < 12; round++)
        {
            var people = new List<Supporter>();
            for (var i = 0; i < 3; i++)
            {
                people.Add(await portal.Data.CreateSupporterAsync());
            }

            var (anna, ben, cem) = (people[0], people[1], people[2]);
            var sought = round % 2 == 0;
            var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(sought ? 6 : 48), positions: [("Cook", 1, 1)]);
            var place = await portal.Data.CreateBookingAsync(anna, shift);
            if (sought)
            {
                await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, place.Id, Token));
            }

            await OfferAsync(portal, anna, place, ben.Email);
            await Task.WhenAll(
                Task.Run(() => AcceptAsync(portal, ben, place), Token),
                Task.Run(() => AcceptAsync(portal, ben, place), Token),
                Task.Run(() => portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(cem.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token)), Token),
                Task.Run<object>(async () => sought ? await portal.RunAsync<Withdrawals, KeepResult>(s => s.KeepAsync(anna.Id, place.Id, Token)) : await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, place.Id, Token)), Token));

            Assert.InRange(await HeldPlaces.AgreeAsync(portal, shift), sought ? 1 : 0, 1);
        }
    }

    private static Task<HandResult> OfferAsync(TestPortal portal, Supporter holder, Booking place, string? address) =>
        portal.RunAsync<HandOvers, HandResult>(async s => (await s.OfferAsync(holder.Id, place.Id, address, Token)).Result);

    private static Task<HandOutcome> AcceptAsync(TestPortal portal, Supporter person, Booking place) =>
        portal.RunAsync<HandOvers, HandOutcome>(s => s.AcceptAsync(person.Id, place.Id, Token));
}
