using Microsoft.Playwright;
using Portal.Core.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class PictureTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_picture_is_released_by_a_second_person_and_appears_on_open_pages()
    {
        var author = await OrganiserOfAsync("Calais Food Collective");
        var second = await OrganiserOfAsync("The Woodyard");
        var reader = await VisitorAsync();
        await reader.GoAsync("/updates");
        await Expect(reader.Page.Locator("[data-live]:not(.is-waiting)")).ToHaveTextAsync("Live");
        var writer = await VisitorAsync(Screen.Desk);
        await writer.SignInAsync(author);

        await writer.GoAsync("/organise/updates/new");
        await writer.Page.GetByLabel("Title").FillAsync("A warm evening");
        await writer.Page.GetByLabel("Text", new() { Exact = true }).FillAsync("Thank you all.");
        await writer.Page.GetByLabel("Picture", new() { Exact = false }).First.SetInputFilesAsync(new FilePayload { Name = "IMG_0001.JPG", MimeType = "image/jpeg", Buffer = TestPictures.Corners(1200, 900) });
        await writer.Page.GetByLabel("What is on the picture").FillAsync("Hands around a cup of tea");
        await writer.FindsThePageAccessibleAsync();
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" }).ClickAsync();
        await Expect(writer.Page.GetByText("Your picture waits for a second person")).ToBeVisibleAsync();
        await Expect(reader.Page.Locator(".feed > li")).ToContainTextAsync("A warm evening");
        await Expect(reader.Page.Locator(".feed img")).ToHaveCountAsync(0);

        var releaser = await VisitorAsync();
        await releaser.SignInAsync(second);
        await releaser.GoAsync("/organise/pictures");
        await Expect(releaser.Page.GetByAltText("Hands around a cup of tea")).ToBeVisibleAsync();
        await releaser.FindsThePageAccessibleAsync();
        await releaser.Page.GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();
        await Expect(releaser.Page.GetByText("No picture is waiting")).ToBeVisibleAsync();

        var image = reader.Page.Locator(".feed > li").GetByAltText("Hands around a cup of tea");
        await Expect(image).ToBeVisibleAsync();
        await Expect(image).ToHaveJSPropertyAsync("complete", true);
        Assert.InRange(await image.EvaluateAsync<int>("image => image.naturalWidth"), 1, 1200);
        var live = await image.EvaluateAsync<string>(Shape);
        await reader.FindsThePageAccessibleAsync();
        await reader.GoAsync("/updates");
        Assert.Equal(live, await reader.Page.Locator(".feed > li").GetByAltText("Hands around a cup of tea").EvaluateAsync<string>(Shape));
    }

    // As the server writes it and as the script does: the same.
    private const string Shape = "image => [...image.attributes].map(one => `${one.name}=${one.value}`).sort().join(' ')";

    private async Task<Supporter> OrganiserOfAsync(string organisation) =>
        await Portal.Data.CreateOrganiserAsync(await Portal.Data.CreateOrganisationAsync(organisation));
}
