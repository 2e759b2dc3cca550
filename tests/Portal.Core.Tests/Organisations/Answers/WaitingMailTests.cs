using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Answers;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Organisations.Answers;

public sealed class WaitingMailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ten_who_ask_within_five_minutes_are_one_letter_and_the_next_comes_a_quarter_of_an_hour_later(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var (ruth, omar) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(kitchen));
        for (var person = 0; person < 10; person++)
        {
            await AskToJoinAsync(portal, kitchen);
            portal.Clock.Advance(TimeSpan.FromSeconds(29));
        }

        var first = Assert.Single(await LettersToAsync(portal, ruth));
        Assert.Single(await LettersToAsync(portal, omar));
        Assert.Equal(TestPortal.Begin + TimeSpan.FromMinutes(5), first.NotBefore);
        Assert.Equal("10 people wait for your answer", (await Letters.WriteAsync(portal, WaitingMail.Template, ruth)).Letter!.Subject);

        await SentAsync(portal);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskToJoinAsync(portal, kitchen);
        await AskToJoinAsync(portal, kitchen);
        var both = await LettersToAsync(portal, ruth);
        Assert.Equal([first.NotBefore, first.NotBefore + TimeSpan.FromMinutes(15)], both.Select(m => m.NotBefore));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_ask_in_the_same_moment_are_one_letter_too(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var round = 0; round < 10; round++)
        {
            var kitchen = await portal.Data.CreateOrganisationAsync();
            var ruth = await portal.Data.CreateOrganiserAsync(kitchen);
            List<Supporter> people = [];
            for (var person = 0; person < 8; person++)
            {
                people.Add(await portal.Data.CreateSupporterAsync());
            }

            await Task.WhenAll(people.Select(person => Task.Run(() => portal.RunAsync<MembershipService, AskResult>(s => s.AskAsync(person.Id, kitchen.Id, [], null, Token)), Token)));

            Assert.Single(await LettersToAsync(portal, ruth));
            Assert.Equal("8 people wait for your answer", (await Letters.WriteAsync(portal, WaitingMail.Template, ruth)).Letter!.Subject);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_is_sent_where_the_queue_was_answered_or_told_meanwhile(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var ruth = await portal.Data.CreateOrganiserAsync(kitchen);
        var membership = await AskToJoinAsync(portal, kitchen);
        await portal.RunAsync<MembershipService, AnswerMembershipResult>(s => s.AnswerAsync(ruth.Id, membership, accept: true, Token));
        Assert.Equal("answered", (await Letters.WriteAsync(portal, WaitingMail.Template, ruth)).SkipReason);

        // Two letters about the same people: the second has nothing to add.
        await SentAsync(portal);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await AskToJoinAsync(portal, kitchen);
        await SentAsync(portal);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await portal.RunAsync<Outbox>(async outbox =>
        {
            await using var db = portal.NewContext();
            outbox.Add(db, new($"{WaitingMail.Template}:again", MailPriority.Booking, WaitingMail.Template, "en") { SupporterId = ruth.Id, NotBefore = portal.Clock.GetUtcNow().AddMinutes(6) });
            await db.SaveChangesAsync(Token);
        });
        Assert.Equal("told", (await Letters.WriteAsync(portal, WaitingMail.Template, ruth)).SkipReason);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_letter_leads_to_each_of_them_and_the_lead_gets_what_is_the_leads(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, subject, place) in new[] { ("en", "3 people wait for your answer", "Anna: Soup · "), ("fr", "3 personnes attendent votre réponse", "Anna\u202f: Soup · ") })
        {
            var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
            var (ruth, lead) = (await portal.Data.CreateSupporterAsync(language: language), await portal.Data.CreateSupporterAsync(language: language));
            await portal.Data.MakeMemberAsync(ruth, kitchen, MembershipRole.Organiser);
            var shift = await portal.Data.CreateShiftAsync(kitchen, activity: await portal.Data.CreateActivityAsync(kitchen, "Soup"), mode: BookingMode.Approval, lead: lead);
            var anna = await portal.Data.CreateSupporterAsync("Anna");
            var booking = await BookAsync(portal, anna, shift);
            var membership = await AskToJoinAsync(portal, kitchen);
            var kind = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Licence") };
            await portal.Data.SaveAsync(kind);
            await portal.RunAsync<QualificationService, bool>(s => s.AskAsync(anna.Id, kind.Id, kitchen.Id, Token));

            var letter = await Letters.WriteAsync(portal, WaitingMail.Template, ruth);
            Assert.Equal(subject, letter.Letter!.Subject);
            Assert.Contains(place, letter.Words(), StringComparison.Ordinal);
            Assert.Contains($"/answers/{booking}", letter.Words(), StringComparison.Ordinal);
            Assert.Contains($"/answers/{membership}", letter.Words(), StringComparison.Ordinal);
            var leads = (await Letters.WriteAsync(portal, WaitingMail.Template, lead)).Words();
            Assert.Contains($"/answers/{booking}", leads, StringComparison.Ordinal);
            Assert.DoesNotContain($"/answers/{membership}", leads, StringComparison.Ordinal);
            Assert.Empty(await LettersToAsync(portal, anna));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_must_be_answered_soon_waits_for_no_letter(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var ruth = await portal.Data.CreateOrganiserAsync(kitchen);
        await AskToJoinAsync(portal, kitchen);

        await BookAsync(portal, await portal.Data.CreateSupporterAsync(), await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(4), mode: BookingMode.Approval));

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMinutes(5)], (await LettersToAsync(portal, ruth)).Select(m => m.NotBefore - TestPortal.Begin));
    }

    private static async Task<Guid> AskToJoinAsync(TestPortal portal, Organisation organisation)
    {
        var person = await portal.Data.CreateSupporterAsync();
        Assert.Equal(AskResult.Asked, await portal.RunAsync<MembershipService, AskResult>(s => s.AskAsync(person.Id, organisation.Id, [], null, Token)));
        await using var db = portal.NewContext();
        return await db.Memberships.Where(m => m.SupporterId == person.Id).Select(m => m.Id).SingleAsync(Token);
    }

    private static async Task<Guid> BookAsync(TestPortal portal, Supporter person, Shift shift) =>
        (await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(person.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token))).BookingId!.Value;

    private static async Task SentAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        await db.Messages.Where(m => m.Template == WaitingMail.Template && m.State == MessageState.Pending).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sent), Token);
    }

    private static async Task<List<Message>> LettersToAsync(TestPortal portal, Supporter reader)
    {
        await using var db = portal.NewContext();
        return await db.Messages.AsNoTracking().Where(m => m.Template == WaitingMail.Template && m.SupporterId == reader.Id).OrderBy(m => m.NotBefore).ToListAsync(Token);
    }
}
