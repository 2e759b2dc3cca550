using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Privacy.Retention;
using Portal.Core.Tests.Accounts.Deletion;

namespace Portal.Core.Tests.Organisations.Appointments;

public sealed class AppointmentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_is_invited_organises_once_they_said_yes_and_all_are_told(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);
        var (portal, kitchen) = (ground.Portal, ground.Kitchen);
        var (ruth, colleague, other) = (await portal.Data.CreateSupporterAsync("Ruth"), await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateAdministratorAsync());

        Assert.Equal(InviteResult.Invited, await ground.InviteAsync(ground.Admin, ruth.Email!.ToUpperInvariant()));
        var id = await ground.OpenAsync(ruth);
        Assert.False(await ground.OrganisesAsync(ruth));
        foreach (var nobody in new[] { ground.Admin, colleague, other, await portal.Data.CreateSupporterAsync() })
        {
            Assert.Equal(AnswerInvitationResult.NotFound, await ground.AcceptAsync(nobody, id));
        }

        Assert.Equal(AnswerInvitationResult.Accepted, await ground.AcceptAsync(ruth, id));
        Assert.Equal(AnswerInvitationResult.Accepted, await ground.AcceptAsync(ruth, id));

        Assert.True(await ground.OrganisesAsync(ruth));
        Assert.Equal([("organiser.invited", ground.Admin.Id, id), ("organiser.accepted", ruth.Id, ruth.Id)], (await portal.Data.RecordAsync()).OrderByDescending(a => a.Action, StringComparer.Ordinal).Select(a => (a.Action, a.ActorId!.Value, a.SubjectId)));
        var told = (await portal.MailAsync(AppointmentLetter.Name)).ToLookup(m => m.SupporterId!.Value, m => m.Data);
        Assert.Equal(new[] { ruth.Id, ground.Admin.Id, other.Id, colleague.Id }.Order(), told.Select(t => t.Key).Order());
        Assert.Contains("Ruth organises for Kitchen now", (await Letters.WriteAsync(portal, AppointmentLetter.Name, colleague)).Words(), StringComparison.Ordinal);
        Assert.Equal("over", (await Letters.WriteAsync(portal, AppointmentLetter.Name, ruth)).SkipReason);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whether_anybody_has_an_address_is_not_told_by_the_answer_the_list_or_the_record(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);
        var portal = ground.Portal;
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        var colleague = await portal.Data.CreateOrganiserAsync(ground.Kitchen);
        var unfit = await portal.Data.CreateSupporterAsync(suspended: true);

        string[] addresses = [ruth.Email!, "nobody@example.org", colleague.Email!, unfit.Email!];
        foreach (var address in addresses)
        {
            Assert.Equal(InviteResult.Invited, await ground.InviteAsync(ground.Admin, address));
        }

        await using var db = portal.NewContext();
        var shown = await db.OpenInvitationsAsync(ground.Kitchen.Id, portal.Clock.GetUtcNow(), Stop);
        Assert.Single(shown.Select(i => i with { Id = Guid.Empty }).Distinct());
        Assert.Equal(4, shown.Count);
        Assert.Single((await portal.Data.RecordAsync()).Select(a => (a.Action, a.ActorId, a.OrganisationId, a.Detail)).Distinct());
        Assert.Equal([ruth.Id], (await portal.MailAsync(AppointmentLetter.Name)).Select(m => m.SupporterId!.Value));
        Assert.Equal(InviteResult.NoAddress, await ground.InviteAsync(ground.Admin, "nobody"));
        Assert.Equal(InviteResult.NotFound, await ground.InviteAsync(ruth, colleague.Email!));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_appoints_themselves_and_another_administrator_may(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);
        var other = await ground.Portal.Data.CreateAdministratorAsync();

        Assert.Equal(InviteResult.Oneself, await ground.InviteAsync(ground.Admin, ground.Admin.Email!));

        Assert.Equal(InviteResult.Invited, await ground.InviteAsync(other, ground.Admin.Email!));
        Assert.Equal(AnswerInvitationResult.Accepted, await ground.AcceptAsync(ground.Admin, await ground.OpenAsync(ground.Admin)));
        Assert.True(await ground.OrganisesAsync(ground.Admin));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_withdrawn_declined_late_or_from_somebody_without_the_right_gives_nothing(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);
        var (portal, service) = (ground.Portal, ground.Portal.Services.GetRequiredService<AppointmentService>());
        var (ruth, other) = (await portal.Data.CreateSupporterAsync("Ruth"), await portal.Data.CreateAdministratorAsync());
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());

        await ground.InviteAsync(ground.Admin, ruth.Email!);
        var withdrawn = await ground.OpenAsync(ruth);
        Assert.False(await service.WithdrawAsync(stranger.Id, ground.Kitchen.Id, withdrawn, Stop));
        Assert.True(await service.WithdrawAsync(other.Id, ground.Kitchen.Id, withdrawn, Stop));
        Assert.False(await service.WithdrawAsync(other.Id, ground.Kitchen.Id, withdrawn, Stop));
        Assert.Equal(AnswerInvitationResult.NotFound, await ground.AcceptAsync(ruth, withdrawn));

        await ground.InviteAsync(ground.Admin, ruth.Email!);
        var declined = await ground.OpenAsync(ruth);
        Assert.Equal(AnswerInvitationResult.Declined, await ground.DeclineAsync(ruth, declined));
        Assert.Equal(AnswerInvitationResult.NotFound, await ground.AcceptAsync(ruth, declined));
        Assert.Contains("would rather not", (await Letters.WriteAsync(portal, AppointmentLetter.Name, ground.Admin)).Words(), StringComparison.Ordinal);

        await ground.InviteAsync(ground.Admin, ruth.Email!);
        var late = await ground.OpenAsync(ruth);
        portal.Clock.Advance(OrganiserInvitation.Waits);
        Assert.Equal(AnswerInvitationResult.NotFound, await ground.AcceptAsync(ruth, late));

        // Whoever invited is no administrator any more.
        await ground.InviteAsync(ground.Admin, ruth.Email!);
        await portal.Services.GetRequiredService<CoalitionRoles>().EndAsync(other.Id, ground.Admin.Id, CoalitionRoleKind.Administrator, Stop);
        Assert.Equal(AnswerInvitationResult.NotFound, await ground.AcceptAsync(ruth, await ground.OpenAsync(ruth)));
        Assert.False(await ground.OrganisesAsync(ruth));

        portal.Clock.Advance(OrganiserInvitation.Waits + OrganiserInvitation.KeptAfter + TimeSpan.FromMinutes(1));
        await portal.RunAsync<RetentionService, string>(s => s.RunAsync(Stop));
        await using var db = portal.NewContext();
        Assert.Empty(await db.OrganiserInvitations.ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Many_taps_and_two_invitations_make_one_organiser(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);
        var (portal, ruth) = (ground.Portal, await ground.Portal.Data.CreateSupporterAsync("Ruth"));
        await ground.InviteAsync(ground.Admin, ruth.Email!);
        await ground.InviteAsync(ground.Admin, ruth.Email!);
        await using var db = portal.NewContext();
        var both = await db.OrganiserInvitations.Select(i => i.Id).ToListAsync(Stop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => ground.AcceptAsync(ruth, both[n % 2]), Stop)));

        Assert.Equal(3, answers.Count(answer => answer == AnswerInvitationResult.Accepted));
        Assert.Equal(1, await db.Memberships.CountAsync(m => m.SupporterId == ruth.Id, Stop));
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == "organiser.accepted", Stop));
        Assert.Empty(await db.OrganiserInvitations.Where(i => i.DecidedAt == null).ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task No_more_than_some_are_invited_a_day(DatabaseProvider provider)
    {
        await using var ground = await GroundAsync(provider);

        var results = await Task.WhenAll(Enumerable.Range(0, AppointmentService.MostADay + 3).Select(n => Task.Run(() => ground.InviteAsync(ground.Admin, $"nobody{n}@example.org"), Stop)));

        Assert.Equal((AppointmentService.MostADay, 3), (results.Count(r => r == InviteResult.Invited), results.Count(r => r == InviteResult.TooOften)));
        ground.Portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(InviteResult.Invited, await ground.InviteAsync(ground.Admin, "nobody@example.org"));
    }

    private static async Task<Ground> GroundAsync(DatabaseProvider provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        return new(portal, await portal.Data.CreateOrganisationAsync("Kitchen"), await portal.Data.CreateAdministratorAsync("Samira"));
    }

    private sealed record Ground(TestPortal Portal, Organisation Kitchen, Supporter Admin) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Portal.DisposeAsync();

        public Task<InviteResult> InviteAsync(Supporter actor, string address) => Portal.Services.GetRequiredService<AppointmentService>().InviteAsync(actor.Id, Kitchen.Id, address, Stop);

        public Task<AnswerInvitationResult> AcceptAsync(Supporter who, Guid id) => Portal.Services.GetRequiredService<AppointmentAnswers>().AcceptAsync(who.Id, id, Stop);

        public Task<AnswerInvitationResult> DeclineAsync(Supporter who, Guid id) => Portal.Services.GetRequiredService<AppointmentAnswers>().DeclineAsync(who.Id, id, Stop);

        public async Task<Guid> OpenAsync(Supporter who)
        {
            await using var db = Portal.NewContext();
            return await db.OrganiserInvitations.Open(Portal.Clock.GetUtcNow()).Where(i => i.SupporterId == who.Id).Select(i => i.Id).SingleAsync(Stop);
        }

        public async Task<bool> OrganisesAsync(Supporter who)
        {
            await using var db = Portal.NewContext();
            return await db.OrganisedBy(who.Id, Portal.Clock.GetUtcNow()).ContainsAsync(Kitchen.Id, Stop);
        }
    }
}
