using Microsoft.Playwright;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;

namespace Portal.Browser.Tests.Newsletters;

public sealed class NewsletterJourneyTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task From_subscribing_over_a_draft_to_sent_and_left()
    {
        var reader = await VisitorAsync();
        await SubscribeAsync(reader);

        var writer = await VisitorAsync(Screen.Desk);
        var administrator = await Portal.Data.CreateAdministratorAsync("Ruth");
        await writer.SignInAsync(administrator);
        await WriteAsync(writer);
        await TestAsync(writer, administrator.Email!);
        await writer.Page.GetByRole(AriaRole.Link, new() { Name = "Review and send" }).ClickAsync();
        await writer.FindsThePageAccessibleAsync();
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Send to 1 person" }).ClickAsync();
        await Assertions.Expect(writer.Page.GetByText("0 of 1 settled")).ToBeVisibleAsync();
        await writer.FindsThePageAccessibleAsync();

        await DispatchAsync();
        await Portal.RunAsync<NewsletterPress, int>(press => press.RunAsync(CancellationToken.None));
        await writer.Page.ReloadAsync();
        await Assertions.Expect(writer.Page.GetByText("1 of 1 settled")).ToBeVisibleAsync();
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "1 sent" })).ToBeVisibleAsync();
        await writer.FindsThePageAccessibleAsync();

        var issue = await NewestMailAsync("amina@example.org");
        Assert.Equal("Winter", issue.Subject);
        await reader.GoAsync(issue.Link("/newsletter/unsubscribe"));
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "No more newsletters" }).ClickAsync();
        await Assertions.Expect(reader.Page.GetByText("Done: no more newsletters.")).ToBeVisibleAsync();
        await reader.FindsThePageAccessibleAsync();
    }

    private async Task SubscribeAsync(Visitor reader)
    {
        await reader.GoAsync("/newsletter");
        await reader.FindsThePageAccessibleAsync();
        await reader.Page.GetByLabel("Your e-mail address").FillAsync("amina@example.org");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "Look in your inbox" })).ToBeVisibleAsync();
        await reader.GoAsync((await NewestMailAsync("amina@example.org")).Link("/newsletter/confirm"));
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, send me the newsletter" }).ClickAsync();
        await Assertions.Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "Welcome, and thank you" })).ToBeVisibleAsync();
    }

    private static async Task WriteAsync(Visitor writer)
    {
        await writer.GoAsync("/admin/newsletters/new");
        await writer.FindsThePageAccessibleAsync();
        var english = writer.Page.GetByRole(AriaRole.Group, new() { Name = "In English" });
        await english.GetByLabel("Subject", new() { Exact = true }).FillAsync("Winter");
        await english.GetByLabel("Text", new() { Exact = true }).FillAsync("Come **soon**.\n\n- wood\n- water");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Show what it looks like" }).ClickAsync();
        await Assertions.Expect(writer.Page.Locator(".preview strong")).ToHaveTextAsync("soon");
        await writer.FindsThePageAccessibleAsync();
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await Assertions.Expect(writer.Page.GetByText("It reaches 1 person.")).ToBeVisibleAsync();
        await writer.FindsThePageAccessibleAsync();
    }

    private async Task TestAsync(Visitor writer, string address)
    {
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Send me a test in English" }).ClickAsync();
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("A test is on its way to Ruth.");
        Assert.Contains("Come soon", (await NewestMailAsync(address)).Text, StringComparison.Ordinal);
        Assert.Single(Portal.Mail.To("amina@example.org"));
    }
}
