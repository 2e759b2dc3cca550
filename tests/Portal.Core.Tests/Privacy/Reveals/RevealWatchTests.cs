using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Retention;
using Portal.Core.Privacy.Reveals;

namespace Portal.Core.Tests.Privacy.Reveals;

public sealed class RevealWatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_third_place_given_back_after_its_point_was_opened_is_told_once_and_holds_a_newcomer_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, woodyard) = (await portal.Data.CreateOrganisationAsync("Kitchen"), await portal.Data.CreateOrganisationAsync("Woodyard"));
        var (ruth, remi, wim) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(woodyard));
        var anna = await portal.Data.CreateSupporterAsync("Anna");

        await OpenAndGiveBackAsync(portal, anna, woodyard);
        await OpenAndGiveBackAsync(portal, anna, kitchen);
        // One that was never opened does not count.
        await OpenAndGiveBackAsync(portal, anna, kitchen, opens: false);
        Assert.Empty(await ConcernsAsync(portal));
        await OpenAndGiveBackAsync(portal, anna, kitchen);

        var concern = Assert.Single(await ConcernsAsync(portal));
        Assert.Equal((anna.Id, kitchen.Id, true, null), (concern.SupporterId, concern.OrganisationId, concern.HoldsBack, concern.DecidedAt));
        Assert.Equal(PointConcerns.HeldBack, Assert.Single(await RevealGround.RecordAsync(portal, PointConcerns.HeldBack, PointConcerns.Raised)).Action);
        await using (var db = portal.NewContext())
        {
            var told = await db.Messages.Where(m => m.Template == RevealWatch.Template).Select(m => m.SupporterId!.Value).ToListAsync(Stop);
            Assert.Superset(new HashSet<Guid> { ruth.Id, remi.Id }, told.ToHashSet());
            Assert.DoesNotContain(wim.Id, told);
        }

        // Neither the letter nor the page says anything of the other organisation.
        var letter = (await Letters.WriteAsync(portal, RevealWatch.Template, ruth)).Letter!;
        Assert.DoesNotContain("Woodyard", $"{letter.Subject}{letter.Heading}{letter.Footer}{string.Join('\n', letter.Blocks)}", StringComparison.Ordinal);
        var line = Assert.Single(await portal.RunAsync<ConcernQueries, IReadOnlyList<ConcernLine>>(q => q.ListAsync(ruth.Id, Stop)));
        Assert.Equal(("Anna", "Kitchen", 2), (line.Name, line.Organisation, line.Places.Count));
        Assert.Empty(await portal.RunAsync<ConcernQueries, IReadOnlyList<ConcernLine>>(q => q.ListAsync(wim.Id, Stop)));

        // Held back everywhere, until somebody decided.
        var next = await RevealGround.OpenShiftAsync(portal, woodyard);
        var booking = await portal.Data.CreateBookingAsync(anna, next);
        var look = await RevealGround.LookAsync(portal, anna, booking);
        Assert.Equal((MeetingPointResult.HeldBack, null, next.Id), (look.Result, look.Point, look.ShiftId));
        Assert.Equal(DecideResult.NotFound, await DecideAsync(portal, wim, concern.Id, false, 0));
        Assert.Equal(DecideResult.Done, await DecideAsync(portal, ruth, concern.Id, false, 0));
        Assert.Equal(MeetingPointResult.Shown, (await RevealGround.LookAsync(portal, anna, booking)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_was_at_five_shifts_reads_on_until_somebody_decides_and_the_next_takes_three_more(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var ruth = await portal.Data.CreateOrganiserAsync(kitchen);
        var anna = await portal.Data.CreateSupporterAsync();
        for (var been = 0; been < PointConcern.Trusted; been++)
        {
            await portal.Data.CreateBookingAsync(anna, await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(-10 - been)), BookingState.Completed);
        }

        for (var time = 0; time < 3; time++)
        {
            await OpenAndGiveBackAsync(portal, anna, kitchen);
            portal.Clock.Advance(TimeSpan.FromMinutes(61));
        }

        Assert.False(Assert.Single(await ConcernsAsync(portal)).HoldsBack);
        var first = await OpenAndGiveBackAsync(portal, anna, kitchen);
        Assert.Equal(MeetingPointResult.Shown, first);
        await OpenAndGiveBackAsync(portal, anna, kitchen);
        Assert.Single(await ConcernsAsync(portal));
        await OpenAndGiveBackAsync(portal, anna, kitchen);
        Assert.Equal(2, (await ConcernsAsync(portal)).Count);

        var concern = (await ConcernsAsync(portal))[0];
        Assert.Equal(DecideResult.Done, await DecideAsync(portal, ruth, concern.Id, true, 0));
        Assert.Equal(MeetingPointResult.HeldBack, await OpenAndGiveBackAsync(portal, anna, kitchen));
        Assert.Equal(DecideResult.DecidedMeanwhile, await DecideAsync(portal, ruth, concern.Id, false, 0));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(DecideResult.Done, await DecideAsync(portal, ruth, concern.Id, false, 1));
        Assert.Equal(
            [(PointConcerns.Suspended, (Guid?)ruth.Id), (PointConcerns.LetBe, ruth.Id)],
            (await RevealGround.RecordAsync(portal, PointConcerns.Suspended, PointConcerns.LetBe)).Select(a => (a.Action, a.ActorId)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_given_back_before_it_was_opened_or_long_ago_or_taken_back_does_not_count(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var anna = await portal.Data.CreateSupporterAsync();
        await OpenAndGiveBackAsync(portal, anna, kitchen);
        portal.Clock.Advance(PointConcern.Within);
        await OpenAndGiveBackAsync(portal, anna, kitchen);
        // Given back, taken back again, and there after all.
        var shift = await RevealGround.OpenShiftAsync(portal, kitchen);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        await RevealGround.LookAsync(portal, anna, booking);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, booking.Id, Stop));
        await portal.RunAsync<Withdrawals, KeepResult>(s => s.KeepAsync(anna.Id, booking.Id, Stop));

        await OpenAndGiveBackAsync(portal, anna, kitchen);
        Assert.Empty(await ConcernsAsync(portal));
        await OpenAndGiveBackAsync(portal, anna, kitchen);
        Assert.Single(await ConcernsAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_places_given_back_at_once_the_third_is_seen_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        await portal.Data.CreateOrganiserAsync(kitchen);
        for (var round = 0; round < 5; round++)
        {
            var anna = await portal.Data.CreateSupporterAsync();
            var bookings = new List<Booking>();
            for (var time = 0; time < 5; time++)
            {
                bookings.Add(await portal.Data.CreateBookingAsync(anna, await RevealGround.OpenShiftAsync(portal, kitchen)));
                Assert.Equal(MeetingPointResult.Shown, (await RevealGround.LookAsync(portal, anna, bookings[^1])).Result);
            }

            await Task.WhenAll(bookings.SelectMany(booking => new[] { booking, booking }).Select(booking => portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, booking.Id, Stop))));

            Assert.Single(await ConcernsAsync(portal), c => c.SupporterId == anna.Id);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_opposite_decisions_at_once_one_stands_and_what_was_let_be_goes_after_a_month(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (ruth, remi, anna) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(kitchen));
        for (var time = 0; time < 3; time++)
        {
            await OpenAndGiveBackAsync(portal, anna, kitchen);
        }

        var concern = Assert.Single(await ConcernsAsync(portal));
        // Nobody decides about themselves.
        Assert.Equal(DecideResult.NotFound, await DecideAsync(portal, anna, concern.Id, false, 0));
        var results = await Task.WhenAll(DecideAsync(portal, ruth, concern.Id, true, 0), DecideAsync(portal, remi, concern.Id, false, 0));
        Assert.Equal([DecideResult.Done, DecideResult.DecidedMeanwhile], results.Order());
        var decided = Assert.Single(await ConcernsAsync(portal));
        await DecideAsync(portal, ruth, concern.Id, true, decided.Decisions);
        portal.Clock.Advance(TimeSpan.FromDays(400));
        var rows = portal.Services.GetRequiredService<OldRows>();
        Assert.Equal(0, await rows.ConcernsAsync(Stop));
        Assert.Equal(DecideResult.Done, await DecideAsync(portal, ruth, concern.Id, false, decided.Decisions + 1));
        portal.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await rows.ConcernsAsync(Stop));
    }

    /// <summary>Somebody gets a place on a new shift whose point is open, looks, and cannot come.</summary>
    private static async Task<MeetingPointResult?> OpenAndGiveBackAsync(TestPortal portal, Supporter who, Organisation organisation, bool opens = true)
    {
        var shift = await RevealGround.OpenShiftAsync(portal, organisation);
        var booking = await portal.Data.CreateBookingAsync(who, shift);
        var look = opens ? await RevealGround.LookAsync(portal, who, booking) : null;
        Assert.Equal(CancelResult.CancelledLate, (await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(who.Id, booking.Id, Stop))).Result);
        return look?.Result;
    }

    private static Task<DecideResult> DecideAsync(TestPortal portal, Supporter actor, Guid concern, bool holdsBack, int decisions) =>
        portal.RunAsync<PointConcerns, DecideResult>(s => s.DecideAsync(actor.Id, concern, holdsBack, decisions, Stop));

    private static async Task<List<PointConcern>> ConcernsAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        return await db.PointConcerns.AsNoTracking().OrderBy(c => c.RaisedAt).ToListAsync(Stop);
    }
}
