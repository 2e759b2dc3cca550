using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Answers;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Waiting;

public sealed class WaitingLetterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_offer_says_until_when_and_lapses_with_a_letter_each_time(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, offered, still, over) in new[]
        {
            ("en", "A place is held for you on Thursday 21 January, 10:00", "Still on the waiting list", "No longer on the waiting list"),
            ("fr", "Une place vous est gardée le jeudi 21 janvier", "Toujours sur la liste d’attente", "Fin de l’attente"),
        })
        {
            var start = TestPortal.Begin.AddDays(7) - portal.Clock.GetUtcNow();
            var shift = await portal.Data.CreateShiftAsync(startsIn: start, positions: [("Cook", 1, 1)]);
            var anna = await portal.Data.CreateSupporterAsync(language: language);
            var line = await portal.Data.CreateBookingAsync(anna, shift, BookingState.Waitlisted);
            await GiveBackAsync(portal, shift);

            var offer = (await Letters.WriteAsync(portal, BookingMail.OfferedTemplate, anna)).Letter!;
            Assert.StartsWith(offered, offer.Subject, StringComparison.Ordinal);
            Assert.Contains(offer.Blocks.OfType<LetterBlock.Buttons>().Single().Links, link => link.Address.EndsWith($"/bookings/{line.Id}/offer", StringComparison.Ordinal));

            await LapseAsync(portal);
            Assert.Equal("offer-over", (await Letters.WriteAsync(portal, BookingMail.OfferedTemplate, anna)).SkipReason);
            Assert.StartsWith(still, (await Letters.WriteAsync(portal, BookingMail.LapsedTemplate, anna)).Letter!.Subject, StringComparison.Ordinal);

            await GiveBackAsync(portal, shift);
            await LapseAsync(portal);
            Assert.StartsWith(over, (await Letters.WriteAsync(portal, BookingMail.LapsedTemplate, anna)).Letter!.Subject, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Cover_tells_who_waits_and_relieves_who_sought_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, open, relieved) in new[] { ("en", "A place is open on", "Somebody took over on"), ("fr", "Une place est libre le", "Quelqu’un vous remplace le") })
        {
            var (anna, ben) = (await portal.Data.CreateSupporterAsync(language: language), await portal.Data.CreateSupporterAsync(language: language));
            var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(6), positions: [("Cook", 1, 1)]);
            var booking = await portal.Data.CreateBookingAsync(anna, shift);
            var line = await portal.Data.CreateBookingAsync(ben, shift, BookingState.Waitlisted);
            await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, booking.Id, Token));

            Assert.StartsWith(open, (await Letters.WriteAsync(portal, BookingMail.PlaceOpenTemplate, ben)).Letter!.Subject, StringComparison.Ordinal);
            await portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(ben.Id, line.Id, Token));

            Assert.Equal("place-gone", (await Letters.WriteAsync(portal, BookingMail.PlaceOpenTemplate, ben)).SkipReason);
            Assert.StartsWith(relieved, (await Letters.WriteAsync(portal, BookingMail.RelievedTemplate, anna)).Letter!.Subject, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_request_declined_or_forgotten_says_please_do_not_travel(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, subject, words) in new[] { ("en", "About your request for", "please do not travel"), ("fr", "À propos de votre demande pour le", "ne vous déplacez pas") })
        {
            var kitchen = await portal.Data.CreateOrganisationAsync();
            var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
            var (anna, ben) = (await portal.Data.CreateSupporterAsync(language: language), await portal.Data.CreateSupporterAsync(language: language));
            var shift = await portal.Data.CreateShiftAsync(kitchen, mode: BookingMode.Approval);
            var asked = await BookAsync(portal, anna, shift);
            await BookAsync(portal, ben, shift);
            await portal.RunAsync<RequestAnswers, AnswerResult>(s => s.DeclineAsync(organiser.Id, asked, null, Token));
            await LapseAsync(portal);

            foreach (var person in new[] { anna, ben })
            {
                var letter = (await Letters.WriteAsync(portal, BookingMail.LapsedTemplate, person)).Letter!;
                Assert.StartsWith(subject, letter.Subject, StringComparison.Ordinal);
                Assert.Contains(words, letter.Blocks.OfType<LetterBlock.Paragraph>().First().Text, StringComparison.Ordinal);
            }
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Asking_to_join_tells_the_organisers_and_the_answer_tells_who_asked(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, asks, welcome) in new[] { ("en", "1 person waits for your answer", "Welcome to Kitchen"), ("fr", "1 personne attend votre réponse", "Bienvenue chez Kitchen") })
        {
            var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
            var organiser = await portal.Data.CreateSupporterAsync(language: language);
            await portal.Data.MakeMemberAsync(organiser, kitchen, MembershipRole.Organiser);
            var anna = await portal.Data.CreateSupporterAsync(language: language);
            Assert.Equal(AskResult.Asked, await portal.RunAsync<MembershipService, AskResult>(s => s.AskAsync(anna.Id, kitchen.Id, [], "I cook", Token)));
            Assert.Equal(AskResult.Already, await portal.RunAsync<MembershipService, AskResult>(s => s.AskAsync(anna.Id, kitchen.Id, [], "I cook", Token)));

            Assert.Equal(asks, (await Letters.WriteAsync(portal, WaitingMail.Template, organiser)).Letter!.Subject);
            await using var db = portal.NewContext();
            var membership = await db.Memberships.AsNoTracking().SingleAsync(m => m.SupporterId == anna.Id, Token);
            Assert.Equal(AnswerMembershipResult.Done, await portal.RunAsync<MembershipService, AnswerMembershipResult>(s => s.AnswerAsync(organiser.Id, membership.Id, accept: true, Token)));

            Assert.Equal("answered", (await Letters.WriteAsync(portal, WaitingMail.Template, organiser)).SkipReason);
            Assert.Equal(welcome, (await Letters.WriteAsync(portal, MembershipService.AnsweredTemplate, anna)).Letter!.Subject);
            Assert.Null((await db.Memberships.AsNoTracking().SingleAsync(m => m.SupporterId == anna.Id, Token)).Word);
        }
    }

    private static async Task GiveBackAsync(TestPortal portal, Shift shift)
    {
        var holder = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(holder.SupporterId, holder.Id, Token));
    }

    private static async Task<Guid> BookAsync(TestPortal portal, Supporter person, Shift shift) =>
        (await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(person.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token))).BookingId!.Value;

    private static async Task LapseAsync(TestPortal portal)
    {
        portal.Clock.Advance(TimeSpan.FromHours(48));
        await portal.RunAsync<Lapses, (int, int)>(s => s.RunAsync(Token));
    }
}
