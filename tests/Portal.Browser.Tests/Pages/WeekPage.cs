using Microsoft.Playwright;

namespace Portal.Browser.Tests.Pages;

/// <summary>Where an organiser begins.</summary>
public sealed class WeekPage(Visitor visitor)
{
    /// <summary>Opens it.</summary>
    public static async Task<WeekPage> OpenAsync(Visitor visitor)
    {
        await visitor.GoAsync("/organise");
        return new WeekPage(visitor);
    }

    /// <summary>The table of places by day.</summary>
    public ILocator Cover => visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Cover" });

    /// <summary>Begins a shift.</summary>
    public async Task<NewShiftPage> PlanAsync()
    {
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "New shift" }).ClickAsync();
        return new NewShiftPage(visitor);
    }
}
