using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;

namespace Portal.Core.Tests.Organisations.People;

public sealed class MemberRolesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_role_is_given_told_and_on_record(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, heading) in new[] { ("en", "You may lead shifts"), ("fr", "Vous pouvez mener des créneaux") })
        {
            var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
            var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
            var anna = await portal.Data.CreateSupporterAsync(language: language);
            var membership = await portal.Data.MakeMemberAsync(anna, kitchen);

            Assert.Equal(ChangeRoleResult.Changed, await ChangeAsync(portal, organiser, membership, MembershipRole.ShiftLead));
            Assert.Equal(ChangeRoleResult.Changed, await ChangeAsync(portal, organiser, membership, MembershipRole.ShiftLead));

            Assert.Equal(heading, (await Letters.WriteAsync(portal, MemberRoles.Template, anna)).Letter!.Heading);
            await using var db = portal.NewContext();
            Assert.Equal(MembershipRole.ShiftLead, (await db.Memberships.SingleAsync(m => m.Id == membership.Id, Token)).Role);
            var entry = (await portal.Data.RecordAsync()).Single(a => a.SubjectId == anna.Id);
            Assert.Equal(("membership.role", organiser.Id, kitchen.Id, "Volunteer -> ShiftLead"), (entry.Action, entry.ActorId!.Value, entry.OrganisationId!.Value, entry.Detail));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_an_organiser_of_the_group_gives_roles(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        await portal.Data.CreateOrganiserAsync(kitchen);
        var membership = await portal.Data.MakeMemberAsync(await portal.Data.CreateSupporterAsync(), kitchen);
        var lead = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(lead, kitchen, MembershipRole.ShiftLead);
        var former = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(former, kitchen, MembershipRole.Organiser, MembershipState.Ended);

        foreach (var actor in new[] { lead, former, await portal.Data.CreateSupporterAsync(), await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()) })
        {
            Assert.Equal(ChangeRoleResult.NotFound, await ChangeAsync(portal, actor, membership, MembershipRole.Organiser));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_organisers_who_step_down_at_once_one_stays(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var round = 0; round < 20; round++)
        {
            var kitchen = await portal.Data.CreateOrganisationAsync();
            var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
            var (hers, his) = (await portal.Data.MakeMemberAsync(anna, kitchen, MembershipRole.Organiser), await portal.Data.MakeMemberAsync(ben, kitchen, MembershipRole.Organiser));

            // In turn: both themselves, each the other, and one by leaving.
            Func<Task<bool>>[] acts = (round % 3) switch
            {
                0 => [StepDown(anna, hers), StepDown(ben, his)],
                1 => [StepDown(anna, his), StepDown(ben, hers)],
                _ => [Leave(anna, hers), StepDown(ben, his)],
            };
            var done = await Task.WhenAll(acts.Select(act => Task.Run(act, Token)));

            Assert.Single(done, true);
            await using var db = portal.NewContext();
            Assert.Equal(1, await db.Memberships.CountAsync(m => m.OrganisationId == kitchen.Id && m.Role == MembershipRole.Organiser && m.State == MembershipState.Active, Token));
        }

        Func<Task<bool>> StepDown(Supporter actor, Membership whose) => async () => await ChangeAsync(portal, actor, whose, MembershipRole.Volunteer) == ChangeRoleResult.Changed;

        Func<Task<bool>> Leave(Supporter actor, Membership whose) => async () =>
            await portal.RunAsync<MembershipEnding, EndMembershipResult>(s => s.EndAsync(actor.Id, whose.Id, new(TakesBack: false, []), Token)) == EndMembershipResult.Ended;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Somebody_who_cannot_act_is_no_organiser_to_leave_it_to(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var anna = await portal.Data.CreateSupporterAsync();
        var membership = await portal.Data.MakeMemberAsync(anna, kitchen, MembershipRole.Organiser);
        await portal.Data.MakeMemberAsync(await portal.Data.CreateSupporterAsync(suspended: true), kitchen, MembershipRole.Organiser);
        await portal.Data.MakeMemberAsync(await portal.Data.CreateSupporterAsync(confirmed: false), kitchen, MembershipRole.Organiser);

        Assert.Equal(ChangeRoleResult.LastOrganiser, await ChangeAsync(portal, anna, membership, MembershipRole.ShiftLead));
        Assert.Equal(EndMembershipResult.LastOrganiser, await portal.RunAsync<MembershipEnding, EndMembershipResult>(s => s.EndAsync(anna.Id, membership.Id, new(false, []), Token)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_lead_who_becomes_a_volunteer_reads_no_roster_any_more(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var ruth = await portal.Data.CreateSupporterAsync();
        var membership = await portal.Data.MakeMemberAsync(ruth, kitchen, MembershipRole.ShiftLead);
        var (coming, elsewhere) = (await portal.Data.CreateShiftAsync(kitchen, lead: ruth), await portal.Data.CreateShiftAsync(lead: ruth));
        var past = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(-2), lead: ruth);

        await ChangeAsync(portal, organiser, membership, MembershipRole.Volunteer);

        Assert.Equal(
            [null, ruth.Id, null],
            [(await portal.Data.ReadShiftAsync(coming.Id)).LeadId, (await portal.Data.ReadShiftAsync(elsewhere.Id)).LeadId, (await portal.Data.ReadShiftAsync(past.Id)).LeadId]);
    }

    private static Task<ChangeRoleResult> ChangeAsync(TestPortal portal, Supporter actor, Membership membership, MembershipRole role) =>
        portal.RunAsync<MemberRoles, ChangeRoleResult>(s => s.ChangeAsync(actor.Id, membership.Id, role, Token));
}
