using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Tests.Features.Admin.Newsletters;

/// <summary>What came of an issue, how fast it goes, and the box before one goes on that paused by itself.</summary>
public sealed class OutcomePagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_came_after_it_is_a_picture_and_a_table_of_the_same_numbers_and_small_ones_are_not_told(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var readers = await portal.Data.CreateReadersAsync(6);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(30), positions: [("Volunteer", 1, 50)]);
        var path = await SendingAsync(client, 6);
        Assert.Empty((await client.GetAsync(path)).Document.QuerySelectorAll(".chart"));
        await DispatchAsync(portal);
        await portal.Data.FillAsync(shift, 12);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.Data.FillAsync(shift, 3);
        await LeaveAsync(portal, readers[0], path);

        var page = await client.GetAsync(path);
        var charts = page.Document.QuerySelectorAll("figure.chart");
        Assert.Equal(2, charts.Length);
        var rows = charts[0].QuerySelectorAll("details tbody tr td").Select(cell => cell.TextContent).ToList();
        Assert.Equal(["0", "0", "0", "0", "0", "0", "0", "12", "fewer than 5"], rows);
        Assert.Equal(rows.Count, charts[0].QuerySelectorAll("svg[role=img] > rect").Length);
        Assert.StartsWith("Places filled: In 2 days from its start: between 13 and 16 (6.5 to 8.0 a day). In the 7 days before: 0.", charts[0].QuerySelector("svg[role=img]")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("Left by its links fewer than 5", page.Text, StringComparison.Ordinal);
        Assert.Contains("Events of the mail provider are not configured", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("[style], svg script"));

        // Two and three and four look alike.
        var before = charts[0].OuterHtml;
        await portal.Data.FillAsync(shift, 1);
        Assert.Equal(before, (await client.GetAsync(path)).Document.QuerySelector("figure.chart")!.OuterHtml);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_page_asks_the_database_six_times_at_most_for_few_as_for_many(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await PortalFactory.StartAsync(provider, sendGrid.SettingsWithEvents);
        await portal.Data.CreateReadersAsync(5);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var path = await SendingAsync(client, 5);
        await DispatchAsync(portal);
        var few = await CountAsync(portal, client, path);
        await portal.Data.CreateReadersAsync(200, "more");
        await portal.Data.FillAsync(await portal.Data.CreateShiftAsync(positions: [("Volunteer", 1, 100)]), 60);
        var page = await client.GetAsync(path);
        Assert.Contains("Arrived", page.Text, StringComparison.Ordinal);

        Assert.Equal(few, await CountAsync(portal, client, path));
        Assert.InRange(few, 1, 6);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_that_paused_by_itself_says_why_and_goes_on_only_when_somebody_ticks_that_it_may(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        await portal.Data.CreateReadersAsync(2);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var path = await SendingAsync(client, 2);
        await using (var db = portal.NewContext())
        {
            await db.Newsletters.ExecuteUpdateAsync(set => set.SetProperty(n => n.State, NewsletterState.Paused).SetProperty(n => n.PausedBecause, "bounces"), Token);
        }

        var paused = await client.GetAsync(path);
        Assert.Contains("It paused by itself: too many addresses do not exist.", paused.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.True(paused.Document.QuerySelector("input[name=despite]")!.HasAttribute("required"));

        var refused = await paused.SubmitAsync("Resume");
        Assert.Contains("tick the box", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await DispatchAsync(portal));

        var resumed = await refused.SubmitAsync("Resume", ("despite", "true"));
        Assert.Contains("It goes on.", resumed.Text, StringComparison.Ordinal);
        Assert.Empty(resumed.Document.QuerySelectorAll("input[name=despite]"));
        Assert.Equal(2, await DispatchAsync(portal));
    }

    [Fact]
    public async Task How_fast_it_goes_and_how_long_it_takes_is_said_in_the_page_and_to_its_script()
    {
        await using var portal = await PortalFactory.StartAsync();
        await portal.Data.CreateReadersAsync(60);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var path = await SendingAsync(client, 60);
        Assert.Equal("", (await client.GetAsync(path)).Document.QuerySelector("[data-number=pace]")!.TextContent);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await using (var db = portal.NewContext())
        {
            var ids = await db.Messages.OrderBy(m => m.Id).Take(24).Select(m => m.Id).ToListAsync(Token);
            await portal.RunAsync<MessageSettlement, int>(s => s.AcceptAsync(ids, Guid.Parse(path.Split('/')[^1], CultureInfo.InvariantCulture)));
        }

        Assert.Contains("About 24 a minute, about 2 min left.", (await client.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Contains("About 24 a minute", await client.Http.GetStringAsync(new Uri(new Uri(portal.BaseAddress), $"{path}/progress"), Token), StringComparison.Ordinal);
    }

    private static async Task<string> SendingAsync(FormClient client, int people)
    {
        var draft = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"));
        return (await client.SubmitAsync($"{draft.Path}/send", $"Send to {people} people")).Path;
    }

    private static async Task<int> CountAsync(PortalFactory portal, FormClient client, string path)
    {
        await client.GetAsync(path);
        return (await portal.Queries.DuringAsync(() => client.GetAsync(path))).Count;
    }

    private static async Task<int> DispatchAsync(PortalFactory portal) =>
        (await portal.RunAsync<Dispatcher, DispatchReport>(d => d.DispatchUntilEmptyAsync(Token)))[MessageState.Sent];

    private static Task<bool> LeaveAsync(PortalFactory portal, Guid reader, string path) => portal.RunAsync<SubscriptionService, bool>(
        s => s.LeaveAsync(reader, portal.Services.GetRequiredService<SubscriberTokens>().Leave(reader), Guid.Parse(path.Split('/')[^1], CultureInfo.InvariantCulture), Token));
}
