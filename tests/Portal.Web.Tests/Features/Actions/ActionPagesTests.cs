using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Actions;
using Portal.Core.Data;
using Portal.Core.Updates;
using Portal.Web.Tests.Live;

namespace Portal.Web.Tests.Features.Actions;

public sealed class ActionPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Somebody_says_they_did_it_and_an_organiser_publishes_their_sentence_without_their_name(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var action = await portal.Data.CreateActionAsync(organisation);
        using var amina = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Amina"));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var foreign = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        using var visitor = portal.Anonymous();
        var (page, desk) = ($"/actions/{action}", $"/organise/actions/{action}/sentences");

        var done = await amina.SubmitAsync(page, $"{page}/done", ("sentence", "I read it <b>aloud</b>."));

        Assert.Contains("Done once; together we want to reach 10", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("aloud", (await visitor.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(desk)).Status);
        var waiting = await organiser.GetAsync(desk);
        Assert.Contains("I read it <b>aloud</b>.", waiting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Amina", waiting.Source, StringComparison.Ordinal);
        await waiting.SubmitAsync("Publish");
        var shown = await visitor.GetAsync(page);
        Assert.Equal("I read it <b>aloud</b>.", shown.Document.QuerySelector("q")?.TextContent);
        Assert.DoesNotContain("Amina", shown.Source, StringComparison.Ordinal);

        // Another sentence is read again first, and taking it back takes it from the page.
        await amina.SubmitAsync(page, $"{page}/done", ("sentence", "I read it twice."));
        Assert.Null((await visitor.GetAsync(page)).Document.QuerySelector("q"));
        await amina.SubmitAsync(page, $"{page}/undone");
        Assert.Contains("Done 0 times", (await visitor.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Contains("You have read them all", (await organiser.GetAsync(desk)).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_sentence_that_leads_to_a_place_or_was_changed_meanwhile_is_not_published(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var action = await portal.Data.CreateActionAsync(organisation);
        var (one, two) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await DoAsync(portal, one, action, "Come to 12 rue de la Paix");
        await DoAsync(portal, two, action, "It took an evening");
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var desk = await organiser.GetAsync($"/organise/actions/{action}/sentences");

        Assert.Contains("was not published", (await desk.SubmitAsync(FormOf("12 rue"), ("publish", "true"))).Text, StringComparison.Ordinal);
        await DoAsync(portal, two, action, "It took all night");
        await desk.SubmitAsync(FormOf("an evening"), ("publish", "true"));

        await using var db = portal.NewContext();
        Assert.Equal(2, await db.ActionsDone.CountAsync(d => d.PublishedAt == null && d.LeftAt == null, Stop));

        string FormOf(string words) => desk.Document.QuerySelectorAll("main form").Single(form => form.TextContent.Contains(words, StringComparison.Ordinal)).GetAttribute("action")!;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_list_is_found_by_kind_and_language_and_asks_as_much_of_many_as_of_few(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        await portal.Data.CreateActionAsync(organisation);
        await portal.Data.CreateActionAsync(organisation, plan => plan with { Kind = ActionKind.Translate, Title = LocalText.Of("Translate it"), Languages = ["ar", "ti"], Deadline = plan.Deadline!.Value.AddDays(1) });
        await portal.Data.CreateActionAsync(organisation, plan => plan with { Title = LocalText.Of("Long ago"), Deadline = plan.Deadline!.Value.AddDays(-20) });
        using var visitor = portal.Anonymous();

        Assert.Equal(["Write to your MP", "Translate it"], await TitlesAsync("/actions"));
        Assert.Equal(["Translate it"], await TitlesAsync("/actions?kind=translate&language=ar"));
        Assert.Equal(["Write to your MP"], await TitlesAsync("/actions?language=ps"));
        Assert.Equal(["Long ago"], await TitlesAsync("/actions?past=true"));
        Assert.Equal(["Write to your MP", "Translate it"], await TitlesAsync("/actions?kind=nonsense&language=%00&page=-1"));

        var few = await QueriesAsync();
        for (var number = 0; number < 60; number++)
        {
            await portal.Data.CreateActionAsync(organisation);
        }

        portal.Services.GetRequiredService<LiveHints>().ActionMoved(Guid.Empty);
        Assert.Equal(12, (await visitor.GetAsync("/actions?page=2&kind=")).Document.QuerySelectorAll(".tiles > li").Length);
        Assert.InRange(await QueriesAsync(), few, few + 1);

        async Task<IEnumerable<string>> TitlesAsync(string address) => (await visitor.GetAsync(address)).Document.QuerySelectorAll(".tiles h3").Select(h => h.TextContent.Trim());

        async Task<int> QueriesAsync()
        {
            using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
            await reader.GetAsync("/actions");
            return (await portal.Queries.DuringAsync(() => reader.GetAsync("/actions"))).Count;
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_would_rather_speak_up_is_shown_an_action_until_they_have_done_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(2));
        var campaign = await portal.Data.CreateCampaignAsync();
        var action = await portal.Data.CreateActionAsync(organisation, plan => plan with { CampaignId = campaign.Id });
        var (ruth, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        using var speaker = await portal.SignedInAsync(ruth);
        using var packer = await portal.SignedInAsync(ben);
        await speaker.SubmitAsync("/account/profile", "Save", ("Intentions", Intentions.SpeakUp));
        await packer.SubmitAsync("/account/profile", "Save", ("Intentions", Intentions.InCalais));
        using var visitor = portal.Anonymous();

        foreach (var page in new[] { "/", "/welcome", "/campaigns/winter-shelter" })
        {
            Assert.True(await ShowsAsync(speaker, page), page);
        }

        Assert.True(await ShowsAsync(visitor, "/campaigns/winter-shelter"));
        Assert.False(await ShowsAsync(packer, "/"));
        await DoAsync(portal, ruth, action, null);
        Assert.False(await ShowsAsync(speaker, "/"));
        Assert.False(await ShowsAsync(speaker, "/welcome"));

        // Where no shift suits, the front page has something for everybody.
        portal.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True(await ShowsAsync(packer, "/"));

        async Task<bool> ShowsAsync(FormClient reader, string page) => (await reader.GetAsync(page)).Document.QuerySelector($"main a[href='/actions/{action}']") is not null;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whose_account_has_ended_is_counted_no_more(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var action = await portal.Data.CreateActionAsync(await portal.Data.CreateOrganisationAsync());
        var ruth = await portal.Data.CreateSupporterAsync();
        await using var db = portal.NewContext();
        await db.Supporters.Where(s => s.Id == ruth.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, portal.Clock.GetUtcNow()), Stop);

        Assert.Equal(DoneOutcome.NotFound, await DoAsync(portal, ruth, action, null));

        Assert.False(await db.ActionsDone.AnyAsync(Stop));
    }

    [Fact]
    public async Task How_often_it_was_done_reaches_whoever_watches()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        var action = await live.Portal.Data.CreateActionAsync(live.Organisation);
        await using var client = await LiveClient.ConnectAsync(live.Portal);
        var came = new TaskCompletionSource<DoneFrame>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var on = client.Connection.On<DoneFrame>("done", frame => came.TrySetResult(frame));
        await client.WatchAsync("actions");

        await DoAsync(live.Portal, await live.Portal.Data.CreateSupporterAsync(), action, null);

        Assert.Equal(new DoneFrame(action, 1, 10), await came.Task.WaitAsync(Stop));
    }

    [Fact]
    public async Task What_cannot_be_read_of_the_form_is_told_with_all_that_is_wrong()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        var form = await organiser.GetAsync("/organise/actions/new");

        foreach (var goal in new[] { "0.001", "-5", "1000000000000", "many" })
        {
            var refused = await form.SubmitAsync("Call for it", ("Form.Goal", goal), ("Form.Deadline", "yesterday"), ("Form.TitleEnglish", ""));
            var summary = refused.Document.QuerySelector(".error-summary")!.TextContent;
            Assert.Equal(4, refused.Document.QuerySelectorAll(".error-summary li").Length);
            Assert.All(new[] { "How many times", "Last day" }, words => Assert.Contains(words, summary + refused.Text, StringComparison.Ordinal));
        }

        await using var db = portal.NewContext();
        Assert.False(await db.SolidarityActions.AnyAsync(Stop));
    }

    private static Task<DoneOutcome> DoAsync(PortalFactory portal, Supporter who, Guid action, string? sentence) =>
        portal.RunAsync<ActionDoing, DoneOutcome>(d => d.DoAsync(who.Id, action, sentence, "en", Stop));
}
