using System.Net;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Organise.Updates;

public sealed class TranslationPagesTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_translates_after_posting_and_readers_read_their_language_with_a_way_to_the_original(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        var posted = await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new", ("Form.Title", "Soup tonight"), ("Form.Body", "At **seven**."));
        var id = await IdAsync(portal);

        var form = await organiser.GetAsync(posted.Link("Add a translation"));
        Assert.Contains("At **seven**.", form.Text, StringComparison.Ordinal);
        var refused = await form.SubmitAsync("Save the translation", ("Form.Title", ""), ("Form.Body", "Au 03 21 00 00 00"));
        Assert.Contains("Please give it a title.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("03 21 00 00 00", refused.Document.QuerySelector("#risks mark")!.TextContent, StringComparison.Ordinal);
        var saved = await refused.SubmitAsync("Save the translation", ("Form.Title", "Soupe ce soir"), ("Form.Body", "À **sept** heures."));
        Assert.Contains("Readers have it in both languages.", saved.Text, StringComparison.Ordinal);

        using var english = portal.Anonymous();
        using var french = portal.Anonymous();
        french.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");
        var list = await french.GetAsync("/updates");
        Assert.Equal(("Soupe ce soir", "fr"), (list.Document.QuerySelector(".feed h2")!.TextContent, list.Document.QuerySelector(".feed h2")!.GetAttribute("lang")));
        Assert.Equal($"/updates/{id}#original", list.Document.QuerySelector(".feed li > p > a")!.GetAttribute("href"));
        var details = await french.GetAsync($"/updates/{id}");
        Assert.Equal("Soupe ce soir", details.Heading);
        Assert.Equal(("en", "seven"), (details.Document.QuerySelector("details #original")!.GetAttribute("lang"), details.Document.QuerySelector("#original strong")!.TextContent));
        Assert.Equal("Soupe ce soir", details.Document.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
        var entry = XDocument.Parse(await french.Http.GetStringAsync("/updates.atom", Stop)).Root!.Element(Atom + "entry")!;
        Assert.Equal(("Soupe ce soir", "fr"), (entry.Element(Atom + "title")!.Value, entry.Attribute(XNamespace.Xml + "lang")!.Value));
        var original = await english.GetAsync($"/updates/{id}");
        Assert.Equal("Soup tonight", original.Heading);
        Assert.Null(original.Document.QuerySelector("#original"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_edits_the_update_is_sent_to_its_translations_and_emptying_one_takes_it_away(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new", ("Form.Title", "Soup tonight"), ("Form.Body", "Hot"));
        var (id, address) = (await IdAsync(portal), $"/organise/updates/{await IdAsync(portal)}/translations");
        await organiser.SubmitAsync(address, "Save the translation", ("Form.Title", "Soupe ce soir"), ("Form.Body", "Chaude"));

        var edit = await organiser.GetAsync($"/organise/updates/{id}/edit");
        Assert.Equal($"{address}?language=fr", edit.Document.QuerySelector("main .notice a")!.GetAttribute("href"));
        var refused = await edit.SubmitAsync("Save changes", ("Form.Language", "fr"));
        Assert.Contains("There is a translation into this language already.", refused.Document.QuerySelector(".field.is-wrong:has(#Form_Language)")!.TextContent, StringComparison.Ordinal);
        var stale = await organiser.GetAsync(address);
        var edited = await edit.SubmitAsync("Save changes", ("Form.Title", "Tea tonight"));
        Assert.Equal(address, edited.Link("Look at the translations"));
        var met = await stale.SubmitAsync("Save the translation", ("Form.Title", "Soupe froide"));
        Assert.Contains("Somebody else changed this update", met.Text, StringComparison.Ordinal);
        Assert.Contains("Tea tonight", met.Text, StringComparison.Ordinal);
        await met.SubmitAsync("Save the translation", ("Form.Title", "Thé ce soir"));
        await using var db = portal.NewContext();
        Assert.Equal("Thé ce soir", await db.UpdateTranslations.Select(t => t.Title).SingleAsync(Stop));

        await organiser.SubmitAsync(address, "Save the translation", ("Form.Title", ""), ("Form.Body", " "));
        Assert.False(await db.UpdateTranslations.AnyAsync(Stop));
        await organiser.SubmitAsync(address, "Save the translation", ("Form.Title", "Thé"), ("Form.Body", "Chaud"));
        await organiser.SubmitAsync(address, "Remove the translation");
        Assert.False(await db.UpdateTranslations.AnyAsync(Stop));
    }

    [Fact]
    public async Task Others_find_nothing_nor_is_there_any_for_what_was_withdrawn()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        using var foreign = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new", ("Form.Title", "Soup"), ("Form.Body", "Hot"));
        var id = await IdAsync(portal);

        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync($"/organise/updates/{id}/translations")).Status);
        await organiser.SubmitAsync($"/organise/updates/{id}/withdraw", "Withdraw it");
        Assert.Equal(HttpStatusCode.NotFound, (await organiser.GetAsync($"/organise/updates/{id}/translations")).Status);
    }

    private static async Task<Guid> IdAsync(PortalFactory portal)
    {
        await using var db = portal.NewContext();
        return await db.Updates.Select(u => u.Id).SingleAsync(Stop);
    }
}
