using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Tests.Features.Admin.Newsletters;

/// <summary>Choosing whom a newsletter is for, in the editor.</summary>
public sealed class AudiencePagesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Conditions_are_counted_without_a_script_kept_with_the_draft_and_said_before_sending(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        await portal.Data.CreateReaderAsync("amina@example.org", "fr", "FR");
        await portal.Data.CreateReaderAsync("jo@example.org", "en", "FR");
        await portal.Data.CreateReaderAsync("noa@example.org", "en", null);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());

        var look = await client.SubmitAsync(
            "/admin/newsletters/new", "Show what it looks like",
            ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"), ("Form.Audience.Languages", "en"), ("Form.Audience.Countries", "FR"));
        Assert.Contains("It reaches 1 person.", look.Text, StringComparison.Ordinal);
        Assert.Contains("1 reads another language", look.Text, StringComparison.Ordinal);
        Assert.Contains("1 lives in another country, or did not say", look.Text, StringComparison.Ordinal);
        Assert.Contains("Who chose no topic hears of all of them", (await WithTopicAsync(portal, client)).Text, StringComparison.Ordinal);

        var draft = await look.SubmitAsync("Save the draft");
        Assert.Contains("Country: France", draft.Text, StringComparison.Ordinal);
        Assert.NotNull((await client.GetAsync($"{draft.Path}/edit")).Document.QuerySelector("[name='Form.Audience.Countries'][value=FR][checked]"));
        Assert.Contains("goes to 1 person", (await client.GetAsync($"{draft.Path}/send")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_script_gets_the_count_that_the_page_shows(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        await portal.Data.CreateReaderAsync("amina@example.org", "fr", "FR");
        await portal.Data.CreateReaderAsync("jo@example.org", "en", "GB");
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());

        var reach = await client.Http.GetFromJsonAsync<JsonElement>(At(portal, "?Form.Audience.Countries=FR&Form.MainLanguage=en&written=en"), None);

        Assert.Equal("It reaches 1 person.", reach.GetProperty("line").GetString());
        Assert.Equal(["1 lives in another country, or did not say"], reach.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Equal(["No text of its own; its readers get English: French (1)."], reach.GetProperty("notes").EnumerateArray().Select(note => note.GetString()));
        using var foreign = await client.Http.GetAsync(At(portal, $"?Form.Audience.Topics={Guid.CreateVersion7()}"), None);
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        using var outsider = await portal.Anonymous().Http.GetAsync(At(portal, ""), None);
        Assert.NotEqual(HttpStatusCode.OK, outsider.StatusCode);
    }

    [Fact]
    public async Task A_choice_that_does_not_exist_is_refused_with_a_sentence()
    {
        await using var portal = await PortalFactory.StartAsync();
        await portal.Data.CreateReaderAsync("amina@example.org", "fr", "FR");
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());

        var page = await client.SubmitAsync(
            "/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"), ("Form.Audience.Countries", "XX"));

        Assert.Contains("One of these choices does not exist", page.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Empty(db.Newsletters);
    }

    private static async Task<Page> WithTopicAsync(PortalFactory portal, FormClient client)
    {
        await portal.Data.CreateOrganisationAsync();
        return await client.GetAsync("/admin/newsletters/new");
    }

    private static Uri At(PortalFactory portal, string query) => new(new Uri(portal.BaseAddress), $"/admin/newsletters/audience{query}");
}
