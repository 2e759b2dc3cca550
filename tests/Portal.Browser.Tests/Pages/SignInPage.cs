using Microsoft.Playwright;
using Portal.Core.Accounts;

namespace Portal.Browser.Tests.Pages;

/// <summary>Where one signs in.</summary>
public sealed class SignInPage(Visitor visitor, BookingWords words)
{
    /// <summary>Opens it.</summary>
    public static async Task<SignInPage> OpenAsync(Visitor visitor, BookingWords? words = null)
    {
        await visitor.GoAsync("/account/sign-in");
        return new SignInPage(visitor, words ?? BookingWords.English);
    }

    /// <summary>Signs somebody in.</summary>
    public async Task SignInAsync(Supporter supporter)
    {
        await visitor.Page.GetByLabel(words.Address, new() { Exact = true }).FillAsync(supporter.Email!);
        await visitor.Page.GetByLabel(words.Password, new() { Exact = true }).FillAsync(TestData.Password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = words.SignIn, Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = supporter.DisplayName })).ToBeVisibleAsync();
    }
}
