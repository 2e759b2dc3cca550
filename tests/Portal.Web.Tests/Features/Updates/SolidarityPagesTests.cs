using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Features.Updates;

public sealed class SolidarityPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Each_person_counts_once_and_can_take_it_back(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var id = await PostAsync(portal, await portal.Data.CreateOrganiserAsync(organisation), organisation);
        using var one = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Amina"));
        using var two = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Jo"));
        var path = $"/updates/{id}";

        var open = await one.GetAsync(path);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => open.SubmitAsync($"{path}/solidarity")));
        var page = await two.SubmitAsync(path, $"{path}/solidarity");

        Assert.Contains("2 people stand in solidarity.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", page.Source, StringComparison.Ordinal);
        using var visitor = portal.Anonymous();
        var outside = await visitor.GetAsync(path);
        Assert.Contains("2 people stand in solidarity.", outside.Text, StringComparison.Ordinal);
        Assert.Null(outside.Document.QuerySelector("#solidarity form"));
        Assert.Contains("1 person stands in solidarity.", (await two.SubmitAsync(path, $"{path}/solidarity")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_stands_with_what_one_may_read_only_and_nothing_is_left_of_what_was_withdrawn(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var inside = await PostAsync(portal, organiser, organisation, Channel.OfOrganisation(organisation.Slug));
        var open = await PostAsync(portal, organiser, organisation);
        var stranger = await portal.Data.CreateSupporterAsync();

        Assert.False(await SetAsync(portal, stranger, inside));
        Assert.False(await SetAsync(portal, stranger, Guid.Empty));
        Assert.True(await SetAsync(portal, organiser, inside));
        Assert.True(await SetAsync(portal, stranger, open));
        await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(organiser.Id, open, Stop));
        Assert.False(await SetAsync(portal, organiser, open));

        await using var db = portal.NewContext();
        Assert.Equal([inside], await db.Solidarities.Select(s => s.UpdateId).ToListAsync(Stop));
        using var reader = await portal.SignedInAsync(stranger);
        Assert.Equal(HttpStatusCode.Gone, (await reader.GetAsync($"/updates/{open}")).Status);
    }

    private static Task<bool> SetAsync(PortalFactory portal, Supporter person, Guid update) => portal.RunAsync<SolidarityService, bool>(s => s.SetAsync(person.Id, update, stands: true, Stop));

    private static async Task<Guid> PostAsync(PortalFactory portal, Supporter organiser, Organisation organisation, string channel = Channel.Public) =>
        (await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(organiser.Id, organisation.Id, channel, new UpdateText("Tea", "Hot", Severity.Normal, "en"), Ids.New(portal.Clock), Stop))).UpdateId!.Value;
}
