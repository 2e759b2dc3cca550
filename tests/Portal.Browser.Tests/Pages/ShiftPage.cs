using Microsoft.Playwright;

namespace Portal.Browser.Tests.Pages;

/// <summary>One shift.</summary>
public sealed class ShiftPage(Visitor visitor, BookingWords words)
{
    /// <summary>What it is called.</summary>
    public ILocator Title => visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>What was just said to the reader.</summary>
    public ILocator Message => visitor.Page.GetByRole(AriaRole.Status).First;

    /// <summary>The button that takes a place.</summary>
    public ILocator BookButton => visitor.Page.GetByRole(AriaRole.Button, new() { Name = words.BookIt });

    /// <summary>What opens the way out.</summary>
    public ILocator CannotCome => visitor.Page.GetByText(words.CannotCome, new() { Exact = true });

    /// <summary>The button that gives the place back.</summary>
    public ILocator GiveBackButton => visitor.Page.GetByRole(AriaRole.Button, new() { Name = words.GiveBack });

    /// <summary>Chooses one of several positions.</summary>
    public Task ChooseAsync(string position) => visitor.Page.GetByRole(AriaRole.Radio, new() { Name = position }).CheckAsync();

    /// <summary>Takes a place.</summary>
    public Task BookAsync() => BookButton.ClickAsync();

    /// <summary>Gives it back, which leads to one's shifts.</summary>
    public async Task<MyShiftsPage> GiveBackAsync()
    {
        await CannotCome.ClickAsync();
        await GiveBackButton.ClickAsync();
        return new MyShiftsPage(visitor, words);
    }
}
