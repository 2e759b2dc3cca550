using Microsoft.Playwright;
using Portal.Core.Bookings.Rules;

namespace Portal.Browser.Tests.Pages;

/// <summary>Who comes to a shift.</summary>
public sealed class RosterPage(Visitor visitor)
{
    /// <summary>Somebody who comes.</summary>
    public ILocator Person(string name) => visitor.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });

    /// <summary>The button that checks somebody in.</summary>
    public ILocator CheckIn(string name) => Person(name).GetByRole(AriaRole.Button, new() { Name = "Check in" });

    /// <summary>The button that takes it back.</summary>
    public ILocator Undo(string name) => Person(name).GetByRole(AriaRole.Button, new() { Name = "Undo" });
}
