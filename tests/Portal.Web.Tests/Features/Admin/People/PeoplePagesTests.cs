using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Web.Tests.Live;

namespace Portal.Web.Tests.Features.Admin.People;

public sealed class PeoplePagesTests
{
    private const string Page = "/admin/people";
    private const string Why = "Two people told of threats on the last shift.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_administrator_finds_somebody_suspends_the_account_and_lifts_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        var (samira, ruth, camille) = (await portal.Data.CreateAdministratorAsync("Samira"), await portal.Data.CreateSupporterAsync("Ruth"), await portal.Data.CreateOrganiserAsync(kitchen));
        await portal.Data.MakeMemberAsync(ruth, kitchen);
        using var admin = await portal.SignedInAsync(samira);
        using var hers = await portal.SignedInAsync(ruth);

        var page = await admin.SubmitAsync(Page, "Find", ("Form.Email", "nobody@example.org"));
        Assert.Contains("No account has this address", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Find", ("Form.Email", ruth.Email));
        Assert.Equal($"{Page}/{ruth.Id}", page.Path);
        Assert.Contains("Kitchen of Calais", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ruth.Email!, page.Source, StringComparison.OrdinalIgnoreCase);
        page = await page.SubmitAsync("Suspend the account", ("Form.Reason", "No reason"));
        Assert.Contains("Please say why", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Suspend the account", ("Form.Reason", Why));
        Assert.Contains("The account is suspended. All concerned are told", page.Text, StringComparison.Ordinal);
        Assert.Contains(Why, page.Text, StringComparison.Ordinal);

        Assert.StartsWith("/account/sign-in", (await hers.GetAsync("/my/shifts")).Path, StringComparison.Ordinal);
        using var again = portal.Anonymous();
        var refused = await again.SignInAsync(ruth.Email!);
        Assert.Contains("This account is suspended", refused.Text, StringComparison.Ordinal);
        Assert.Contains("no judgement of you. Please write to", refused.Text, StringComparison.Ordinal);
        // Who does not know the password learns nothing.
        Assert.DoesNotContain("suspended", (await again.SignInAsync(ruth.Email!, "not the password at all")).Text, StringComparison.Ordinal);
        await portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);
        Assert.Equal(["Your account is suspended"], portal.Mail.To(ruth.Email!).Select(mail => mail.Subject));
        Assert.Equal(["An account is suspended"], portal.Mail.To(camille.Email!).Select(mail => mail.Subject));

        page = await page.SubmitAsync("Lift it");
        Assert.Contains("The suspension is lifted", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("/account/sign-in", (await hers.GetAsync("/my/shifts")).Path, StringComparison.Ordinal);
        Assert.DoesNotContain("suspended", (await again.SignInAsync(ruth.Email!)).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_holds_a_role_and_oneself_are_refused_with_a_sentence_and_a_last_organiser_is_spoken_of(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (samira, jonas) = (await portal.Data.CreateAdministratorAsync("Samira"), await portal.Data.CreateAdministratorAsync("Jonas"));
        var camille = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync("Kitchen of Calais"));
        var ruth = await portal.Data.CreateSupporterAsync();
        using var admin = await portal.SignedInAsync(samira);

        Assert.Contains("This is you", (await admin.GetAsync($"{Page}/{samira.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("End the role first", (await admin.GetAsync($"{Page}/{jonas.Id}")).Text, StringComparison.Ordinal);
        var page = await admin.GetAsync($"{Page}/{ruth.Id}");
        await portal.Data.SaveAsync(new CoalitionRole { SupporterId = ruth.Id, Kind = CoalitionRoleKind.Auditor, GrantedAt = portal.Clock.GetUtcNow() });
        Assert.Contains("End the role first", (await page.SubmitAsync("Suspend the account", ("Form.Reason", Why))).Text, StringComparison.Ordinal);
        page = await admin.GetAsync($"{Page}/{camille.Id}");
        Assert.Contains("Nobody else organises for: Kitchen of Calais", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Suspend the account", ("Form.Reason", Why));
        Assert.Contains("Nobody is left who organises for: Kitchen of Calais", page.Text, StringComparison.Ordinal);

        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync($"{Page}/{camille.Id}")).Status);
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.StartsWith("/account/prove", (await admin.GetAsync(Page)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_connection_of_whoever_is_suspended_closes_at_once()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        var person = await live.Portal.Data.CreateSupporterAsync();
        using var visitor = await live.Portal.SignedInAsync(person);
        using var admin = await live.Portal.SignedInAsync(await live.Portal.Data.CreateAdministratorAsync());
        await using var client = await LiveClient.ConnectAsync(live.Portal, visitor, "community:0");
        await client.HeadsAsync();

        // By this clock no minute passes: nothing but the suspension closes it.
        await admin.SubmitAsync($"{Page}/{person.Id}", "Suspend the account", ("Form.Reason", Why));

        await client.ClosedAsync();
    }
}
