using Microsoft.Playwright;

namespace Portal.Browser.Tests.Pages;

/// <summary>The bar at the bottom of a phone. The masthead's navigation bears the same name and is hidden there, once the stylesheet has come.</summary>
public sealed class TabBar(Visitor visitor)
{
    /// <summary>Its places.</summary>
    public ILocator Places => Bar.GetByRole(AriaRole.Link);

    /// <summary>The one where the reader is.</summary>
    public ILocator Here => Places.And(visitor.Page.Locator("[aria-current=page]"));

    private ILocator Bar => visitor.Page.Locator(".tabbar").And(visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true }));

    /// <summary>Goes to a place.</summary>
    public Task GoAsync(string place) => Bar.GetByRole(AriaRole.Link, new() { Name = place, Exact = true }).ClickAsync();
}
