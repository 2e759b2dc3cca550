using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Organisations.People;
using Portal.Core.Tests.Accounts.Deletion;

namespace Portal.Core.Tests.Organisations.People;

/// <summary>No organisation is left without anybody who organises: not by leaving, stepping down, deleting an account, or the passing of a day.</summary>
public sealed class SuccessionTests
{
    private static readonly DateOnly Far = new(2027, 3, 31);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_last_one_hands_over_and_then_goes(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var (camille, camilles) = await OrganiserAsync(portal, kitchen);
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        var annas = await portal.Data.MakeMemberAsync(anna, kitchen);
        var service = portal.Services.GetRequiredService<AppointmentService>();

        Assert.Equal(EndMembershipResult.LastOrganiser, await LeaveAsync(portal, camille, camilles));
        Assert.Equal(RoleEndResult.LastOrganiser, await EndAsync(portal, camille, camilles, Far));
        Assert.Equal(["Kitchen"], (await portal.AskAsync(camille)).Indispensable!.Organisations.Select(o => o.Name));
        Assert.Equal(InviteResult.NotFound, await service.InviteMemberAsync(anna.Id, kitchen.Id, annas.Id, Stop));
        Assert.Equal(InviteResult.Oneself, await service.InviteMemberAsync(camille.Id, kitchen.Id, camilles.Id, Stop));
        Assert.Equal(InviteResult.Invited, await service.InviteMemberAsync(camille.Id, kitchen.Id, annas.Id, Stop));

        // Asking is not enough: they have to say yes.
        Assert.Equal(EndMembershipResult.LastOrganiser, await LeaveAsync(portal, camille, camilles));
        await using var db = portal.NewContext();
        var invitation = await db.OrganiserInvitations.Select(i => i.Id).SingleAsync(Stop);
        Assert.Equal(AnswerInvitationResult.Accepted, await portal.Services.GetRequiredService<AppointmentAnswers>().AcceptAsync(anna.Id, invitation, Stop));

        var letter = (await Letters.WriteAsync(portal, AppointmentLetter.Name, camille)).Words();
        Assert.Contains("nothing holds you any more", letter, StringComparison.Ordinal);
        Assert.Contains($"/organisations/{kitchen.Slug}/leave", letter, StringComparison.Ordinal);
        Assert.Equal(EndMembershipResult.Ended, await LeaveAsync(portal, camille, camilles));
        Assert.Equal(1, await portal.EraseAtOnceAsync(camille));
        Assert.Equal(EndMembershipResult.LastOrganiser, await LeaveAsync(portal, anna, annas));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_would_be_the_last_by_a_day_stays_and_all_are_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var admin = await portal.Data.CreateAdministratorAsync();
        foreach (var way in new[] { "leaves", "steps down", "is deleted", "is suspended" })
        {
            var kitchen = await portal.Data.CreateOrganisationAsync($"Kitchen of who {way}");
            var ((camille, camilles), (anna, annas), (ben, bens)) = (await OrganiserAsync(portal, kitchen), await OrganiserAsync(portal, kitchen), await OrganiserAsync(portal, kitchen));
            var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
            Assert.Equal(RoleEndResult.Set, await EndAsync(portal, camille, annas, today.AddDays(40)));
            Assert.Equal(RoleEndResult.Set, await EndAsync(portal, camille, bens, today.AddDays(30)));
            Assert.Equal(RoleEndResult.LastOrganiser, await EndAsync(portal, anna, camilles, today.AddDays(50)));

            switch (way)
            {
                case "leaves":
                    Assert.Equal(EndMembershipResult.Ended, await LeaveAsync(portal, camille, camilles));
                    break;
                case "steps down":
                    Assert.Equal(ChangeRoleResult.Changed, await portal.RunAsync<MemberRoles, ChangeRoleResult>(s => s.ChangeAsync(camille.Id, camilles.Id, MembershipRole.Volunteer, Stop)));
                    break;
                case "is deleted":
                    Assert.Equal(1, await portal.EraseAtOnceAsync(camille));
                    break;
                default:
                    await using (var suspending = portal.NewContext())
                    {
                        await suspending.Supporters.Where(s => s.Id == camille.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, portal.Clock.GetUtcNow()), Stop);
                    }

                    Assert.Equal((0, 1), await RunAsync(portal));
                    break;
            }

            Assert.Equal((0, 0), await RunAsync(portal));
            portal.Clock.Advance(TimeSpan.FromDays(60));
            Assert.Equal((1, 0), await RunAsync(portal));
            await using var db = portal.NewContext();
            Assert.Equal([anna.Id], await db.OrganisersOf(kitchen.Id, portal.Clock.GetUtcNow()).ToListAsync(Stop));
            Assert.Equal(anna.Id, (await portal.Data.RecordAsync("membership.held")).Single(a => a.OrganisationId == kitchen.Id).SubjectId);
            Assert.Contains("goes on until somebody follows you", (await Letters.WriteAsync(portal, RoleEndMail.HeldTemplate, anna)).Words(), StringComparison.Ordinal);
            Assert.Contains(kitchen.Name, (await Letters.WriteAsync(portal, RoleEndMail.HeldTemplate, admin)).Words(), StringComparison.Ordinal);
            Assert.NotNull(ben);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_last_one_s_end_that_passed_while_no_job_ran_is_not_carried_out(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var ((camille, _), (anna, annas)) = (await OrganiserAsync(portal, kitchen), await OrganiserAsync(portal, kitchen));
        await EndAsync(portal, camille, annas, Far);
        await using var db = portal.NewContext();
        await db.Supporters.Where(s => s.Id == camille.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, portal.Clock.GetUtcNow()), Stop);
        portal.Clock.Advance(TimeSpan.FromDays(100));

        Assert.Equal((0, 1), await RunAsync(portal));
        Assert.Equal([anna.Id], await db.OrganisersOf(kitchen.Id, portal.Clock.GetUtcNow()).ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_last_ones_who_go_or_are_ended_at_once_one_stays(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var round = 0; round < 15; round++)
        {
            var kitchen = await portal.Data.CreateOrganisationAsync();
            var ((anna, annas), (ben, bens)) = (await OrganiserAsync(portal, kitchen), await OrganiserAsync(portal, kitchen));

            // In turn: both leave, each sets the other's end, and one leaves while the other's end is set.
            Func<Task<bool>>[] acts = (round % 3) switch
            {
                0 => [Leave(anna, annas), Leave(ben, bens)],
                1 => [End(anna, bens), End(ben, annas)],
                _ => [Leave(anna, annas), End(anna, bens)],
            };
            var done = await Task.WhenAll(acts.Select(act => Task.Run(act, Stop)));

            Assert.Contains(true, done);
            Assert.True(round % 3 == 2 || done.Count(isDone => isDone) == 1, $"Round {round}: both.");
            await using var db = portal.NewContext();
            Assert.Equal(1, await db.LastingOrganisersOf(kitchen.Id, portal.Clock.GetUtcNow()).CountAsync(Stop));
        }

        Func<Task<bool>> Leave(Supporter actor, Membership whose) => async () => await LeaveAsync(portal, actor, whose) == EndMembershipResult.Ended;

        Func<Task<bool>> End(Supporter actor, Membership whose) => async () => await EndAsync(portal, actor, whose, Far) == RoleEndResult.Set;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_the_lock_both_would_have_gone(DatabaseProvider provider)
    {
        // The negative control: two who count those who are left before either has gone, as they would without the organisation's lock.
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var ((_, annas), (_, bens)) = (await OrganiserAsync(portal, kitchen), await OrganiserAsync(portal, kitchen));
        var now = portal.Clock.GetUtcNow();
        await using var one = portal.NewContext();
        await using var two = portal.NewContext();

        var (first, second) = (await one.LastingOrganisersOf(kitchen.Id, now).AnyAsync(id => id != annas.SupporterId, Stop), await two.LastingOrganisersOf(kitchen.Id, now).AnyAsync(id => id != bens.SupporterId, Stop));
        Assert.True(first && second);
        await one.Memberships.Where(m => m.Id == annas.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.EndsAt, now.AddDays(1)), Stop);
        await two.Memberships.Where(m => m.Id == bens.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.EndsAt, now.AddDays(1)), Stop);

        Assert.Empty(await one.LastingOrganisersOf(kitchen.Id, now).ToListAsync(Stop));
    }

    private static async Task<(Supporter Who, Membership Membership)> OrganiserAsync(TestPortal portal, Organisation organisation)
    {
        var who = await portal.Data.CreateSupporterAsync();
        return (who, await portal.Data.MakeMemberAsync(who, organisation, MembershipRole.Organiser));
    }

    private static Task<EndMembershipResult> LeaveAsync(TestPortal portal, Supporter actor, Membership whose) =>
        portal.RunAsync<MembershipEnding, EndMembershipResult>(s => s.EndAsync(actor.Id, whose.Id, new(TakesBack: false, []), Stop));

    private static Task<RoleEndResult> EndAsync(TestPortal portal, Supporter actor, Membership whose, DateOnly day) => portal.RunAsync<RoleEnds, RoleEndResult>(s => s.SetAsync(actor.Id, whose.Id, day, Stop));

    private static Task<(int Ended, int Held)> RunAsync(TestPortal portal) => portal.RunAsync<RoleEndings, (int, int)>(s => s.RunAsync(Stop));
}
