using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Features.Organise.Updates;

public sealed class PinsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_pinned_update_stands_first_until_it_is_unpinned_and_the_fourth_is_refused(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync("The kitchen")));
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        foreach (var title in new[] { "One", "Two", "Three", "Four" })
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
            await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new", ("Form.Title", title), ("Form.Body", "Text"), ("Form.Channel", "community"));
        }

        var one = await IdAsync(portal, "One");
        var page = await organiser.SubmitAsync("/organise/updates", $"/organise/updates/{one}/pin");
        Assert.Contains("Pinned. It stands above the others.", page.Text, StringComparison.Ordinal);
        Assert.Equal(["One", "Four", "Three", "Two"], await TitlesAsync(reader));
        Assert.Contains("Pinned", (await reader.GetAsync("/updates")).Document.QuerySelector(".feed > li[data-pinned='true'] .meta")!.TextContent, StringComparison.Ordinal);

        await page.SubmitAsync($"/organise/updates/{await IdAsync(portal, "Two")}/pin");
        await page.SubmitAsync($"/organise/updates/{await IdAsync(portal, "Three")}/pin");
        page = await page.SubmitAsync($"/organise/updates/{await IdAsync(portal, "Four")}/pin");
        Assert.Contains("“One” (The kitchen), “Two” (The kitchen), “Three” (The kitchen). Unpin one of them first", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Three", "Two", "One", "Four"], await TitlesAsync(reader));

        page = await organiser.SubmitAsync("/organise/updates", $"/organise/updates/{one}/pin");
        Assert.Contains("Unpinned.", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Three", "Two", "Four", "One"], await TitlesAsync(reader));
    }

    [Fact]
    public async Task Others_pin_nothing()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        using var foreign = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new", ("Form.Title", "Soup"), ("Form.Body", "Hot"));
        await foreign.SubmitAsync("/organise/updates/new", "/organise/updates/new", ("Form.Title", "Tea"), ("Form.Body", "Hot"));
        var page = await foreign.GetAsync("/organise/updates");
        page.Form($"/organise/updates/{await IdAsync(portal, "Tea")}/pin").SetAttribute("action", $"/organise/updates/{await IdAsync(portal, "Soup")}/pin");

        Assert.Equal(HttpStatusCode.NotFound, (await page.SubmitAsync($"/organise/updates/{await IdAsync(portal, "Soup")}/pin")).Status);
        await using var db = portal.NewContext();
        Assert.False(await db.Updates.AnyAsync(u => u.IsPinned, Stop));
    }

    private static async Task<Guid> IdAsync(PortalFactory portal, string title)
    {
        await using var db = portal.NewContext();
        return await db.Updates.Where(u => u.Title == title).Select(u => u.Id).SingleAsync(Stop);
    }

    private static async Task<IEnumerable<string>> TitlesAsync(FormClient reader) =>
        (await reader.GetAsync("/updates")).Document.QuerySelectorAll(".feed > li h2").Select(title => title.TextContent);
}
