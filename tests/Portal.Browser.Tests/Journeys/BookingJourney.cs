using Portal.Browser.Tests.Pages;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

/// <summary>Books a shift and gives it back, on one database.</summary>
public abstract class BookingJourney(Chromium chromium, DatabaseProvider provider) : BrowserTest(chromium, provider)
{
    [Fact]
    public async Task One_books_a_shift_finds_it_in_ones_own_and_gives_it_back()
    {
        var supporter = await Portal.Data.CreateSupporterAsync("Noa");
        await PlanAsync("Kitchen", "Cuisine");
        var visitor = await VisitorAsync();
        await (await SignInPage.OpenAsync(visitor)).SignInAsync(supporter);

        await BookAsync(visitor, supporter, "Kitchen", BookingWords.English);
        Assert.True(await HoldsAPlaceAsync(supporter));
        await GiveBackAsync(visitor, "Kitchen", BookingWords.English);
        Assert.False(await HoldsAPlaceAsync(supporter));
    }

    /// <summary>A shift with one position, in two languages.</summary>
    protected async Task PlanAsync(string english, string french)
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("Calais Food Collective");
        var activity = new Activity { Id = Ids.New(Portal.Clock), OrganisationId = organisation.Id, Name = LocalText.Of(english, french), DefaultVisibility = Visibility.Public };
        await Portal.Data.SaveAsync(activity);
        await Portal.Data.CreateShiftAsync(organisation, activity: activity);
    }

    /// <summary>Takes a place from the list, and finds it confirmed on the page, in one's shifts and in the mail.</summary>
    protected async Task BookAsync(Visitor visitor, Supporter supporter, string activity, BookingWords words)
    {
        var list = await ShiftListPage.OpenAsync(visitor, words);
        await Expect(list.Title).ToBeVisibleAsync();
        var shift = await list.ChooseAsync(activity);
        await Expect(shift.Title).ToHaveTextAsync(activity);
        await FindsInOrderAsync(visitor, words);
        await shift.BookAsync();
        await Expect(shift.Message).ToContainTextAsync(words.Booked);
        await FindsInOrderAsync(visitor, words);

        Assert.Equal(words.ConfirmationSubject, (await NewestMailAsync(supporter.Email!)).Subject);
        var mine = await MyShiftsPage.OpenAsync(visitor, words);
        await Expect(mine.Shift(activity)).ToBeVisibleAsync();
        await FindsInOrderAsync(visitor, words);
    }

    /// <summary>Gives the place back from one's shifts.</summary>
    protected static async Task GiveBackAsync(Visitor visitor, string activity, BookingWords words)
    {
        var mine = await MyShiftsPage.OpenAsync(visitor, words);
        var shift = await mine.ChooseAsync(activity);
        mine = await shift.GiveBackAsync();
        await Expect(mine.Message).ToContainTextAsync(words.GivenBack);
        await Expect(mine.NothingAhead).ToBeVisibleAsync();
        await FindsInOrderAsync(visitor, words);
    }

    /// <summary>Whether somebody holds a place by the database.</summary>
    protected async Task<bool> HoldsAPlaceAsync(Supporter supporter)
    {
        await using var db = Portal.NewContext();
        return db.Bookings.Where(b => b.SupporterId == supporter.Id).AsEnumerable().Any(b => b.State.HoldsPlace());
    }

    private static async Task FindsInOrderAsync(Visitor visitor, BookingWords words)
    {
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", words.Language);
        await visitor.FindsThePageAccessibleAsync();
    }
}
