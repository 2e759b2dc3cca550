using Microsoft.Playwright;
using Portal.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class KeyboardTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly BookingWords Words = BookingWords.English;

    [Fact]
    public async Task A_shift_is_booked_and_given_back_by_keyboard_alone()
    {
        var supporter = await Portal.Data.CreateSupporterAsync("Noa");
        await Portal.Data.CreateShiftAsync();
        var visitor = await VisitorAsync(Screen.Desk);
        var hands = new Keyboard(visitor);
        await HomePage.OpenAsync(visitor);

        await hands.EnterAsync(Link(visitor, Words.SignIn));
        await hands.WriteAsync(visitor.Page.GetByLabel(Words.Address, new() { Exact = true }), supporter.Email!);
        await hands.WriteAsync(visitor.Page.GetByLabel(Words.Password, new() { Exact = true }), TestData.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(Link(visitor, "Your account: Noa")).ToBeVisibleAsync();
        await hands.EnterAsync(Link(visitor, Words.Shifts));
        var list = new ShiftListPage(visitor, Words);
        await Expect(list.Title).ToBeVisibleAsync();
        await hands.EnterAsync(list.BookLink("Kitchen"));
        var shift = new ShiftPage(visitor, Words);
        await hands.EnterAsync(shift.BookButton);
        await Expect(shift.Message).ToContainTextAsync(Words.Booked);

        await hands.EnterAsync(Link(visitor, Words.Mine));
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = Words.Mine })).ToBeVisibleAsync();
        await hands.EnterAsync(Link(visitor, "Kitchen"));
        await hands.EnterAsync(shift.CannotCome);
        await hands.EnterAsync(shift.GiveBackButton);
        await Expect(new MyShiftsPage(visitor, Words).Message).ToContainTextAsync(Words.GivenBack);
    }

    [Fact]
    public async Task The_first_step_leads_past_the_navigation()
    {
        var visitor = await VisitorAsync(Screen.Desk);
        await HomePage.OpenAsync(visitor);

        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(Link(visitor, "Skip to content")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    private static ILocator Link(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}
