using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Core;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Browser.Tests.Newsletters;

/// <summary>A large newsletter: one asks, another reads the whole mail and releases it.</summary>
public sealed class ReleaseJourneyTests : BrowserTest
{
    public ReleaseJourneyTests(Chromium chromium)
        : base(chromium)
    {
        Portal.Settings["Newsletters:ReleaseAbove"] = "2";
        Portal.Settings["Newsletters:TakeBackMinutes"] = "10";
    }

    [Fact]
    public async Task Who_asked_cannot_release_it_and_an_organiser_of_a_member_reads_it_whole_and_does()
    {
        await Portal.Data.CreateReadersAsync(3);
        var writer = await VisitorAsync(Screen.Desk);
        await writer.SignInAsync(await Portal.Data.CreateAdministratorAsync("Ruth"));
        await writer.GoAsync("/admin/newsletters/new");
        await writer.WritesAsync("In English", "Winter", "Come **soon**.");
        await writer.WritesAsync("In French", "L’hiver", "Venez **vite**.");
        await writer.PressAsync("Save the draft");
        await writer.Page.GetByRole(AriaRole.Link, new() { Name = "Review and send" }).ClickAsync();
        await writer.Page.GetByLabel("Send it although we will not hear").CheckAsync();
        await writer.PressAsync("Ask for its release");
        await writer.SeesAsync("You asked for it, so somebody else releases it.");
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Button, new() { Name = "Release it" })).ToHaveCountAsync(0);
        await writer.FindsThePageAccessibleAsync();
        Portal.Clock.Advance(TimeSpan.FromMinutes(25));

        var organiser = await VisitorAsync();
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(await Portal.Data.CreateOrganisationAsync(), "Camille"));
        await organiser.GoAsync("/organise/newsletters");
        await organiser.SeesAsync("Ruth asked; it has waited for 25 min.");
        await organiser.FindsThePageAccessibleAsync();
        await organiser.Page.GetByRole(AriaRole.Link, new() { Name = "Read it" }).ClickAsync();
        await Assertions.Expect(organiser.Page.Locator(".preview strong")).ToHaveTextAsync(["soon", "vite"]);
        await organiser.FindsThePageAccessibleAsync();
        // A mail is shown without scripts, so that also the one by which these tests set the page's clock is kept out.
        organiser.Expects("Blocked script execution");
        await organiser.Page.GetByRole(AriaRole.Link, new() { Name = "The whole mail in French" }).ClickAsync();
        await Assertions.Expect(organiser.Page.GetByText("Quitter la lettre")).ToBeVisibleAsync();
        await organiser.Page.GoBackAsync();
        await organiser.PressAsync("Release it");
        await organiser.SeesAsync("Released, thank you.");
        await organiser.FindsThePageAccessibleAsync();

        await writer.Page.ReloadAsync();
        await writer.SeesAsync("Ruth asked and Camille released it.");
        Portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await Portal.RunAsync<NewsletterDepartures, int>(departures => departures.StartDueAsync(CancellationToken.None));
        await Portal.RunAsync<NewsletterPress, int>(press => press.RunAsync(CancellationToken.None));
        await DispatchAsync();
        Assert.Equal(3, Portal.Mail.All().Count);

        // The page that was open all the while has seen it: it looks each three seconds, and shows itself anew when the state is another.
        await SoonAsync(() => Assertions.Expect(writer.Page.GetByText("3 of 3 settled")).ToBeVisibleAsync(new() { Timeout = Look }));
    }
}

/// <summary>What writers and organisers do in these journeys.</summary>
internal static class NewsletterSteps
{
    public static async Task WritesAsync(this Visitor writer, string edition, string subject, string text)
    {
        var group = writer.Page.GetByRole(AriaRole.Group, new() { Name = edition });
        await group.GetByLabel("Subject", new() { Exact = true }).FillAsync(subject);
        await group.GetByLabel("Text", new() { Exact = true }).FillAsync(text);
    }

    public static Task PressAsync(this Visitor visitor, string button) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    public static Task SeesAsync(this Visitor visitor, string words) => Assertions.Expect(visitor.Page.GetByText(words)).ToBeVisibleAsync();
}
