using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Web.Tests.Live;

namespace Portal.Web.Tests.Features.Accounts.SecondStep;

public sealed class SecondStepPagesTests
{
    private const string Step = "/account/second-step";
    private const string App = "/account/authenticator";

    // What the portal has for an organiser, a member and a reader who is signed in.
    private static readonly string[] Closed = ["/organise", "/organise/shifts", "/organise/sites", "/my/shifts", "/account/profile", "/account/sessions", "/account/notifications", "/updates/channels"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organisers_password_alone_opens_nothing_and_an_app_is_set_up_before_the_first_action(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var camille = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        using var client = portal.Anonymous();

        var page = await (await client.GetAsync("/organise")).SubmitAsync("/account/sign-in", ("Email", camille.Email), ("Password", TestData.Password));
        Assert.Equal($"{Step}?back=%2Forganise", page.Path);
        Assert.Contains("set up a second step before you begin", page.Text, StringComparison.Ordinal);
        foreach (var address in Closed)
        {
            Assert.Equal($"{Step}?back={Uri.EscapeDataString(address)}", (await client.GetAsync(address)).Path);
        }

        page = await (await client.GetAsync(Step)).SubmitAsync("Use an authenticator app");
        Assert.Equal(App, page.Path);
        page = await page.SubmitAsync("Turn it on", ("Form.Code", "12345"));
        Assert.Contains("This code is not right", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Turn it on", ("Form.Code", CodeOn(page, portal)));

        Assert.Equal(10, page.Document.QuerySelectorAll("ol.codes code").Length);
        foreach (var address in Closed)
        {
            Assert.Equal(address, (await client.GetAsync(address)).Path);
        }

        await portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);
        Assert.Contains("An authenticator app was turned on", Assert.Single(portal.Mail.To(camille.Email!)).TextBody!, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_the_password_comes_the_code_once_and_then_the_page_one_wanted(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        var secret = await SetUpAsync(portal, ruth);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        using var client = portal.Anonymous();
        using var second = portal.Anonymous();

        var page = await (await client.GetAsync("/my/shifts")).SubmitAsync("/account/sign-in", ("Email", ruth.Email), ("Password", TestData.Password));
        Assert.Equal($"{Step}?back=%2Fmy%2Fshifts", page.Path);
        page = await page.SubmitAsync("Go on");
        Assert.Contains("Please type the code", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Go on", ("Form.Code", "000000"));
        Assert.Contains("This code is not right", page.Text, StringComparison.Ordinal);
        var code = AuthenticatorCodes.At(secret, portal.Clock.GetUtcNow());
        Assert.Equal("/my/shifts", (await page.SubmitAsync("Go on", ("Form.Code", code))).Path);

        page = await (await second.SignInAsync(ruth.Email!)).SubmitAsync("Go on", ("Form.Code", code));
        Assert.Contains("was used already", page.Text, StringComparison.Ordinal);
        Assert.Equal("/", (await page.SubmitAsync("Sign out")).Path);
        Assert.Equal("/account/sign-in", (await second.GetAsync("/account/sign-in")).Path);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_has_only_the_password_adds_no_step_of_their_own(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var camille = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        await SetUpAsync(portal, camille);
        using var thief = portal.Anonymous();
        await thief.SignInAsync(camille.Email!);

        foreach (var address in new[] { App, "/account/passkeys", "/account/prove" })
        {
            Assert.Equal($"{Step}?back={Uri.EscapeDataString(address)}", (await thief.GetAsync(address)).Path);
        }

        var form = await thief.GetAsync(Step);
        foreach (var address in new[] { App, "/account/authenticator/begin", "/account/authenticator/remove", "/account/recovery-codes", "/account/passkeys", "/account/passkeys/options", "/account/passkeys/remove" })
        {
            form.Form("Go on").SetAttribute("action", address);
            Assert.StartsWith(Step, (await form.SubmitAsync("Go on", ("Form.Code", "000000"))).Path, StringComparison.Ordinal);
        }

        Assert.Equal(new SecondStepState(TestPortal.Begin, Passkeys: 0, CodesLeft: 10), await portal.Services.GetRequiredService<SecondStepService>().StateAsync(camille.Id, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_becomes_an_organiser_is_asked_from_then_on_also_where_they_are_signed_in(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        var portal = live.Portal;
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        using var client = await portal.SignedInAsync(ruth, byPassword: true);
        await using var reader = await LiveClient.ConnectAsync(portal, client, "community:0");
        await reader.HeadsAsync();
        Assert.Equal("/my/shifts", (await client.GetAsync("/my/shifts")).Path);

        await portal.Data.MakeMemberAsync(ruth, kitchen, MembershipRole.Organiser);

        Assert.StartsWith(Step, (await client.GetAsync("/my/shifts")).Path, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromSeconds(31));
        await reader.ClosedAsync();
    }

    [Fact]
    public async Task To_every_open_page_they_are_nobody_and_the_step_is_nobodys_who_gave_no_password()
    {
        await using var portal = await PortalFactory.StartAsync();
        var camille = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync(), "Camille");
        using var client = await portal.SignedInAsync(camille, byPassword: true);
        using var stranger = portal.Anonymous();

        foreach (var address in new[] { "/", "/shifts", "/updates" })
        {
            var page = await client.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Response.StatusCode);
            Assert.DoesNotContain("Camille", page.Source, StringComparison.Ordinal);
        }

        Assert.Equal("/account/sign-in", (await stranger.GetAsync(Step)).Path);
        Assert.StartsWith("/account/sign-in", (await stranger.GetAsync(App)).Path, StringComparison.Ordinal);
    }

    private static string CodeOn(Page page, PortalFactory portal) =>
        AuthenticatorCodes.At(page.Document.QuerySelector("code.secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal), portal.Clock.GetUtcNow());

    private static async Task<string> SetUpAsync(PortalFactory portal, Supporter who)
    {
        var steps = portal.Services.GetRequiredService<SecondStepService>();
        var secret = (await steps.BeginAsync(who.Id, Stop))!;
        await steps.ConfirmAsync(who.Id, await portal.Data.CreateSessionAsync(who.Id), AuthenticatorCodes.At(secret, portal.Clock.GetUtcNow()), Stop);
        return secret;
    }
}
