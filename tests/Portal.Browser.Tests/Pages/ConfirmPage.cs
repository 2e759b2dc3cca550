using Microsoft.Playwright;

namespace Portal.Browser.Tests.Pages;

/// <summary>Where one types the code from the mail.</summary>
public sealed class ConfirmPage(Visitor visitor)
{
    /// <summary>What it says first.</summary>
    public ILocator Title => visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Confirm your address" });

    /// <summary>Types the code, which leads to the shifts.</summary>
    public async Task<ShiftListPage> ConfirmAsync(string code)
    {
        await visitor.Page.GetByLabel("Six-digit code").FillAsync(code);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true }).ClickAsync();
        return new ShiftListPage(visitor, BookingWords.English);
    }
}
