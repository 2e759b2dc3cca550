using Microsoft.Playwright;
using Portal.Core.Data;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

/// <summary>Passkeys, with a device that has them.</summary>
public abstract class PasskeyJourney(Chromium chromium, DatabaseProvider provider) : DeviceTest(chromium, provider)
{
    [Fact]
    public async Task One_adds_a_passkey_signs_in_with_it_shows_by_it_who_one_is_and_removes_it()
    {
        var ruth = await Portal.Data.CreateSupporterAsync("Ruth");
        var visitor = await VisitorAsync();
        await PlugInAsync(visitor);
        await visitor.SignInAsync(ruth);
        var page = visitor.Page;

        await visitor.GoAsync("/account/passkeys");
        await Expect(page.GetByText("This browser cannot make passkeys")).ToBeHiddenAsync();
        await AddAsync(visitor, "My phone");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("My phone");
        await visitor.FindsThePageAccessibleAsync();

        await SignOutAsync(visitor);
        await visitor.GoAsync("/account/sign-in?back=%2Fmy%2Fshifts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/my/shifts");

        // A quarter of an hour later it opens what is kept close, without the password.
        Portal.Clock.Advance(TimeSpan.FromMinutes(20));
        await visitor.GoAsync("/account/passkeys");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Is it still you?" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "My phone" }).ClickAsync();
        await Expect(page.GetByText("The passkey is removed")).ToBeVisibleAsync();

        // The device still has it; the portal does not know it any more.
        await SignOutAsync(visitor);
        await visitor.GoAsync("/account/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(page.GetByText("We do not know this passkey")).ToBeVisibleAsync(new() { Timeout = Slow });
    }
}

public sealed class PasskeyTests(Chromium chromium) : PasskeyJourney(chromium, DatabaseProvider.Sqlite)
{
    [Fact]
    public async Task A_device_in_strange_hands_opens_nothing_and_the_page_says_so()
    {
        var visitor = await VisitorAsync();
        var device = await PlugInAsync(visitor);
        await visitor.SignInAsync(await Portal.Data.CreateSupporterAsync("Ruth"));
        await visitor.GoAsync("/account/passkeys");
        await AddAsync(visitor, "My phone");
        await SignOutAsync(visitor);
        await visitor.GoAsync("/account/sign-in");

        // It has the passkey, and does not recognise who holds it.
        await device.KnowsItsOwnerAsync(false);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await Expect(visitor.Page.GetByText("That was stopped, or your device has no passkey for this portal")).ToBeVisibleAsync(new() { Timeout = Slow });
        await visitor.FindsThePageAccessibleAsync();

        await device.KnowsItsOwnerAsync(true);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/shifts");
    }

    [Fact]
    public async Task A_page_that_stood_open_for_long_asks_first_whether_it_is_still_the_same_person()
    {
        var visitor = await VisitorAsync();
        await PlugInAsync(visitor);
        await visitor.SignInAsync(await Portal.Data.CreateSupporterAsync("Ruth"));
        await visitor.GoAsync("/account/passkeys");
        Portal.Clock.Advance(TimeSpan.FromMinutes(16));

        await visitor.Page.GetByLabel("What do you call it?").FillAsync("My phone");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Is it still you?" })).ToBeVisibleAsync(new() { Timeout = Slow });
    }

    [Fact]
    public async Task Somebody_elses_passkey_does_not_show_that_it_is_still_oneself()
    {
        var (ruth, ben) = (await Portal.Data.CreateSupporterAsync("Ruth"), await Portal.Data.CreateSupporterAsync("Ben"));
        var visitor = await VisitorAsync();
        await PlugInAsync(visitor);
        await visitor.SignInAsync(ben);
        await visitor.GoAsync("/account/passkeys");
        await AddAsync(visitor, "Ben's phone");
        await visitor.SignInAsync(ruth);
        Portal.Clock.Advance(TimeSpan.FromHours(13));

        await visitor.GoAsync("/account/passkeys");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();

        await Expect(visitor.Page.GetByText("This passkey is not one of this account")).ToBeVisibleAsync(new() { Timeout = Slow });
        await visitor.GoAsync("/account/passkeys");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Is it still you?" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_scripts_the_password_is_enough_and_nothing_is_offered_that_does_not_work()
    {
        var visitor = await VisitorAsync(scripts: false);

        await visitor.GoAsync("/account/sign-in");

        Assert.True(await visitor.Page.GetByText("Use a passkey").IsHiddenAsync());
    }
}

public sealed class PasskeyOnPostgresTests(Chromium chromium) : PasskeyJourney(chromium, DatabaseProvider.Postgres);
