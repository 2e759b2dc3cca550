using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings;

public sealed class AssignmentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_member_is_asked_and_one_who_allowed_it_is_on_the_rota_at_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, organiser, anna) = await SceneAsync(portal, capacity: 3);
        var ben = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(ben, shift.Organisation!);
        Assert.True(await portal.RunAsync<MembershipService, bool>(s => s.AllowAssignmentAsync(ben.Id, shift.OrganisationId, true, Token)));

        Assert.Equal(AssignResult.Offered, (await AssignAsync(portal, organiser, shift, anna)).Result);
        Assert.Equal(AssignResult.Confirmed, (await AssignAsync(portal, organiser, shift, ben)).Result);

        Assert.Equal((2, 0), await CountsAsync(portal, shift));
        var offer = await LatestAsync(portal, anna);
        Assert.Equal((BookingState.Offered, Placement.AnswerTime(portal.Clock.GetUtcNow(), shift.StartsAt), organiser.Id), (offer.State, offer.AnswerBy, offer.AssignedById));
        Assert.Equal(OfferResult.Confirmed, (await portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(anna.Id, offer.Id, Token))).Result);
        Assert.Equal([BookingState.Confirmed, BookingState.Confirmed], [(await LatestAsync(portal, anna)).State, (await LatestAsync(portal, ben)).State]);
        Assert.Equal((AssignResult.Refused, ObstacleKind.AlreadyBooked), Of(await AssignAsync(portal, organiser, shift, ben)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_may_be_set_aside_asks_for_a_reason_that_is_kept_and_an_overlap_never_is(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, organiser, anna) = await SceneAsync(portal, capacity: 2, published: false);
        var kind = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Driving licence") };
        await portal.Data.SaveAsync(kind);
        await portal.Data.RequireAsync(shift, kind);

        Assert.Equal((AssignResult.ReasonNeeded, ObstacleKind.QualificationMissing), Of(await AssignAsync(portal, organiser, shift, anna)));
        Assert.Equal((AssignResult.ReasonNeeded, ObstacleKind.QualificationMissing), Of(await AssignAsync(portal, organiser, shift, anna, because: "  ")));
        Assert.Equal((0, 0), await CountsAsync(portal, shift));

        Assert.Equal(AssignResult.Offered, (await AssignAsync(portal, organiser, shift, anna, because: "Her licence is in the post")).Result);
        var offer = await LatestAsync(portal, anna);
        Assert.Equal((nameof(ObstacleKind.QualificationMissing), "Her licence is in the post"), (offer.Waived, offer.WaivedBecause));
        // Set aside for this booking, and so no obstacle to a yes.
        Assert.Equal(OfferResult.Confirmed, (await portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(anna.Id, offer.Id, Token))).Result);

        var ben = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(ben, shift.Organisation!);
        await portal.Data.CreateBookingAsync(ben, await portal.Data.CreateShiftAsync());
        var overlapping = await AssignAsync(portal, organiser, shift, ben, because: "We need everyone");
        Assert.Equal(AssignResult.Refused, overlapping.Result);
        Assert.Contains(overlapping.Obstacles, o => o.Kind == ObstacleKind.Overlaps);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_organisers_of_the_group_put_people_and_only_those_it_knows(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, organiser, anna) = await SceneAsync(portal, capacity: 1);
        var stranger = await portal.Data.CreateSupporterAsync();
        var elsewhere = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());

        Assert.Equal(AssignResult.NotFound, (await AssignAsync(portal, elsewhere, shift, anna)).Result);
        Assert.Equal(AssignResult.NotFound, (await AssignAsync(portal, anna, shift, organiser)).Result);
        Assert.Equal(AssignResult.NotFound, (await AssignAsync(portal, organiser, shift, organiser, because: "I know best")).Result);
        Assert.Equal(AssignResult.NotFound, (await AssignAsync(portal, organiser, shift, stranger)).Result);
        Assert.Null(await portal.RunAsync<AssignmentQueries, AssignmentBoard?>(q => q.ReadAsync(elsewhere.Id, shift.Id, null, null, Token)));

        await portal.Data.FillAsync(shift, 1);
        Assert.Equal((AssignResult.Refused, ObstacleKind.Full), Of(await AssignAsync(portal, organiser, shift, anna, because: "please")));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_offer_that_nobody_answered_ends_and_frees_the_place(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, organiser, anna) = await SceneAsync(portal, capacity: 1);
        await AssignAsync(portal, organiser, shift, anna);

        portal.Clock.Advance(TimeSpan.FromHours(49));
        await portal.RunAsync<Lapses, (int, int)>(s => s.RunAsync(Token));

        Assert.Equal((BookingState.Expired, (0, 0)), ((await LatestAsync(portal, anna)).State, await CountsAsync(portal, shift)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_waits_in_the_line_is_taken_out_of_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, organiser, anna) = await SceneAsync(portal, capacity: 1);
        var waiting = await portal.Data.CreateBookingAsync(anna, shift, BookingState.Waitlisted);

        Assert.Equal(AssignResult.Offered, (await AssignAsync(portal, organiser, shift, anna)).Result);

        Assert.Equal((BookingState.Offered, (1, 0)), ((await portal.Data.ReadBookingAsync(waiting.Id)).State, await CountsAsync(portal, shift)));
    }

    /// <summary>Two organisers who put different people on the last place, and one person on two shifts at the same time.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task At_once_nobody_is_put_twice_and_no_place_is_given_twice(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, organiser, anna) = await SceneAsync(portal, capacity: 1);
        var people = new List<Supporter> { anna };
        for (var number = 0; number < 5; number++)
        {
            people.Add(await portal.Data.CreateSupporterAsync());
            await portal.Data.MakeMemberAsync(people[^1], shift.Organisation!);
        }

        var outcomes = await Task.WhenAll(people.Select(person => Task.Run(() => AssignAsync(portal, organiser, shift, person), Token)));

        Assert.Single(outcomes, outcome => outcome.Result == AssignResult.Offered);
        Assert.All(outcomes.Where(o => o.Result != AssignResult.Offered), o => Assert.Equal((AssignResult.Refused, ObstacleKind.Full), Of(o)));
        Assert.Equal((1, 0), await CountsAsync(portal, shift));

        var (ben, second) = (people[outcomes.ToList().FindIndex(o => o.Result == AssignResult.Refused)], await portal.Data.CreateShiftAsync(shift.Organisation, positions: [("Cook", 1, 9)]));
        var third = await portal.Data.CreateShiftAsync(shift.Organisation, positions: [("Cook", 1, 9)]);
        var twice = await Task.WhenAll(new[] { second, third }.Select(s => Task.Run(() => AssignAsync(portal, organiser, s, ben), Token)));
        Assert.Single(twice, outcome => outcome.Result == AssignResult.Offered);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_mail_asks_and_tells_what_was_set_aside_and_why(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, organiser, anna) = await SceneAsync(portal, capacity: 1, published: false);
        var kind = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Driving licence") };
        await portal.Data.SaveAsync(kind);
        await portal.Data.RequireAsync(shift, kind);
        await AssignAsync(portal, organiser, shift, anna, because: "Her licence is in the post");

        await using var db = portal.NewContext();
        var message = await db.Messages.AsNoTracking().SingleAsync(m => m.SupporterId == anna.Id && m.Template == "place-assigned", Token);
        var letter = await portal.RunAsync<MailComposer, ComposedMail>(c => c.ComposeAsync(message, Token));

        Assert.Contains("Can you come on", letter.Mail!.Subject, StringComparison.Ordinal);
        Assert.Contains("(a qualification). Their reason: Her licence is in the post", letter.Mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/bookings/{(await LatestAsync(portal, anna)).Id}/offer", letter.Mail.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_board_takes_the_same_commands_at_10_and_at_40_people_and_finds_a_name_without_its_accents(DatabaseProvider provider)
    {
        var queries = new QueryCounter();
        await using var portal = await TestPortal.StartAsync(provider, more: services =>
        {
            services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(queries));
            services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(queries));
        });
        var (shift, organiser, _) = await SceneAsync(portal, capacity: 1);
        var counts = new List<int>();
        foreach (var more in new[] { 10, 30 })
        {
            await portal.Data.CreateRegularsAsync(shift.Organisation!, more);
            counts.Add((await queries.DuringAsync(() => ReadAsync(portal, organiser, shift, null))).Count);
        }

        Assert.Equal(counts[0], counts[1]);
        Assert.InRange(counts[0], 1, 5);
        var zoe = await portal.Data.CreateSupporterAsync("Zoé Lefèvre");
        await portal.Data.MakeMemberAsync(zoe, shift.Organisation!);
        Assert.Equal([zoe.Id], (await ReadAsync(portal, organiser, shift, "lefevre"))!.People.Select(p => p.Id));
    }

    private static async Task<(Shift Shift, Supporter Organiser, Supporter Member)> SceneAsync(TestPortal portal, int capacity, bool published = true)
    {
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, capacity)], published: published);
        var anna = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(anna, shift.Organisation!);
        return (shift, await portal.Data.CreateOrganiserAsync(shift.Organisation!), anna);
    }

    private static (AssignResult, ObstacleKind) Of(AssignOutcome outcome) => (outcome.Result, Assert.Single(outcome.Obstacles).Kind);

    private static Task<AssignOutcome> AssignAsync(TestPortal portal, Supporter actor, Shift shift, Supporter person, string? because = null) =>
        portal.RunAsync<Assignments, AssignOutcome>(s => s.AssignAsync(actor.Id, shift.Id, shift.Positions[0].Id, person.Id, because, Token));

    private static Task<AssignmentBoard?> ReadAsync(TestPortal portal, Supporter actor, Shift shift, string? name) =>
        portal.RunAsync<AssignmentQueries, AssignmentBoard?>(q => q.ReadAsync(actor.Id, shift.Id, null, name, Token));

    private static async Task<Booking> LatestAsync(TestPortal portal, Supporter person)
    {
        await using var db = portal.NewContext();
        return await db.Bookings.AsNoTracking().Where(b => b.SupporterId == person.Id).OrderByDescending(b => b.CreatedAt).FirstAsync(Token);
    }

    private static async Task<(int Held, int Reserved)> CountsAsync(TestPortal portal, Shift shift)
    {
        var position = (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0];
        return (position.Held, position.Reserved);
    }
}
