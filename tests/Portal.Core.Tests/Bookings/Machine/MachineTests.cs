using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Machine;

/// <summary>
/// Random stories (FsCheck) of people who book, wait, answer, give back and change their minds while time goes by. A story that fails is
/// shortened to the steps that matter. The suite tells the same stories each time; <c>./dev chaos</c> tells many more, and others.
/// </summary>
public sealed class MachineTests
{
    private const int StoriesInMemory = 10_000;
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static int Stories => int.TryParse(Environment.GetEnvironmentVariable("PORTAL_CHAOS"), out var many) ? many : 200;

    [Fact]
    public void No_story_leads_a_booking_past_the_table_of_changes() => Check(StoriesInMemory, targets =>
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestPortal.Begin);
        var position = new Position { Id = Guid.CreateVersion7(), ShiftId = Guid.CreateVersion7(), Name = LocalText.Of("Cook"), Minimum = 1, Capacity = 1 };
        var states = Enum.GetValues<BookingState>();
        var booking = Booking.Create(clock, Guid.CreateVersion7(), position, BookingState.Requested, Guid.CreateVersion7());
        foreach (var to in targets.Select(t => states[t % states.Length]))
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            var (before, version, changes) = (booking.State, booking.Version, booking.History.Count);
            var allowed = BookingStates.Allows(before, to);

            Assert.Equal(allowed, booking.TryChange(to, null, clock));
            Assert.Equal((allowed ? to : before, version + (allowed ? 1 : 0), changes + (allowed ? 1 : 0)), (booking.State, booking.Version, booking.History.Count));
            Assert.Equal(booking.State is BookingState.CheckedIn or BookingState.Completed, booking.CheckedInAt is not null);
        }
    });

    [Fact]
    public void The_model_itself_oversells_in_no_story() => Check(StoriesInMemory, story =>
    {
        var now = TestPortal.Begin;
        var model = new Model(CapacityOf(story), now.AddDays(4), Zone);
        foreach (var step in story.Select(Step.Of))
        {
            now += Pace(step);
            model.Do(step, now);
            Assert.InRange(model.Held, 0, CapacityOf(story));
        }
    });

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_story_goes_in_the_portal_as_the_model_says(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var (activity, site, organiser) = (await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation), await portal.Data.CreateOrganiserAsync(organisation));

        await Task.Run(() => Check(Stories, story => TellAsync(story).GetAwaiter().GetResult()), TestContext.Current.CancellationToken);

        async Task TellAsync(byte[] story)
        {
            var world = await World.MakeAsync(portal, organisation, activity, site, organiser, CapacityOf(story));
            var model = new Model(CapacityOf(story), world.StartsAt, Zone);
            foreach (var step in story.Select(Step.Of))
            {
                portal.Clock.Advance(Pace(step));
                Assert.Equal((step, model.Do(step, portal.Clock.GetUtcNow())), (step, await world.DoAsync(step)));
                var (states, held, reserved, seeking) = await world.LookAsync();
                Assert.Equal(model.States, states);
                Assert.Equal((model.Held, 0, model.Seeking), (held, reserved, seeking));
            }

            await world.TellsItsHistoryAsync();
        }
    }

    [Fact]
    public void A_story_that_fails_is_found_and_shortened()
    {
        var failure = Assert.ThrowsAny<Exception>(() => Check(1000, story => Assert.DoesNotContain(story, step => Step.Of(step).Deed == Deed.CallOff)));

        Assert.Contains("shrink", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static int CapacityOf(byte[] story) => 1 + (story.Length % 2);

    /// <summary>Two steps never happen in the same moment: what was first is then known to both.</summary>
    private static TimeSpan Pace(Step step) => TimeSpan.FromSeconds(1) + (step.Deed switch
    {
        Deed.WaitAnHour => TimeSpan.FromHours(1),
        Deed.WaitHalfADay => TimeSpan.FromHours(13),
        Deed.WaitDays => TimeSpan.FromHours(60),
        _ => TimeSpan.Zero,
    });

    private static void Check(int stories, Action<byte[]> tell)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(stories).WithStartSize(4).WithEndSize(24);
        if (Environment.GetEnvironmentVariable("PORTAL_CHAOS") is null)
        {
            config = config.WithReplay(7_193_205_118_426_573_881UL, 4_611_686_018_427_387_905UL);
        }

        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), tell).Check(config);
    }
}
