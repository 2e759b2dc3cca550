using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;
using Portal.Core.Shifts;
using Portal.Core.Tests.Accounts.Deletion;
using Portal.Core.Updates;

namespace Portal.Core.Tests.Organisations.People;

public sealed class RoleEndsTests
{
    // TestPortal begins on 14 January 2027.
    private static readonly DateOnly Today = new(2027, 1, 14);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_day_is_set_and_cleared_by_an_organiser_and_on_record(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (camille, anna) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateSupporterAsync());
        var hers = await portal.Data.MakeMemberAsync(anna, kitchen, MembershipRole.ShiftLead);

        foreach (var nobody in new[] { anna, await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()) })
        {
            Assert.Equal(RoleEndResult.NotFound, await SetAsync(portal, nobody, hers, Today.AddDays(60)));
        }

        Assert.Equal(RoleEndResult.WrongDay, await SetAsync(portal, camille, hers, Today.AddDays(-1)));
        Assert.Equal(RoleEndResult.WrongDay, await SetAsync(portal, camille, hers, Today.AddYears(RoleEnds.MostYears).AddDays(1)));
        Assert.Equal(RoleEndResult.Set, await SetAsync(portal, camille, hers, Today.AddDays(60)));
        Assert.Equal(RoleEndResult.Set, await SetAsync(portal, camille, hers, Today.AddDays(60)));
        Assert.Empty(await portal.MailAsync(RoleEndMail.EndsTemplate));
        Assert.Equal(RoleEndResult.Set, await SetAsync(portal, camille, hers, day: null));

        await using var db = portal.NewContext();
        Assert.Null((await db.Memberships.SingleAsync(m => m.Id == hers.Id, Stop)).EndsAt);
        Assert.Equal(
            ["ShiftLead: no end -> 2027-03-15 23:00:00Z", "ShiftLead: 2027-03-15 23:00:00Z -> no end"],
            (await portal.Data.RecordAsync("membership.ends")).Select(a => a.Detail).OrderDescending(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_the_day_the_right_is_gone_at_once_and_the_rest_follows(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (camille, anna) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateSupporterAsync());
        var hers = await portal.Data.MakeMemberAsync(anna, kitchen, MembershipRole.Organiser);
        var shift = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(5), visibility: Visibility.Members, lead: anna);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        await portal.RunAsync<MembershipService, bool>(s => s.AllowAssignmentAsync(anna.Id, kitchen.Id, allowed: true, Stop));
        Assert.Equal(RoleEndResult.Set, await SetAsync(portal, camille, hers, Today));

        // Until midnight in Calais, which is an hour before that of Greenwich.
        portal.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 14, 22, 59, 59, TimeSpan.Zero));
        Assert.Equal((true, true, 1), await RightsAsync(portal, anna, kitchen));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((false, false, 0), await RightsAsync(portal, anna, kitchen));
        Assert.False(await portal.RunAsync<MembershipService, bool>(s => s.AllowAssignmentAsync(anna.Id, kitchen.Id, allowed: true, Stop)));

        Assert.Equal((1, 0), await RunAsync(portal));
        Assert.Equal((0, 0), await RunAsync(portal));
        Assert.Null((await portal.Data.ReadShiftAsync(shift.Id)).LeadId);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        Assert.Contains("You keep your place", (await Letters.WriteAsync(portal, MembershipEnding.Template, anna)).Words(), StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal((MembershipState.Ended, false), await db.Memberships.Where(m => m.Id == hers.Id).Select(m => new ValueTuple<MembershipState, bool>(m.State, m.MayBeAssigned)).SingleAsync(Stop));
        Assert.Equal((null, kitchen.Id), (await portal.Data.RecordAsync("membership.lapsed")).Select(a => (a.ActorId, a.OrganisationId!.Value)).Single());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_s_role_is_over_may_ask_again_before_any_job_has_run(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (camille, anna) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateSupporterAsync());
        var hers = await portal.Data.MakeMemberAsync(anna, kitchen);
        await SetAsync(portal, camille, hers, Today);

        Assert.Equal(AskResult.Already, await AskAsync());
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(AskResult.Asked, await AskAsync());
        Assert.Equal((0, 0), await RunAsync(portal));
        await using var db = portal.NewContext();
        Assert.Equal(MembershipState.Requested, (await db.Memberships.SingleAsync(m => m.Id == hers.Id, Stop)).State);

        Task<AskResult> AskAsync() => portal.RunAsync<MembershipService, AskResult>(s => s.AskAsync(anna.Id, kitchen.Id, [], null, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_weeks_before_the_person_and_the_organisers_are_told_exactly_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var (camille, anna) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateSupporterAsync("Anna"));
        var hers = await portal.Data.MakeMemberAsync(anna, kitchen);
        await SetAsync(portal, camille, hers, Today.AddDays(30));

        Assert.Equal(0, await NoticesAsync(portal));
        portal.Clock.Advance(TimeSpan.FromDays(17));
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => NoticesAsync(portal), Stop)))).Sum());
        Assert.Equal(new[] { anna.Id, camille.Id }.Order(), (await portal.MailAsync(RoleEndMail.EndsTemplate)).Select(m => m.SupporterId!.Value).Order());
        Assert.Contains("ends with 13 February 2027", (await Letters.WriteAsync(portal, RoleEndMail.EndsTemplate, anna)).Words(), StringComparison.Ordinal);
        Assert.Contains($"/organise/people/{hers.Id}", (await Letters.WriteAsync(portal, RoleEndMail.EndsTemplate, camille)).Words(), StringComparison.Ordinal);

        // Moved to a day that is near: told at once, and the letter of the day before is not sent any more.
        await SetAsync(portal, camille, hers, Today.AddDays(20));
        Assert.Equal(0, await NoticesAsync(portal));
        Assert.Equal(4, (await portal.MailAsync(RoleEndMail.EndsTemplate)).Count);
        await SetAsync(portal, camille, hers, day: null);
        Assert.Equal("changed", (await Letters.WriteAsync(portal, RoleEndMail.EndsTemplate, anna)).SkipReason);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_lengthens_their_own_role(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (camille, anna) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateSupporterAsync());
        var hers = await portal.Data.MakeMemberAsync(anna, kitchen, MembershipRole.Organiser);

        Assert.Equal(RoleEndResult.Set, await SetAsync(portal, anna, hers, Today.AddDays(60)));
        Assert.Equal(RoleEndResult.Set, await SetAsync(portal, anna, hers, Today.AddDays(50)));
        Assert.Equal(RoleEndResult.NotOneself, await SetAsync(portal, anna, hers, Today.AddDays(51)));
        Assert.Equal(RoleEndResult.NotOneself, await SetAsync(portal, anna, hers, day: null));
        Assert.Equal(RoleEndResult.Set, await SetAsync(portal, camille, hers, day: null));
    }

    private static async Task<(bool Organises, bool Live, int Memberships)> RightsAsync(TestPortal portal, Supporter who, Organisation organisation)
    {
        await using var db = portal.NewContext();
        var session = await portal.Data.CreateSessionAsync(who.Id);
        var viewer = await portal.Services.GetRequiredService<ViewerQueries>().ReadAsync(who.Id, session, [], Stop);
        var live = await portal.Services.GetRequiredService<LiveReaderQueries>().ReadAsync(who.Id, Stop);
        return (await db.OrganisedBy(who.Id, portal.Clock.GetUtcNow()).ContainsAsync(organisation.Id, Stop), live.MayRead($"organisation:{organisation.Slug}"), viewer!.Memberships.Count);
    }

    private static Task<RoleEndResult> SetAsync(TestPortal portal, Supporter actor, Membership whose, DateOnly? day) => portal.RunAsync<RoleEnds, RoleEndResult>(s => s.SetAsync(actor.Id, whose.Id, day, Stop));

    private static Task<(int Ended, int Held)> RunAsync(TestPortal portal) => portal.RunAsync<RoleEndings, (int, int)>(s => s.RunAsync(Stop));

    private static Task<int> NoticesAsync(TestPortal portal) => portal.RunAsync<RoleEndNotices, int>(s => s.WriteDueAsync(Stop));
}
