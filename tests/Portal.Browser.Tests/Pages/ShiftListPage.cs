using Microsoft.Playwright;

namespace Portal.Browser.Tests.Pages;

/// <summary>The list of coming shifts.</summary>
public sealed class ShiftListPage(Visitor visitor, BookingWords words)
{
    /// <summary>What it says first.</summary>
    public ILocator Title => visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = words.Shifts });

    /// <summary>What was just said to the reader.</summary>
    public ILocator Message => visitor.Page.GetByRole(AriaRole.Status).First;

    /// <summary>Opens it.</summary>
    public static async Task<ShiftListPage> OpenAsync(Visitor visitor, BookingWords? words = null)
    {
        await visitor.GoAsync("/shifts");
        return new ShiftListPage(visitor, words ?? BookingWords.English);
    }

    /// <summary>The ticket of a shift.</summary>
    public ILocator Ticket(string activity) => visitor.Page.GetByRole(AriaRole.Article, new() { Name = activity });

    /// <summary>The link to the places of a shift.</summary>
    public ILocator BookLink(string activity) => Ticket(activity).GetByRole(AriaRole.Link, new() { Name = words.Book });

    /// <summary>Goes where its places are.</summary>
    public async Task<ShiftPage> ChooseAsync(string activity)
    {
        await BookLink(activity).ClickAsync();
        return new ShiftPage(visitor, words);
    }
}
