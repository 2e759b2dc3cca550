using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Core;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Browser.Tests.Newsletters;

/// <summary>Choosing whom an issue is for while it is counted, its time, an import, and what a reader chooses without an account.</summary>
public sealed class ReaderJourneyTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task The_count_follows_the_conditions_and_a_time_that_was_set_can_be_taken_back()
    {
        await Portal.Data.CreateReaderAsync("amina@example.org", "fr");
        await Portal.Data.CreateReaderAsync("jo@example.org", "en");
        var writer = await VisitorAsync(Screen.Desk);
        await writer.SignInAsync(await Portal.Data.CreateAdministratorAsync("Ruth"));
        await writer.GoAsync("/admin/newsletters/new");
        await Assertions.Expect(writer.Page.GetByText("It reaches 2 people.")).ToBeVisibleAsync();
        await writer.Page.GetByText("Choose whom it is for").ClickAsync();
        await writer.Page.GetByLabel("French", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(writer.Page.GetByText("It reaches 1 person.")).ToBeVisibleAsync();
        await Assertions.Expect(writer.Page.GetByText("1 reads another language")).ToBeVisibleAsync();
        await writer.FindsThePageAccessibleAsync();
        var english = writer.Page.GetByRole(AriaRole.Group, new() { Name = "In English" });
        await english.GetByLabel("Subject", new() { Exact = true }).FillAsync("Winter");
        await english.GetByLabel("Text", new() { Exact = true }).FillAsync("{{shifts}}");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await writer.Page.GetByRole(AriaRole.Link, new() { Name = "Review and send" }).ClickAsync();
        await writer.Page.GetByLabel("On a day at 09:00, wherever each reader lives").CheckAsync();
        await writer.Page.GetByLabel("Day", new() { Exact = true }).FillAsync("2028-05-01");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Send to 1 person" }).ClickAsync();
        await Assertions.Expect(writer.Page.GetByText("It arrives on Monday 1 May at 09:00")).ToBeVisibleAsync();
        await writer.FindsThePageAccessibleAsync();
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Assertions.Expect(writer.Page.GetByText("it is a draft again")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_reader_chooses_without_an_account()
    {
        var id = await Portal.Data.CreateReaderAsync("amina@example.org", "en");
        var reader = await VisitorAsync();
        await reader.GoAsync($"/newsletter/preferences/{id:N}/{Portal.Services.GetRequiredService<SubscriberTokens>().Preferences(id)}");
        await reader.FindsThePageAccessibleAsync();
        await reader.Page.GetByLabel("Which language shall we write in?").SelectOptionAsync("fr");
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(reader.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await Assertions.Expect(reader.Page.GetByLabel("Which language shall we write in?")).ToHaveValueAsync("fr");
    }

    [Fact]
    public async Task A_file_is_checked_and_taken_in()
    {
        var admin = await VisitorAsync(Screen.Desk);
        await admin.SignInAsync(await Portal.Data.CreateAdministratorAsync("Ruth"));
        await admin.GoAsync("/admin/subscribers/import");
        await admin.Page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "readers.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("address\na@example.org\nA@example.org\n") });
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Check this file" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("1 line repeats another")).ToBeVisibleAsync();
        await admin.FindsThePageAccessibleAsync();
        await admin.Page.GetByLabel("How did these people agree?").FillAsync("At the stall");
        await admin.Page.GetByLabel("Ask each of them to confirm").CheckAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Take in 1 address" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("1 person is asked to confirm.")).ToBeVisibleAsync();
        await admin.FindsThePageAccessibleAsync();
    }
}
