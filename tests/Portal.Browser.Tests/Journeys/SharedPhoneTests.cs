using Microsoft.Playwright;
using Portal.Core.Accounts;
using Portal.Core.Data;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

/// <summary>The phone at the warehouse: it locks by itself, and several people have their passkeys on it.</summary>
public sealed class SharedPhoneTests(Chromium chromium) : DeviceTest(chromium, DatabaseProvider.Sqlite)
{
    private const int Minutes = 10;

    [Fact]
    public async Task A_page_that_nobody_touches_gives_way_to_the_lock_page_and_a_passkey_leads_back()
    {
        var ruth = await Portal.Data.CreateSupporterAsync("Ruth");
        var visitor = await VisitorAsync();
        await PlugInAsync(visitor);
        await SignInAsync(visitor, ruth);
        await visitor.GoAsync("/account/passkeys");
        await AddAsync(visitor, "The phone at the warehouse");
        await visitor.GoAsync("/my/shifts");

        // A touch is a sign of life, also where it asks the portal for nothing.
        await PassAsync(visitor, Minutes - 1);
        await visitor.Page.Keyboard.PressAsync("Shift");
        await PassAsync(visitor, Minutes - 1);
        Assert.EndsWith("/my/shifts", visitor.Page.Url, StringComparison.Ordinal);
        await PassAsync(visitor, 2);

        await visitor.Page.WaitForURLAsync("**/account/locked?back=%2Fmy%2Fshifts");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "This phone is locked" })).ToBeVisibleAsync();
        await visitor.FindsThePageAccessibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/my/shifts");
    }

    [Fact]
    public async Task What_somebody_writes_for_longer_than_that_is_taken()
    {
        var visitor = await VisitorAsync();
        await SignInAsync(visitor, await Portal.Data.CreateSupporterAsync("Ruth"));
        await visitor.GoAsync("/account/profile");
        var name = visitor.Page.GetByLabel("Name", new() { Exact = true });

        foreach (var letters in new[] { "R", "Ru", "Ruth of the dunes" })
        {
            await PassAsync(visitor, Minutes - 4);
            await visitor.Page.RunAndWaitForResponseAsync(() => name.PressSequentiallyAsync(letters), answer => answer.Url.EndsWith("/health/live", StringComparison.Ordinal));
        }

        await PassAsync(visitor, Minutes - 4);
        await name.FillAsync("Ruth of the dunes");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Expect(visitor.Page.Locator(".masthead .person bdi")).ToHaveTextAsync("Ruth of the dunes");
    }

    [Fact]
    public async Task Several_people_have_passkeys_on_one_phone_and_each_comes_in_as_themselves_and_is_not_remembered()
    {
        var people = new[] { await Portal.Data.CreateSupporterAsync("Ruth"), await Portal.Data.CreateSupporterAsync("Ben") };
        var visitor = await VisitorAsync();
        var device = await PlugInAsync(visitor);
        foreach (var person in people)
        {
            await visitor.SignInAsync(person);
            await visitor.GoAsync("/account/passkeys");
            await AddAsync(visitor, $"{person.DisplayName} at the warehouse");
        }

        var came = new List<string>();
        foreach (var _ in people)
        {
            await SignOutAsync(visitor);
            await visitor.GoAsync("/account/sign-in");
            await visitor.Page.GetByLabel("This phone is shared").CheckAsync();
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
            await visitor.Page.WaitForURLAsync("**/shifts");
            Assert.Equal("600", await visitor.Page.Locator("meta[name=lock-after]").GetAttributeAsync("content"));
            came.Add(await visitor.Page.Locator(".masthead .person bdi").InnerTextAsync());
            await ForgetOfAsync(device, people.Single(person => person.DisplayName == came[^1]));
        }

        // The device asks which; without a hand to choose it takes one after the other.
        Assert.Equal(people.Select(person => person.DisplayName).Order(StringComparer.Ordinal), came.Order(StringComparer.Ordinal));
    }

    private static async Task SignInAsync(Visitor visitor, Supporter person)
    {
        await visitor.GoAsync("/account/sign-in");
        await visitor.Page.GetByLabel("E-mail address").FillAsync(person.Email!);
        await visitor.Page.GetByLabel("Password").FillAsync(TestData.Password);
        await visitor.Page.GetByLabel("This phone is shared").CheckAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/shifts");
    }

    // The page's clock and the portal's.
    private async Task PassAsync(Visitor visitor, int minutes)
    {
        Portal.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await visitor.Page.Context.Clock.FastForwardAsync(minutes * 60_000);
    }

    private static async Task ForgetOfAsync(Device device, Supporter person)
    {
        var answer = await device.Session.SendAsync("WebAuthn.getCredentials", new Dictionary<string, object> { ["authenticatorId"] = device.Id });
        foreach (var credential in answer!.Value.GetProperty("credentials").EnumerateArray())
        {
            Assert.True(credential.GetProperty("isResidentCredential").GetBoolean());
            var handle = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(credential.GetProperty("userHandle").GetString()!));
            if (handle == $"{person.Id}")
            {
                await device.Session.SendAsync("WebAuthn.removeCredential", new Dictionary<string, object> { ["authenticatorId"] = device.Id, ["credentialId"] = credential.GetProperty("credentialId").GetString()! });
            }
        }
    }
}
