using Portal.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class WithoutScriptsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_shift_is_booked_and_given_back_without_a_line_of_script()
    {
        var supporter = await Portal.Data.CreateSupporterAsync("Noa");
        await Portal.Data.CreateShiftAsync(positions: [("Driver", 1, 2), ("Packing", 2, 6)]);
        var visitor = await VisitorAsync(scripts: false);
        await (await SignInPage.OpenAsync(visitor)).SignInAsync(supporter);

        var shift = await (await ShiftListPage.OpenAsync(visitor)).ChooseAsync("Kitchen");
        await shift.ChooseAsync("Packing");
        await shift.BookAsync();
        await Expect(shift.Message).ToContainTextAsync(BookingWords.English.Booked);

        var mine = await MyShiftsPage.OpenAsync(visitor);
        await Expect(mine.Shift("Kitchen")).ToContainTextAsync("Packing");
        mine = await (await mine.ChooseAsync("Kitchen")).GiveBackAsync();
        await Expect(mine.Message).ToContainTextAsync(BookingWords.English.GivenBack);
        await Expect(mine.NothingAhead).ToBeVisibleAsync();
    }
}
