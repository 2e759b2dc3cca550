using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Needs;

namespace Portal.Web.Tests.Features.Needs;

/// <summary>What is short, on its pages.</summary>
public sealed class NeedPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_supporter_promises_an_organiser_ticks_it_off_and_everybody_reads_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        using var ruth = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Ruth"));
        using var anyone = portal.Anonymous();

        var refused = await (await organiser.GetAsync("/organise/needs/new")).SubmitAsync("Publish", ("Form.ItemEnglish", ""), ("Form.UnitEnglish", "pairs"), ("Form.Wanted", "0"), ("Form.PlaceEnglish", "12 rue de la Paix"));
        Assert.Contains("Please write it in one language at least.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Please give a whole number from 1 to 1,000,000.", refused.Text, StringComparison.Ordinal);
        var pointed = await refused.SubmitAsync("Publish", ("Form.ItemEnglish", "Gloves <b>"), ("Form.Wanted", "20"));
        Assert.Contains("12 rue de la Paix", pointed.Document.QuerySelector("#risks")!.TextContent, StringComparison.Ordinal);
        var listed = await pointed.SubmitAsync("Publish", ("Form.WhySafe", "the shop that takes parcels for us"), ("Form.Urgency", "Urgent"));
        Assert.Contains("It is on the public list now.", listed.Text, StringComparison.Ordinal);

        var open = await anyone.GetAsync("/needs");
        Assert.Contains("Gloves <b> urgent Kitchen of Calais 20 pairs still missing", open.Text, StringComparison.Ordinal);
        var address = open.Link("Gloves <b>");
        Assert.Contains("please sign in or join", (await anyone.GetAsync(address)).Text, StringComparison.Ordinal);

        var page = await ruth.GetAsync(address);
        var wrong = await page.SubmitAsync("Promise it", ("Form.Amount", "25"), ("Form.By", "2027-01-13"));
        Assert.Contains("you can promise 20 pairs at most", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("That day is over.", wrong.Text, StringComparison.Ordinal);
        Assert.Equal("20", wrong.Document.QuerySelector("[name='Form.Amount']")!.GetAttribute("value"));
        var thanks = await wrong.SubmitAsync("Promise it", ("Form.Amount", "8"), ("Form.By", "2027-01-20"), ("Form.Word", "By parcel"));
        Assert.Contains("You promised 8 pairs by Wednesday 20 January.", thanks.Text, StringComparison.Ordinal);
        Assert.Contains("12 pairs still missing", (await anyone.GetAsync(address)).Text, StringComparison.Ordinal);

        var mine = await ruth.GetAsync((await ruth.GetAsync("/my/shifts")).Link("What I promised"));
        Assert.Contains("8 pairs · Gloves <b>", mine.Text, StringComparison.Ordinal);
        var changed = await (await ruth.GetAsync(mine.Link("Change: Gloves <b>"))).SubmitAsync("Keep it so", ("Form.Amount", "10"));
        Assert.Contains("10 pairs · Gloves <b>", changed.Text, StringComparison.Ordinal);

        var desk = await organiser.GetAsync($"/organise{address}");
        Assert.Contains("10 pairs · Ruth", desk.Text, StringComparison.Ordinal);
        Assert.Contains("“By parcel”", desk.Text, StringComparison.Ordinal);
        var noted = await desk.SubmitAsync("Tick off: Ruth", ("amount", "4"));
        Assert.Contains("Noted: 4.", noted.Text, StringComparison.Ordinal);
        noted = await noted.SubmitAsync("Note it", ("amount", "3"));
        Assert.Contains("without a promise", noted.Text, StringComparison.Ordinal);
        Assert.Contains("7 pairs still missing · wanted: 20 · promised: 6 · arrived: 7", (await anyone.GetAsync(address)).Text, StringComparison.Ordinal);
        noted = await noted.SubmitAsync("A mistake: take it back: 3 pairs");
        Assert.Contains("arrived: 4", noted.Text, StringComparison.Ordinal);

        Assert.Contains("Taken back.", (await (await ruth.GetAsync("/my/pledges")).SubmitAsync("Take it back: Gloves <b>")).Text, StringComparison.Ordinal);
        var closed = await (await organiser.GetAsync($"/organise{address}")).SubmitAsync("Close it");
        Assert.Contains("It is not on the public list any more.", closed.Text, StringComparison.Ordinal);
        var gone = await anyone.GetAsync(address);
        Assert.Equal((HttpStatusCode.Gone, "This is not short any more"), (gone.Status, gone.Heading));
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/needs/{Ids.New(portal.Clock)}")).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_list_is_kept_for_all_has_no_token_is_filtered_by_its_address_and_comes_in_pages(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (kitchen, yard) = (await portal.Data.CreateOrganisationAsync("Kitchen"), await portal.Data.CreateOrganisationAsync("Woodyard"));
        var (cook, sawyer) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(yard));
        for (var i = 1; i <= 51; i++)
        {
            await portal.Data.CreateNeedAsync(kitchen, TestNeeds.Plan(item: $"Tea {i}", urgency: NeedUrgency.Ordinary), cook);
        }

        await portal.Data.CreateNeedAsync(yard, TestNeeds.Plan(item: "Axes"), sawyer);
        using var anyone = portal.Anonymous();

        var first = await anyone.GetAsync("/needs");
        Assert.Equal("Axes", first.Document.QuerySelector(".tiles h2")!.TextContent.Trim());
        Assert.Equal((50, 2), (first.Document.QuerySelectorAll(".tiles > li").Length, (await anyone.GetAsync("/needs?page=2")).Document.QuerySelectorAll(".tiles > li").Length));
        Assert.Equal(["Axes"], (await anyone.GetAsync($"/needs?organisation={yard.Slug}")).Document.QuerySelectorAll(".tiles h2").Select(h => h.TextContent.Trim()));
        Assert.Equal(["Axes"], (await anyone.GetAsync("/needs?urgency=urgent")).Document.QuerySelectorAll(".tiles h2").Select(h => h.TextContent.Trim()));
        Assert.Contains("Nothing of this kind", (await anyone.GetAsync($"/needs?organisation={yard.Slug}&urgency=soon")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/needs?page=abc&urgency=7&organisation=%00")).Status);

        Assert.DoesNotContain("__RequestVerificationToken", first.Source, StringComparison.Ordinal);
        Assert.NotNull(first.Response.Headers.ETag);
        // The next visitor asks the database nothing.
        Assert.Empty(await portal.Queries.DuringAsync(() => anyone.GetAsync("/needs")));
        var few = (await portal.Queries.DuringAsync(() => anyone.GetAsync("/needs?page=2&again=1"))).Count;
        Assert.Equal(few, (await portal.Queries.DuringAsync(() => anyone.GetAsync($"/needs?organisation={yard.Slug}&again=1"))).Count);
        Assert.InRange(few, 1, 4);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_file_says_the_same_and_no_cell_of_it_is_a_formula(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var need = await portal.Data.CreateNeedAsync(kitchen, TestNeeds.Plan(item: "=HYPERLINK(\"http://evil.example\")", place: "+1, the \"warehouse\"\nby nine"));
        await portal.Data.PledgeAsync(await portal.Data.CreateSupporterAsync(), need, 5);
        await portal.Data.CreateNeedAsync(kitchen, TestNeeds.Plan(item: "Socks", urgency: NeedUrgency.Soon));
        using var anyone = portal.Anonymous();

        var answer = await anyone.Http.GetAsync("/needs.csv?urgency=urgent", Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("'=HYPERLINK", text, StringComparison.Ordinal);
        Assert.Contains("'+1, the", text, StringComparison.Ordinal);
        Assert.Contains(",20,5,0,15,", text, StringComparison.Ordinal);
        Assert.Contains($"/needs/{need}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Socks", text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_short_stands_on_the_front_page_and_the_groups_and_nowhere_where_nothing_is(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        using var anyone = portal.Anonymous();
        Assert.Null((await anyone.GetAsync("/")).Document.QuerySelector("#short-title"));
        Assert.Null((await anyone.GetAsync($"/organisations/{kitchen.Slug}")).Document.QuerySelector("#short-title"));

        using var desk = await portal.SignedInAsync(organiser);
        await (await desk.GetAsync("/organise/needs/new")).SubmitAsync("Publish", ("Form.ItemEnglish", "Gloves"), ("Form.UnitEnglish", "pairs"), ("Form.Wanted", "20"), ("Form.PlaceEnglish", "The warehouse."));

        // The kept page was taken off the shelf with that.
        var front = await anyone.GetAsync("/");
        Assert.Contains("Gloves", front.Document.QuerySelector("section[aria-labelledby=short-title]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Gloves", (await anyone.GetAsync($"/organisations/{kitchen.Slug}")).Document.QuerySelector("section[aria-labelledby=short-title]")!.TextContent, StringComparison.Ordinal);
        Assert.InRange((await portal.Queries.DuringAsync(() => anyone.GetAsync("/?again=1"))).Count, 1, 6);

        await using var db = portal.NewContext();
        await portal.Data.PledgeAsync(await portal.Data.CreateSupporterAsync(), await db.Needs.Select(n => n.Id).SingleAsync(Stop), 20);
        Assert.Null((await anyone.GetAsync("/?again=2")).Document.QuerySelector("#short-title"));
    }

    [Fact]
    public async Task Who_shares_a_need_shows_others_what_is_missing_and_nothing_of_who_promised()
    {
        await using var portal = await PortalFactory.StartAsync();
        var need = await portal.Data.CreateNeedAsync(await portal.Data.CreateOrganisationAsync("Kitchen"));
        await portal.Data.PledgeAsync(await portal.Data.CreateSupporterAsync("Xyq Somebody"), need, 5);
        using var anyone = portal.Anonymous();

        var page = await anyone.GetAsync($"/needs/{need}");

        Assert.Equal("Work gloves, size L", page.Document.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
        Assert.Contains("Kitchen is short of: Work gloves, size L. 15\u00a0pairs still missing.", page.Document.QuerySelector("meta[property='og:description']")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.DoesNotContain("Xyq", page.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("__RequestVerificationToken", page.Source, StringComparison.Ordinal);
    }
}
