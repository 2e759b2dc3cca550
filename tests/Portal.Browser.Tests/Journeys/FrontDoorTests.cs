using Microsoft.Playwright;
using Portal.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class FrontDoorTests(Chromium chromium) : BrowserTest(chromium)
{
    public static TheoryData<string, bool, ColorScheme> Views => new MatrixTheoryData<string, bool, ColorScheme>(
        ["en", "fr"], [true, false], [ColorScheme.Light, ColorScheme.Dark]);

    [Theory, MemberData(nameof(Views))]
    public async Task The_front_door_is_open_to_everyone(string language, bool phone, ColorScheme theme)
    {
        var visitor = await VisitorAsync(phone ? Screen.Phone : Screen.Desk, language, theme);

        var home = await HomePage.OpenAsync(visitor);

        await Expect(home.Title).ToBeVisibleAsync();
        Assert.Equal(language, await home.LanguageAsync());
        await visitor.FindsThePageAccessibleAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task The_narrowest_screen_needs_no_scrolling_sideways(string language)
    {
        var visitor = await VisitorAsync(Screen.Narrow, language);

        foreach (var path in new[] { "/", "/about", "/privacy", "/accessibility" })
        {
            await visitor.GoAsync(path);
            Assert.Equal(0, await visitor.OverflowAsync());
        }
    }

    [Fact]
    public async Task One_chooses_ones_language_and_it_stays()
    {
        var visitor = await VisitorAsync();
        var home = await HomePage.OpenAsync(visitor);

        await home.SpeakAsync("Français");
        Assert.Equal("fr", await home.LanguageAsync());

        await HomePage.OpenAsync(visitor);
        Assert.Equal("fr", await home.LanguageAsync());
    }
}
