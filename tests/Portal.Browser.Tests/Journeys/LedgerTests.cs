using System.Text;
using Microsoft.Playwright;
using Portal.Core.Accounts;
using Portal.Core.Organisations;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class LedgerTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_ledger_round_from_import_to_public_page()
    {
        var (kitchen, woodyard) = (await Portal.Data.CreateOrganisationAsync("Kitchen"), await Portal.Data.CreateOrganisationAsync("Woodyard"));
        await Portal.Data.CreateOrganisationAsync("Observers", Standing.Partner);
        var (camille, samira) = (await AdministratorAsync("Camille", kitchen), await AdministratorAsync("Samira", woodyard));

        // The first brings the provider's export and looks at it before anything is taken in.
        var page = camille.Page;
        await camille.GoAsync("/admin/ledger/import");
        await page.GetByLabel("The export").SetInputFilesAsync(new FilePayload { Name = "balance.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(PaymentSamples.Stripe) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "5 payments would be added" })).ToBeVisibleAsync();
        await Expect(page.GetByText("€1,005.20")).ToBeVisibleAsync();
        await Expect(page.GetByText("Quillfeather")).ToHaveCountAsync(0);
        await camille.FindsThePageAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take in 5 payments" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "5 payments were added" })).ToBeVisibleAsync();

        await camille.GoAsync("/admin/ledger/rounds/new");
        await page.GetByLabel("To be shared out").FillAsync("1,000.01");
        await page.GetByLabel("Currency").SelectOptionAsync("EUR");
        await page.GetByLabel("Equal parts").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the round" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose the shares" }).ClickAsync();
        await Expect(page.GetByText("€500.01").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm these shares" }).ClickAsync();
        await Expect(page.GetByText("Your confirmation counts")).ToBeVisibleAsync();
        await camille.FindsThePageAccessibleAsync();

        var visitor = await VisitorAsync();
        await visitor.GoAsync("/ledger");
        await Expect(visitor.Page.GetByText("Nothing has been shared yet.").First).ToBeVisibleAsync();

        // The second finds it, and decides.
        await samira.GoAsync("/admin/ledger");
        await samira.Page.GetByRole(AriaRole.Link, new() { Name = "Round 1" }).ClickAsync();
        await samira.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm these shares" }).ClickAsync();
        await Expect(samira.Page.GetByText("The round is decided and stands on the public page.")).ToBeVisibleAsync();
        await samira.Page.GetByLabel("What it did with its share, in English").First.FillAsync("Rice for 400 meals");
        await samira.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Save the sentence.*Kitchen$") }).ClickAsync();
        await Expect(samira.Page.GetByText("Saved. It stands on the public page.")).ToBeVisibleAsync();

        await visitor.GoAsync("/");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "See the ledger" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Rice for 400 meals")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("€14.79").First).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("Confirmed by administrators from Kitchen, Woodyard.")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("Standing with the appeal and taking nothing: Observers.")).ToBeVisibleAsync();
        await visitor.FindsThePageAccessibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Round 1" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Round 1", Level = 1 })).ToBeVisibleAsync();
    }

    private async Task<Visitor> AdministratorAsync(string name, Organisation organisation)
    {
        Supporter person = await Portal.Data.CreateAdministratorAsync(name);
        await Portal.Data.MakeMemberAsync(person, organisation);
        var visitor = await VisitorAsync(Screen.Desk);
        await visitor.SignInAsync(person);
        return visitor;
    }
}
