using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings;

public sealed class RequestAnswersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_first_booking_where_the_point_is_protected_asks_and_the_next_does_not(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var anna = await portal.Data.CreateSupporterAsync();
        var site = await portal.Data.CreateSiteAsync(kitchen, pointIsPublic: false);
        var (first, second) = (await portal.Data.CreateShiftAsync(kitchen, site: site), await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(8), site: site));

        var asked = await BookAsync(portal, anna, first);
        Assert.Equal(BookResult.Requested, asked.Result);
        Assert.Equal(TestPortal.Begin.AddHours(48), (await portal.Data.ReadBookingAsync(asked.BookingId!.Value)).AnswerBy);
        Assert.Equal(AnswerResult.Done, await AcceptAsync(portal, organiser, asked.BookingId.Value));

        Assert.Equal((BookingState.Confirmed, null), await StateAsync(portal, asked.BookingId.Value));
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, anna, second)).Result);
        Assert.Equal(BookResult.Requested, (await BookAsync(portal, await portal.Data.CreateSupporterAsync(), second)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_agreed_where_nothing_was_protected_is_answered_first_when_the_shift_moves_to_where_it_is(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(kitchen, site: await portal.Data.CreateSiteAsync(kitchen, pointIsPublic: false));
        foreach (var (person, expected) in new[] { (await portal.Data.CreateSupporterAsync(), BookingState.Requested), (await portal.Data.CreateRegularAsync(kitchen), BookingState.Confirmed) })
        {
            var booking = await portal.Data.CreateBookingAsync(person, shift);
            await using (var db = portal.NewContext())
            {
                var asked = await db.Bookings.Include(b => b.History).SingleAsync(b => b.Id == booking.Id, Token);
                Assert.True(asked.TryAskAgain(BookingState.Confirmed, null, portal.Clock, "moved", portal.Clock.GetUtcNow().AddDays(1)));
                await db.SaveChangesAsync(Token);
            }

            await portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(person.Id, booking.Id, Token));

            Assert.Equal(expected, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_those_who_run_the_shift_answer_and_nobody_answers_for_oneself(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        var shift = await portal.Data.CreateShiftAsync(kitchen, mode: BookingMode.Approval, lead: ruth);
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var own = await BookAsync(portal, organiser, shift);
        var asked = await BookAsync(portal, await portal.Data.CreateSupporterAsync(), shift);

        Assert.Equal(AnswerResult.NotFound, await AcceptAsync(portal, stranger, asked.BookingId!.Value));
        Assert.Equal(AnswerResult.NotFound, await AcceptAsync(portal, organiser, own.BookingId!.Value));
        Assert.Equal(AnswerResult.Done, await AcceptAsync(portal, ruth, asked.BookingId.Value));
        Assert.Equal(AnswerResult.AlreadyAnswered, await portal.RunAsync<RequestAnswers, AnswerResult>(s => s.DeclineAsync(organiser.Id, asked.BookingId.Value, null, Token)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_request_declined_or_unanswered_frees_its_place_and_is_written_about(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var shift = await portal.Data.CreateShiftAsync(kitchen, mode: BookingMode.Approval);
        var declined = await BookAsync(portal, await portal.Data.CreateSupporterAsync(), shift);
        var forgotten = await BookAsync(portal, await portal.Data.CreateSupporterAsync(), shift);

        await portal.RunAsync<RequestAnswers, AnswerResult>(s => s.DeclineAsync(organiser.Id, declined.BookingId!.Value, "Too many drivers", Token));
        portal.Clock.Advance(TimeSpan.FromHours(48));
        var lapsed = await portal.RunAsync<Lapses, (int Lapsed, int)>(s => s.RunAsync(Token));

        Assert.Equal(1, lapsed.Lapsed);
        Assert.Equal((BookingState.Declined, null), await StateAsync(portal, declined.BookingId!.Value));
        Assert.Equal((BookingState.Expired, null), await StateAsync(portal, forgotten.BookingId!.Value));
        Assert.Equal(0, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
        await using var db = portal.NewContext();
        Assert.Equal(2, await db.Messages.CountAsync(m => m.Template == BookingMail.LapsedTemplate, Token));
    }

    [Theory]
    [InlineData(200, 48)]
    [InlineData(50, 47)]
    [InlineData(10, 7)]
    [InlineData(3.2, 0.5)]
    [InlineData(0.25, 0.25)]
    public void An_answer_comes_within_two_days_and_three_hours_before_the_start(double startsIn, double answered) =>
        Assert.Equal(TestPortal.Begin.AddHours(answered), Placement.AnswerTime(TestPortal.Begin, TestPortal.Begin.AddHours(startsIn)));

    [Theory]
    [InlineData("2027-01-14T09:00:00Z", 8, "2027-01-14T11:00:00Z")]
    [InlineData("2027-01-14T09:00:00Z", 1, "2027-01-14T09:20:00Z")]
    [InlineData("2027-01-14T09:07:31Z", 12, "2027-01-14T12:00:00Z")]
    [InlineData("2027-01-14T09:07:31Z", 4, "2027-01-14T10:07:31Z")]
    [InlineData("2027-01-14T06:00:00Z", 200, "2027-01-14T18:00:00Z")]
    [InlineData("2027-01-14T09:00:00Z", 200, "2027-01-15T08:00:00Z")]
    [InlineData("2027-01-14T18:00:00Z", 20, "2027-01-14T23:00:00Z")]
    public void An_offer_stands_for_a_quarter_of_the_time_and_does_not_end_at_night(string now, int startsIn, string until)
    {
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

        Assert.Equal(DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture), OfferTime.Until(at, at.AddHours(startsIn), zone));
    }

    private static Task<BookOutcome> BookAsync(TestPortal portal, Supporter person, Shift shift) =>
        portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(person.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token));

    private static Task<AnswerResult> AcceptAsync(TestPortal portal, Supporter actor, Guid booking) =>
        portal.RunAsync<RequestAnswers, AnswerResult>(s => s.AcceptAsync(actor.Id, booking, Token));

    private static async Task<(BookingState State, DateTimeOffset? AnswerBy)> StateAsync(TestPortal portal, Guid booking)
    {
        var read = await portal.Data.ReadBookingAsync(booking);
        return (read.State, read.AnswerBy);
    }
}
