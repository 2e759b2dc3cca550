using Portal.Browser.Tests.Pages;
using Portal.Core.Data;

namespace Portal.Browser.Tests.Journeys;

public sealed class BookingTests(Chromium chromium) : BookingJourney(chromium, DatabaseProvider.Sqlite)
{
    [Fact]
    public async Task The_whole_way_is_in_French_for_who_speaks_French()
    {
        var supporter = await Portal.Data.CreateSupporterAsync("Élodie", language: "fr");
        await PlanAsync("Kitchen", "Cuisine");
        var visitor = await VisitorAsync(language: "fr");
        await (await SignInPage.OpenAsync(visitor, BookingWords.French)).SignInAsync(supporter);

        await BookAsync(visitor, supporter, "Cuisine", BookingWords.French);
        await GiveBackAsync(visitor, "Cuisine", BookingWords.French);
    }
}
