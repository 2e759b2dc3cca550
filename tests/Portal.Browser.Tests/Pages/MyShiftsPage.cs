using Microsoft.Playwright;

namespace Portal.Browser.Tests.Pages;

/// <summary>What one has booked and given.</summary>
public sealed class MyShiftsPage(Visitor visitor, BookingWords words)
{
    /// <summary>What was just said to the reader.</summary>
    public ILocator Message => visitor.Page.GetByRole(AriaRole.Status).First;

    /// <summary>What it says to somebody without a shift.</summary>
    public ILocator NothingAhead => visitor.Page.GetByRole(AriaRole.Heading, new() { Name = words.NothingAhead });

    /// <summary>Opens it.</summary>
    public static async Task<MyShiftsPage> OpenAsync(Visitor visitor, BookingWords? words = null)
    {
        await visitor.GoAsync("/my/shifts");
        return new MyShiftsPage(visitor, words ?? BookingWords.English);
    }

    /// <summary>A shift ahead.</summary>
    public ILocator Shift(string activity) => visitor.Page.GetByRole(AriaRole.Article, new() { Name = activity });

    /// <summary>Goes to a shift's page.</summary>
    public async Task<ShiftPage> ChooseAsync(string activity)
    {
        await Shift(activity).GetByRole(AriaRole.Link, new() { Name = activity, Exact = true }).ClickAsync();
        return new ShiftPage(visitor, words);
    }
}
