using Microsoft.Playwright;

namespace Portal.Browser.Tests.Pages;

/// <summary>A shift as its organisers have it.</summary>
public sealed class PlanPage(Visitor visitor)
{
    /// <summary>What was just said to the reader.</summary>
    public ILocator Message => visitor.Page.GetByRole(AriaRole.Status).First;

    /// <summary>Opens it to volunteers.</summary>
    public Task PublishAsync() => visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Publish this shift" }).ClickAsync();

    /// <summary>Goes to who comes.</summary>
    public async Task<RosterPage> OpenRosterAsync()
    {
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Roster" }).ClickAsync();
        return new RosterPage(visitor);
    }
}
