using Microsoft.Playwright;

namespace Portal.Browser.Tests.Pages;

/// <summary>The form of a new shift.</summary>
public sealed class NewShiftPage(Visitor visitor)
{
    /// <summary>Says what, where and when.</summary>
    public async Task DescribeAsync(string activity, string area, string day, string start, string end)
    {
        await visitor.Page.GetByLabel("Activity", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = activity });
        await visitor.Page.GetByLabel("Where", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = area });
        await visitor.Page.GetByLabel("Day", new() { Exact = true }).FillAsync(day);
        await visitor.Page.GetByLabel("Start", new() { Exact = true }).FillAsync(start);
        await visitor.Page.GetByLabel("End", new() { Exact = true }).FillAsync(end);
    }

    /// <summary>Fills the row of a position.</summary>
    public async Task AddPositionAsync(int number, string english, string french, int minimum, int places)
    {
        var row = visitor.Page.GetByRole(AriaRole.Group, new() { Name = $"Position {number}", Exact = true });
        await row.GetByLabel("Name in English", new() { Exact = true }).FillAsync(english);
        await row.GetByLabel("Name in French (optional)", new() { Exact = true }).FillAsync(french);
        await row.GetByLabel("At least", new() { Exact = true }).FillAsync($"{minimum}");
        await row.GetByLabel("Places", new() { Exact = true }).FillAsync($"{places}");
    }

    /// <summary>Keeps it as a draft.</summary>
    public async Task<PlanPage> SaveDraftAsync()
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save as a draft" }).ClickAsync();
        return new PlanPage(visitor);
    }
}
