using Microsoft.Playwright;
using Portal.Browser.Tests.Pages;
using Portal.Core.Bookings.Parties;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class ConvoyTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_convoy_of_four_holds_its_places_three_come_by_link_and_the_fourth_frees_itself()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("Calais Food Collective");
        var shift = await Portal.Data.CreateShiftAsync(organisation, positions: [("Cook", 1, 8)]);
        var leader = await VisitorAsync();
        await leader.SignInAsync(await Portal.Data.CreateSupporterAsync("Ines"));
        var link = await HoldAsync(leader, shift.Id, places: 4);

        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "Claim a place for yourself" }).ClickAsync();
        await Expect(leader.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync(BookingWords.English.Booked);
        await leader.FindsThePageAccessibleAsync();
        await ClaimAsync(await JoinAsync(link, "Noor"));
        var known = await VisitorAsync();
        await known.SignInAsync(await Portal.Data.CreateSupporterAsync("Jonas"));
        await known.GoAsync(link);
        await ClaimAsync(known);

        var organiser = await VisitorAsync(Screen.Desk);
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(organisation));
        await organiser.GoAsync($"/shifts/{shift.Id}/roster");
        await Expect(organiser.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "1 place held for Convoy from Ghent, led by Ines" })).ToBeVisibleAsync();
        await organiser.FindsThePageAccessibleAsync();

        Portal.Clock.Advance(TimeSpan.FromDays(5));
        await Portal.RunAsync<PartyLapses, (int, int)>(parties => parties.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("1 place is free for all", (await NewestMailAsync(await AddressAsync("Ines"))).Subject, StringComparison.Ordinal);
        await organiser.Page.ReloadAsync();
        var roster = new RosterPage(organiser);
        foreach (var name in new[] { "Ines", "Noor", "Jonas" })
        {
            await Expect(roster.Person(name).First).ToBeVisibleAsync();
        }

        await Expect(organiser.Page.GetByText("held for Convoy from Ghent")).ToHaveCountAsync(0);
        await Expect(organiser.Page.GetByText("3 of 8").First).ToBeVisibleAsync();
        await leader.Page.ReloadAsync();
        await Expect(leader.Page.GetByText("1 place went back to all.")).ToBeVisibleAsync();
    }

    private static async Task<string> HoldAsync(Visitor leader, Guid shiftId, int places)
    {
        await leader.GoAsync($"/shifts/{shiftId}");
        await leader.Page.GetByRole(AriaRole.Link, new() { Name = "Come as a group" }).ClickAsync();
        await leader.FindsThePageAccessibleAsync();
        await leader.Page.GetByLabel("Name of your group").FillAsync("Convoy from Ghent");
        await leader.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Cook" }).FillAsync($"{places}");
        await leader.Page.GetByRole(AriaRole.Button, new() { Name = "Hold these places" }).ClickAsync();
        await leader.FindsThePageAccessibleAsync();
        return new Uri(await leader.Page.GetByLabel("Link to share").InputValueAsync()).PathAndQuery;
    }

    /// <summary>Somebody without an account opens the link, joins, and comes back to it.</summary>
    private async Task<Visitor> JoinAsync(string link, string name)
    {
        var visitor = await VisitorAsync();
        await visitor.GoAsync(link);
        await visitor.FindsThePageAccessibleAsync();
        await visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Join us" }).ClickAsync();
        var join = new JoinPage(visitor);
        await join.WriteAsync(name, $"{name}@example.org".ToLowerInvariant());
        await join.SayAdultAsync();
        await join.AcceptCodeAsync();
        var confirm = await join.SendAsync();
        await Expect(confirm.Title).ToBeVisibleAsync();
        await confirm.ConfirmAsync((await NewestMailAsync($"{name}@example.org".ToLowerInvariant())).Code);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Convoy from Ghent" })).ToBeVisibleAsync();
        return visitor;
    }

    private static async Task ClaimAsync(Visitor visitor)
    {
        await visitor.FindsThePageAccessibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Claim my place" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync(BookingWords.English.Booked);
    }

    private async Task<string> AddressAsync(string name)
    {
        await using var db = Portal.NewContext();
        return db.Supporters.Single(s => s.DisplayName == name).Email!;
    }
}
