using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Organisations;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Tests.Features.Ledger;

public sealed class LedgerPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Everyone_sees_what_came_in_and_how_it_was_shared_and_every_figure_adds_up(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var visitor = portal.Anonymous();
        Assert.Contains("Nothing has come in yet", (await visitor.GetAsync("/ledger")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("How the money is shared", (await visitor.GetAsync("/")).Text, StringComparison.Ordinal);

        var (kitchen, _, _) = await FillAsync(portal);
        var page = await visitor.GetAsync("/ledger");

        Assert.Empty(page.Document.QuerySelectorAll("main input[name=__RequestVerificationToken], main form"));
        foreach (var part in new[] { "€300.00came in", "€100.01shared", "€199.99left to share", "One-off gifts", "Corrections", "-€20.00", "Paid twice", "Round 1", "Equal parts", "€50.01", "€50.00", "Observers", "Confirmed by administrators from" })
        {
            Assert.Contains(part, page.Text, StringComparison.Ordinal);
        }

        Assert.Contains("£7.00", page.Text, StringComparison.Ordinal);
        using var answer = await visitor.Http.GetAsync(new Uri("/ledger", UriKind.Relative), Stop);
        Assert.NotNull(answer.Headers.ETag);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("€100.01 shared on", (await visitor.GetAsync(page.Link("Round 1"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/ledger/rounds/{kitchen.Id}")).Status);

        // The table to take along has the same rows, and nothing that a spreadsheet would compute.
        var csv = (await visitor.Http.GetStringAsync(new Uri("/ledger.csv", UriKind.Relative), Stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        var euros = csv.Where(row => row.Contains(",EUR,", StringComparison.Ordinal)).Select(row => (In: row.StartsWith("In,", StringComparison.Ordinal), Amount: decimal.Parse(row.Split(',')[4].Trim('\'', '"'), CultureInfo.InvariantCulture))).ToList();
        Assert.Equal((300m, 100.01m), (euros.Where(row => row.In).Sum(row => row.Amount), euros.Where(row => !row.In).Sum(row => row.Amount)));
        Assert.DoesNotContain(csv.SelectMany(row => row.Split(',')), cell => cell.TrimStart('"') is ['=' or '+' or '@', ..]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_front_page_says_how_the_money_is_shared_to_whoever_is_new_within_its_queries(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider, new Dictionary<string, string?> { ["Portal:DonationPage"] = "https://give.example.org/" });
        await FillAsync(portal);
        using var visitor = portal.Anonymous();
        using var known = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        await visitor.GetAsync("/");
        Page? page = null;

        var queries = await portal.Queries.DuringAsync(async () => page = await visitor.GetAsync("/?new"));

        Assert.InRange(queries.Count, 1, 6);
        var panel = page!.Document.QuerySelector("section[aria-labelledby=ledger-title]")!;
        Assert.Contains("€300.00 came in, €100.01 shared in 1 round.", panel.TextContent, StringComparison.Ordinal);
        Assert.NotNull(panel.QuerySelector("a[href='https://give.example.org/']"));
        Assert.Null((await known.GetAsync("/")).Document.QuerySelector("section[aria-labelledby=ledger-title]"));
        var few = (await portal.Queries.DuringAsync(() => known.GetAsync("/ledger"))).Count;
        await FillAsync(portal, again: true);
        Assert.Equal(few, (await portal.Queries.DuringAsync(() => known.GetAsync("/ledger"))).Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Administrators_and_organisers_are_told_all_that_is_wrong_and_in_French_too(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (kitchen, samira, _) = await FillAsync(portal);
        using var admin = await portal.SignedInAsync(samira);
        var page = await (await admin.GetAsync("/admin/ledger/income/new")).SubmitAsync("Enter it", ("Form.Month", "2030-01"), ("Form.Amount", "-1.005"));
        foreach (var wrong in new[] { "Please choose a month", "Please choose what kind", "cannot have a minus sign", "more decimals than the currency" })
        {
            Assert.Contains(wrong, page.Text, StringComparison.Ordinal);
        }

        page = await page.SubmitAsync("Enter it", ("Form.Month", "2027-01"), ("Form.Kind", "Grant"), ("Form.Amount", "1,000.00"), ("Form.Currency", "CHF"));
        Assert.Contains("CHF 1,000.00", page.Text, StringComparison.Ordinal);
        page = await (await admin.GetAsync("/admin/ledger/rounds/new")).SubmitAsync("Open the round", ("Form.Amount", "1000.01"), ("Form.Currency", "CHF"), ("Form.Rule", "ByNeed"));
        Assert.Contains("There is only CHF 1,000.00 left to share", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Open the round", ("Form.Amount", "900"), ("Form.Currency", "CHF"), ("Form.Rule", "ByNeed"));
        Assert.Contains("No member has said yet", (await page.SubmitAsync("Propose the shares")).Text, StringComparison.Ordinal);

        var camille = await portal.Data.CreateSupporterAsync("Camille", language: "fr");
        await portal.Data.MakeMemberAsync(camille, kitchen, MembershipRole.Organiser);
        using var organiser = await portal.SignedInAsync(camille);
        page = await organiser.GetAsync("/organise/ledger");
        Assert.Contains("50.01", page.Text.Replace(',', '.'), StringComparison.Ordinal);
        var need = page.Document.QuerySelectorAll("form").Single(form => form.GetAttribute("action")!.EndsWith("/need", StringComparison.Ordinal)).GetAttribute("action")!;
        await page.SubmitAsync(need, ("Need", "900"));
        Assert.Contains("CHF 900.00", (await (await admin.GetAsync((await OpenAsync(portal)))).SubmitAsync("Propose the shares")).Text, StringComparison.Ordinal);
        var story = page.Document.QuerySelectorAll("form").Single(form => form.GetAttribute("action")!.EndsWith("/story", StringComparison.Ordinal)).GetAttribute("action")!;
        await (await organiser.GetAsync("/organise/ledger")).SubmitAsync(story, ("StoryEnglish", "Rice"));
        using var visitor = portal.Anonymous();
        Assert.Contains("Rice", (await visitor.GetAsync("/ledger")).Text, StringComparison.Ordinal);
        var others = (await portal.Data.CreateOrganisationAsync()).Id;
        Assert.Equal(HttpStatusCode.NotFound, (await (await organiser.GetAsync("/organise/ledger")).SubmitAsync(need, ("Organisation", $"{others}"), ("Need", "1"))).Status);
    }

    private static async Task<string> OpenAsync(PortalFactory portal)
    {
        await using var db = portal.NewContext();
        return $"/admin/ledger/rounds/{await db.ShareRounds.Where(r => r.DecidedAt == null).Select(r => r.Id).SingleAsync(Stop)}";
    }

    // Euros: 320 in, 20 taken off again, 100.01 shared between two; pounds: 7.
    private static async Task<(Organisation Kitchen, Core.Accounts.Supporter First, Core.Accounts.Supporter Second)> FillAsync(PortalFactory portal, bool again = false)
    {
        var (kitchen, woodyard) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var (first, second) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync());
        await portal.Data.MakeMemberAsync(first, kitchen);
        await portal.Data.MakeMemberAsync(second, woodyard);
        if (!again)
        {
            await portal.Data.CreateOrganisationAsync("Observers", Standing.Partner);
        }

        var (income, rounds) = (portal.Services.GetRequiredService<IncomeService>(), portal.Services.GetRequiredService<RoundService>());
        Guid Key() => Ids.New(portal.Clock);
        var entry = await income.EnterAsync(first.Id, new("2027-01", IncomeKind.OneOff, "EUR", "320", AmountLayout.Dot, new(LocalText.Of("=1+1"))), Key(), Stop);
        await income.CorrectAsync(first.Id, entry.Id!.Value, "20", AmountLayout.Dot, new(LocalText.Of("Paid twice")), Key(), Stop);
        await income.EnterAsync(first.Id, new("2027-01", IncomeKind.Event, "GBP", "7", AmountLayout.Dot, new(LocalText.Of(""))), Key(), Stop);
        var round = (await rounds.OpenAsync(first.Id, new("EUR", "100.01", AmountLayout.Dot, ShareRule.Equal), Key(), Stop)).Id!.Value;
        await portal.Services.GetRequiredService<RoundProposals>().ProposeAsync(first.Id, round, 1, new Dictionary<Guid, string?>(), AmountLayout.Dot, Stop);
        var confirmations = portal.Services.GetRequiredService<RoundConfirmations>();
        Assert.Equal(ConfirmResult.Confirmed, await confirmations.ConfirmAsync(first.Id, round, 2, Stop));
        Assert.Equal(ConfirmResult.Decided, await confirmations.ConfirmAsync(second.Id, round, 2, Stop));
        // As the controllers do.
        await portal.Services.GetRequiredService<PageShelf>().ClearAsync([LiveTags.Ledger, LiveTags.Home], Stop);
        return (kitchen, first, second);
    }
}
