using System.Net;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organisations;

public sealed class LeavingTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_member_leaves_by_a_button_that_says_first_what_becomes_of_their_bookings(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        await portal.Data.MakeMemberAsync(anna, organisation);
        var (bound, free) = (await portal.Data.CreateShiftAsync(organisation, visibility: Visibility.Members), await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(4)));
        var (given, kept) = (await portal.Data.CreateBookingAsync(anna, bound), await portal.Data.CreateBookingAsync(anna, free));
        var past = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(-20), TimeSpan.FromHours(2), lead: anna);
        using var client = await portal.SignedInAsync(anna);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/shifts/{past.Id}/roster")).Status);

        var page = await client.GetAsync((await client.GetAsync((await client.GetAsync($"/organisations/{organisation.Slug}")).Link("My membership"))).Link("Leave this group…"));
        Assert.Contains("1 of your coming shifts is for members", page.Text, StringComparison.Ordinal);
        Assert.Contains("Please say what becomes of your shifts.", (await page.SubmitAsync("Leave")).Text, StringComparison.Ordinal);
        var unseen = await page.SubmitAsync("Leave", ("Seen", null));
        Assert.Contains("Please say what becomes of your shifts.", unseen.Text, StringComparison.Ordinal);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(given.Id)).State);

        var left = await page.SubmitAsync("Leave", ("TakesBack", "true"));
        Assert.Contains("You have left", left.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/shifts/{past.Id}/roster")).Status);
        Assert.Equal((BookingState.CancelledByVolunteer, BookingState.Confirmed), ((await portal.Data.ReadBookingAsync(given.Id)).State, (await portal.Data.ReadBookingAsync(kept.Id)).State));
        Assert.NotNull(left.Link("Ask to join"));
        Assert.DoesNotContain("You have left", (await page.SubmitAsync("Leave", ("TakesBack", "true"))).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_last_organiser_is_refused_before_anything_is_promised(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var last = await portal.Data.CreateOrganiserAsync(organisation);
        using var client = await portal.SignedInAsync(last);
        await using var db = portal.NewContext();
        var membership = db.Memberships.Single(m => m.SupporterId == last.Id);

        foreach (var address in new[] { $"/organisations/{organisation.Slug}/leave", $"/organise/people/{membership.Id}/end" })
        {
            var page = await client.GetAsync(address);
            Assert.Contains("Nobody else organises here", page.Text, StringComparison.Ordinal);
            Assert.Null(page.Document.QuerySelector("main form[method=post]"));
        }

        using var second = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        Assert.Contains("You have left", (await client.SubmitAsync($"/organisations/{organisation.Slug}/leave", "Leave")).Text, StringComparison.Ordinal);
        Assert.Contains("Nobody else organises here", (await second.GetAsync($"/organisations/{organisation.Slug}/leave")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_asked_to_join_can_withdraw_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        using var client = await portal.SignedInAsync(anna);
        await client.SubmitAsync($"/organisations/{organisation.Slug}/join", "Ask to join");

        var page = await client.GetAsync((await client.GetAsync($"/organisations/{organisation.Slug}")).Link("Withdraw my request"));
        Assert.Contains("is withdrawn", (await page.SubmitAsync("Withdraw my request")).Text, StringComparison.Ordinal);

        await using var db = portal.NewContext();
        Assert.Equal(MembershipState.Ended, db.Memberships.Single(m => m.SupporterId == anna.Id).State);
    }
}
