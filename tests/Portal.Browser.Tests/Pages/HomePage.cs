using Microsoft.Playwright;

namespace Portal.Browser.Tests.Pages;

/// <summary>The front door.</summary>
public sealed class HomePage(Visitor visitor)
{
    /// <summary>What it says first.</summary>
    public ILocator Title => visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>Opens it.</summary>
    public static async Task<HomePage> OpenAsync(Visitor visitor)
    {
        await visitor.GoAsync("/");
        return new HomePage(visitor);
    }

    /// <summary>Changes the language by its own name, such as <c>Français</c>.</summary>
    public Task SpeakAsync(string language) => visitor.Page.GetByRole(AriaRole.Link, new() { Name = language, Exact = true }).First.ClickAsync();

    /// <summary>The two-letter code of the language it is in.</summary>
    public Task<string?> LanguageAsync() => visitor.Page.Locator("html").GetAttributeAsync("lang");
}
