using Microsoft.Playwright;

namespace Portal.Browser.Tests.Pages;

/// <summary>Where one joins the community.</summary>
public sealed class JoinPage(Visitor visitor)
{
    /// <summary>Comes to it by the front door.</summary>
    public static async Task<JoinPage> FindAsync(Visitor visitor)
    {
        await HomePage.OpenAsync(visitor);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Join the community" }).First.ClickAsync();
        return new JoinPage(visitor);
    }

    /// <summary>What it asks to be put right.</summary>
    public ILocator Wrong => visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Not yet" });

    /// <summary>Writes a name, an address and a password.</summary>
    public async Task WriteAsync(string name, string address)
    {
        await visitor.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await visitor.Page.GetByLabel("E-mail address", new() { Exact = true }).FillAsync(address);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestData.Password);
    }

    /// <summary>Says to be of age.</summary>
    public Task SayAdultAsync() => visitor.Page.GetByLabel("I am 18 or over").CheckAsync();

    /// <summary>Accepts the code of conduct.</summary>
    public Task AcceptCodeAsync() => visitor.Page.GetByLabel("I accept the code of conduct").CheckAsync();

    /// <summary>Sends the form.</summary>
    public async Task<ConfirmPage> SendAsync()
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();
        return new ConfirmPage(visitor);
    }
}
