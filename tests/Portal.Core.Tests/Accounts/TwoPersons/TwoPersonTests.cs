using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Tests.Accounts.TwoPersons;

public sealed class TwoPersonTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_role_takes_an_administrator_who_asks_and_another_who_agrees(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);
        var (portal, requests) = (ground.Portal, ground.Requests);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");

        Assert.Equal(AskTwoResult.NotFound, await requests.AskRoleAsync(ruth.Id, ruth.Email, CoalitionRoleKind.Administrator, null, Stop));
        Assert.Equal(AskTwoResult.NotFound, await requests.AskRoleAsync(ground.First.Id, "nobody@example.org", CoalitionRoleKind.Administrator, null, Stop));
        Assert.Equal(AskTwoResult.NotFound, await requests.AskRoleAsync(ground.First.Id, ground.First.Email, CoalitionRoleKind.Auditor, null, Stop));
        Assert.Equal(AskTwoResult.Nothing, await requests.AskRoleAsync(ground.First.Id, ground.Second.Email, CoalitionRoleKind.Administrator, null, Stop));
        Assert.Equal(AskTwoResult.EndsTooSoon, await requests.AskRoleAsync(ground.First.Id, ruth.Email, CoalitionRoleKind.Auditor, portal.Clock.GetUtcNow(), Stop));
        Assert.Equal(AskTwoResult.Asked, await requests.AskRoleAsync(ground.First.Id, ruth.Email!.ToUpperInvariant(), CoalitionRoleKind.Administrator, null, Stop));
        Assert.Equal(AskTwoResult.Already, await requests.AskRoleAsync(ground.Second.Id, ruth.Email, CoalitionRoleKind.Administrator, null, Stop));
        var id = await OpenAsync(portal);

        foreach (var nobody in new[] { ground.First.Id, ruth.Id, (await portal.Data.CreateSupporterAsync()).Id, Guid.Empty })
        {
            Assert.False(await requests.DecideAsync(nobody, id, grant: true, Stop));
        }

        Assert.False(await IsAdministratorAsync(portal, ruth));
        Assert.True(await requests.DecideAsync(ground.Second.Id, id, grant: true, Stop));
        Assert.True(await IsAdministratorAsync(portal, ruth));
        Assert.False(await requests.DecideAsync(ground.Second.Id, id, grant: true, Stop));
        await using var db = portal.NewContext();
        Assert.Equal(["two-persons.asked", "two-persons.granted"], await db.AuditEntries.OrderBy(a => a.Action).Select(a => a.Action).ToListAsync(Stop));
        // The other administrator and the person when it was asked; who asked, and the person, when it was agreed to.
        Assert.Equal(4, await db.Messages.CountAsync(m => m.Template == TwoPersonLetter.Name, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_not_agreed_to_or_comes_too_late_gives_nothing(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);
        var (portal, requests) = (ground.Portal, ground.Requests);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        Task<AskTwoResult> AskAsync() => requests.AskRoleAsync(ground.First.Id, ruth.Email, CoalitionRoleKind.Administrator, null, Stop);

        await AskAsync();
        Assert.True(await requests.DecideAsync(ground.Second.Id, await OpenAsync(portal), grant: false, Stop));
        Assert.Equal(AskTwoResult.Asked, await AskAsync());
        portal.Clock.Advance(TwoPersonRequest.Waits);
        Assert.False(await requests.DecideAsync(ground.Second.Id, await OpenAsync(portal), grant: true, Stop));
        Assert.Equal(AskTwoResult.Asked, await AskAsync());

        // Who asked is no administrator any more: one person is left, and one is not enough.
        await ground.Roles.EndAsync(ground.Second.Id, ground.First.Id, CoalitionRoleKind.Administrator, Stop);
        Assert.False(await requests.DecideAsync(ground.Second.Id, await OpenAsync(portal), grant: true, Stop));
        Assert.False(await IsAdministratorAsync(portal, ruth));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_who_ask_and_decide_at_once_one_does(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);
        var ruth = await ground.Portal.Data.CreateSupporterAsync("Ruth");

        var asked = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => ground.Requests.AskRoleAsync(n % 2 == 0 ? ground.First.Id : ground.Second.Id, ruth.Email, CoalitionRoleKind.Auditor, null, Stop))));
        Assert.Single(asked, result => result == AskTwoResult.Asked);
        var id = await OpenAsync(ground.Portal);
        var decided = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => ground.Requests.DecideAsync(n % 2 == 0 ? ground.First.Id : ground.Second.Id, id, grant: n % 3 == 0, Stop))));
        Assert.Single(decided, isDone => isDone);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_lost_their_second_step_comes_in_again_by_a_fellow_organiser_and_an_administrator(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);
        var (portal, requests) = (ground.Portal, ground.Requests);
        var (kitchen, woodyard) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var (camille, fellow, stranger) = (await portal.Data.CreateSupporterAsync("Camille"), await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(woodyard));
        var membership = (await portal.Data.MakeMemberAsync(camille, kitchen, MembershipRole.Organiser)).Id;
        var session = await portal.Data.CreateSessionAsync(camille.Id);

        Assert.Equal(AskTwoResult.Nothing, await requests.AskRecoveryAsync(fellow.Id, membership, Stop));
        var steps = portal.Services.GetRequiredService<SecondStepService>();
        await steps.ConfirmAsync(camille.Id, session, AuthenticatorCodes.At((await steps.BeginAsync(camille.Id, Stop))!, portal.Clock.GetUtcNow()), Stop);
        await portal.Data.SaveAsync(new IdentityUserPasskey<Guid> { UserId = camille.Id, CredentialId = [1], Data = new() { PublicKey = [1], Transports = [], AttestationObject = [1], ClientDataJson = [1], CreatedAt = portal.Clock.GetUtcNow() } });
        Assert.Equal(AskTwoResult.NotFound, await requests.AskRecoveryAsync(stranger.Id, membership, Stop));
        Assert.Equal(AskTwoResult.NotFound, await requests.AskRecoveryAsync(camille.Id, membership, Stop));
        Assert.Equal(AskTwoResult.Asked, await requests.AskRecoveryAsync(fellow.Id, membership, Stop));

        var id = await OpenAsync(portal);
        Assert.False(await requests.DecideAsync(fellow.Id, id, grant: true, Stop));
        Assert.False(await requests.DecideAsync(stranger.Id, id, grant: true, Stop));
        Assert.True((await steps.StateAsync(camille.Id, Stop)).IsSetUp);
        Assert.True(await requests.DecideAsync(ground.First.Id, id, grant: true, Stop));

        Assert.Equal(new SecondStepState(null, Passkeys: 0, CodesLeft: 0), await steps.StateAsync(camille.Id, Stop));
        await using var db = portal.NewContext();
        Assert.NotNull(await db.Sessions.Where(s => s.Id == session).Select(s => s.EndedAt).SingleAsync(Stop));
        Assert.Equal(1, await db.Messages.CountAsync(m => m.SupporterId == camille.Id && m.Template == SecondStepLetter.Name && m.Data.Contains("\"Change\":6"), Stop));
        Assert.True(await db.Messages.AnyAsync(m => m.SupporterId == fellow.Id && m.Template == TwoPersonLetter.Name, Stop));
        Assert.False(await db.Messages.AnyAsync(m => m.SupporterId == stranger.Id, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_last_two_administrators_do_not_end_each_other(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);

        // Once may end well by chance; this often it does not.
        for (var round = 0; round < 12; round++)
        {
            var ended = await Task.WhenAll(
                Task.Run(() => ground.Roles.EndAsync(ground.First.Id, ground.Second.Id, CoalitionRoleKind.Administrator, Stop)),
                Task.Run(() => ground.Roles.EndAsync(ground.Second.Id, ground.First.Id, CoalitionRoleKind.Administrator, Stop)));

            Assert.Single(ended, EndRoleResult.Ended);
            await using var db = ground.Portal.NewContext();
            Assert.Single(await db.Administrators(ground.Portal.Clock.GetUtcNow()).ToListAsync(Stop));
            await db.CoalitionRoles.ExecuteUpdateAsync(set => set.SetProperty(r => r.EndsAt, (DateTimeOffset?)null), Stop);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_machine_makes_the_first_two_and_no_third(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var roles = portal.Services.GetRequiredService<CoalitionRoles>();
        var people = new[] { await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync() };

        Assert.False(await roles.AppointFirstAsync("nobody@example.org", Stop));
        var made = new List<bool>();
        foreach (var one in people)
        {
            made.Add(await roles.AppointFirstAsync(one.Email!, Stop));
        }

        Assert.Equal([true, true, false], made);
    }

    private static async Task<Guid> OpenAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        return await db.TwoPersonRequests.Where(r => r.DecidedAt == null).Select(r => r.Id).SingleAsync(Stop);
    }

    private static async Task<bool> IsAdministratorAsync(TestPortal portal, Supporter who)
    {
        await using var db = portal.NewContext();
        return await db.Administrators(portal.Clock.GetUtcNow()).ContainsAsync(who.Id, Stop);
    }

    private static async Task<Ground> GroundAsync(DatabaseProvider provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        return new(portal, portal.Services.GetRequiredService<TwoPersonService>(), portal.Services.GetRequiredService<CoalitionRoles>(), await portal.Data.CreateAdministratorAsync("Samira"), await portal.Data.CreateAdministratorAsync("Jonas"));
    }

    private sealed record Ground(TestPortal Portal, TwoPersonService Requests, CoalitionRoles Roles, Supporter First, Supporter Second) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Portal.DisposeAsync();
    }
}
