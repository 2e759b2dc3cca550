using Microsoft.Playwright;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Data;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

/// <summary>An organiser sets up an authenticator, and comes in by it the next time; another by the passkey of the device.</summary>
public abstract class SecondStepJourney(Chromium chromium, DatabaseProvider provider) : DeviceTest(chromium, provider)
{
    [Fact]
    public async Task An_organiser_sets_up_an_app_before_the_first_action_and_comes_in_by_it_afterwards()
    {
        var camille = await Portal.Data.CreateOrganiserAsync(await Portal.Data.CreateOrganisationAsync(), "Camille");
        var visitor = await VisitorAsync();
        var page = visitor.Page;

        await PasswordAsync(visitor, camille, "/organise");
        await Expect(page.GetByText("set up a second step before you begin")).ToBeVisibleAsync();
        await visitor.FindsThePageAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use an authenticator app" }).ClickAsync();
        await visitor.FindsThePageAccessibleAsync();
        var secret = (await page.Locator("code.secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.GetByLabel("Six digits").FillAsync(AuthenticatorCodes.At(secret, Portal.Clock.GetUtcNow()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Expect(page.Locator("ol.codes code")).ToHaveCountAsync(10);
        await visitor.FindsThePageAccessibleAsync();
        var recovery = await page.Locator("ol.codes code").First.InnerTextAsync();
        await SignOutAsync(visitor);

        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await PasswordAsync(visitor, camille, "/organise");
        await Expect(page.GetByText("type the six digits it shows")).ToBeVisibleAsync();
        await visitor.FindsThePageAccessibleAsync();
        await CodeAsync(page, "123456");
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("This code is not right");
        await visitor.FindsThePageAccessibleAsync();
        await CodeAsync(page, AuthenticatorCodes.At(secret, Portal.Clock.GetUtcNow()));
        await page.WaitForURLAsync("**/organise");
        await SignOutAsync(visitor);

        await PasswordAsync(visitor, camille, "/organise");
        await CodeAsync(page, recovery.ToUpperInvariant());
        await page.WaitForURLAsync("**/organise");
    }

    [Fact]
    public async Task An_organisers_passkey_is_the_second_step_and_the_first_one_is_set_up_by_the_password_alone()
    {
        var camille = await Portal.Data.CreateOrganiserAsync(await Portal.Data.CreateOrganisationAsync(), "Camille");
        var visitor = await VisitorAsync();
        await PlugInAsync(visitor);

        await PasswordAsync(visitor, camille, "/organise");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Use a passkey" }).ClickAsync();
        await AddAsync(visitor, "My phone");
        await visitor.GoAsync("/organise");
        await visitor.Page.WaitForURLAsync("**/organise");
        await SignOutAsync(visitor);

        await PasswordAsync(visitor, camille, "/organise");
        await Expect(visitor.Page.GetByText("Show by your passkey that it is you")).ToBeVisibleAsync();
        await visitor.FindsThePageAccessibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/organise");
    }

    private static async Task PasswordAsync(Visitor visitor, Supporter who, string back)
    {
        await visitor.GoAsync($"/account/sign-in?back={Uri.EscapeDataString(back)}");
        await visitor.Page.GetByLabel("E-mail address").FillAsync(who.Email!);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestData.Password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/account/second-step**");
    }

    private static async Task CodeAsync(IPage page, string code)
    {
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
    }
}

public sealed class SecondStepTests(Chromium chromium) : SecondStepJourney(chromium, DatabaseProvider.Sqlite);

public sealed class SecondStepOnPostgresTests(Chromium chromium) : SecondStepJourney(chromium, DatabaseProvider.Postgres);
