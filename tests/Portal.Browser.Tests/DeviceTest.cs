using Microsoft.Playwright;
using Portal.Core.Data;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests;

/// <summary>Tests with a device that makes passkeys: the virtual authenticator of Chromium (WebAuthn's WebDriver extension, by the DevTools protocol).</summary>
public abstract class DeviceTest(Chromium chromium, DatabaseProvider provider) : BrowserTest(chromium, provider)
{
    /// <summary>Milliseconds that a ceremony may take where four suites share two cores.</summary>
    protected const float Slow = 60_000;

    /// <summary>Adds a passkey on its page. A device takes its time.</summary>
    protected static async Task AddAsync(Visitor visitor, string name)
    {
        await visitor.Page.GetByLabel("What do you call it?").FillAsync(name);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(visitor.Page.GetByText("The passkey is added")).ToBeVisibleAsync(new() { Timeout = Slow });
    }

    protected static async Task SignOutAsync(Visitor visitor)
    {
        await visitor.GoAsync("/account/profile");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/");
    }

    protected static async Task<Device> PlugInAsync(Visitor visitor)
    {
        var session = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return new Device(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>A device that makes passkeys.</summary>
    protected sealed record Device(ICDPSession Session, string Id)
    {
        /// <summary>Whether it recognises who holds it.</summary>
        public Task KnowsItsOwnerAsync(bool does) =>
            Session.SendAsync("WebAuthn.setUserVerified", new Dictionary<string, object> { ["authenticatorId"] = Id, ["isUserVerified"] = does });
    }
}
