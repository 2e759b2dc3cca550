using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;
using Portal.Core.Shifts;
using Portal.Core.Tests.Bookings;

namespace Portal.Core.Tests.Organisations.People;

public sealed class MembershipEndingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_stays_stays_and_is_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, heading, kept) in new[] { ("en", "Your membership is over", "You keep your place"), ("fr", "Votre adhésion est terminée", "Vous y gardez votre place") })
        {
            var scene = await SceneAsync(portal, language);

            Assert.Equal(EndMembershipResult.Ended, await EndAsync(portal, scene.Organiser, scene, takesBack: false, scene.Inside, scene.Waiting));

            Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(scene.Inside.Id)).State);
            var letter = await Letters.WriteAsync(portal, MembershipEnding.Template, scene.Anna);
            Assert.Equal(heading, letter.Letter!.Heading);
            Assert.Contains(kept, letter.Words(), StringComparison.Ordinal);
            Assert.Contains("Distribution", letter.Words(), StringComparison.Ordinal);
            Assert.DoesNotContain("Warehouse", letter.Words(), StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_taken_back_goes_to_who_waits_and_everybody_is_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal, "en");
        var ben = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(ben, scene.Kitchen);
        var line = await portal.Data.CreateBookingAsync(ben, scene.Shift, BookingState.Waitlisted);

        Assert.Equal(EndMembershipResult.Ended, await EndAsync(portal, scene.Organiser, scene, takesBack: true, scene.Inside, scene.Waiting));

        Assert.Equal([BookingState.CancelledByOrganiser, BookingState.CancelledByOrganiser, BookingState.Confirmed], [await StateAsync(scene.Inside), await StateAsync(scene.Waiting), await StateAsync(scene.Open)]);
        Assert.Equal(BookingState.Offered, await StateAsync(line));
        Assert.Equal(1, await HeldPlaces.AgreeAsync(portal, scene.Shift));
        Assert.Contains("was taken back", (await Letters.WriteAsync(portal, MembershipEnding.Template, scene.Anna)).Words(), StringComparison.Ordinal);
        Assert.Equal("Volunteer; bookings taken back: 2", Assert.Single(await portal.Data.RecordAsync("membership.end")).Detail);

        async Task<BookingState> StateAsync(Booking booking) => (await portal.Data.ReadBookingAsync(booking.Id)).State;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_is_ended_where_a_booking_came_that_nobody_saw(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal, "en");

        Assert.Equal(EndMembershipResult.BookingsChanged, await EndAsync(portal, scene.Organiser, scene, takesBack: true, scene.Inside));

        await using var db = portal.NewContext();
        Assert.Equal(MembershipState.Active, (await db.Memberships.SingleAsync(m => m.Id == scene.Membership.Id, Token)).State);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(scene.Inside.Id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_looks_for_cover_leaves_no_seeker_behind(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal, "en");
        await portal.RunAsync<Portal.Core.Bookings.Waiting.Withdrawals, CancelOutcome>(s => s.OfferAsync(scene.Anna.Id, scene.Inside.Id, Token));
        Assert.Equal(BookingState.SeekingCover, (await portal.Data.ReadBookingAsync(scene.Inside.Id)).State);

        Assert.Equal(EndMembershipResult.Ended, await EndAsync(portal, scene.Organiser, scene, takesBack: true, scene.Inside, scene.Waiting));

        Assert.Equal(0, await HeldPlaces.AgreeAsync(portal, scene.Shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_oneself_or_an_organiser_of_the_group_ends_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal, "en");
        var lead = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(lead, scene.Kitchen, MembershipRole.ShiftLead);

        foreach (var actor in new[] { lead, await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()) })
        {
            Assert.Equal(EndMembershipResult.NotFound, await EndAsync(portal, actor, scene, takesBack: false, scene.Inside, scene.Waiting));
        }

        Assert.Equal(EndMembershipResult.Ended, await EndAsync(portal, scene.Anna, scene, takesBack: true, scene.Inside, scene.Waiting));
        Assert.Equal(BookingState.CancelledByVolunteer, (await portal.Data.ReadBookingAsync(scene.Inside.Id)).State);
    }

    private static async Task<Scene> SceneAsync(TestPortal portal, string language)
    {
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var anna = await portal.Data.CreateSupporterAsync(language: language);
        var membership = await portal.Data.MakeMemberAsync(anna, kitchen);
        var activity = await portal.Data.CreateActivityAsync(kitchen, "Distribution");
        var inside = await portal.Data.CreateShiftAsync(kitchen, visibility: Visibility.Members, positions: [("Cook", 1, 1)], activity: activity);
        var later = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(9), visibility: Visibility.Members, activity: activity);
        var open = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(8), activity: await portal.Data.CreateActivityAsync(kitchen, "Warehouse"));
        var past = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(-3), visibility: Visibility.Members, activity: activity);
        await portal.Data.CreateBookingAsync(anna, past, BookingState.Completed);
        return new(kitchen, organiser, anna, membership, inside)
        {
            Inside = await portal.Data.CreateBookingAsync(anna, inside),
            Waiting = await portal.Data.CreateBookingAsync(anna, later, BookingState.Waitlisted),
            Open = await portal.Data.CreateBookingAsync(anna, open),
        };
    }

    private static Task<EndMembershipResult> EndAsync(TestPortal portal, Supporter actor, Scene scene, bool takesBack, params Booking[] seen) =>
        portal.RunAsync<MembershipEnding, EndMembershipResult>(s => s.EndAsync(actor.Id, scene.Membership.Id, new(takesBack, [.. seen.Select(b => b.Id)]), Token));

    private sealed record Scene(Organisation Kitchen, Supporter Organiser, Supporter Anna, Membership Membership, Shift Shift)
    {
        public required Booking Inside { get; init; }
        public required Booking Waiting { get; init; }
        public required Booking Open { get; init; }
    }
}
