using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Welcome;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Home;

public sealed class WelcomeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Each_way_to_help_leads_to_what_one_can_do_now(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (group, ruth) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateSupporterAsync("Ruth"));
        var soon = await portal.Data.CreateShiftAsync(group, TimeSpan.FromDays(1), activity: await portal.Data.CreateActivityAsync(group, "Night round"));
        var easy = await portal.Data.CreateShiftAsync(group, TimeSpan.FromDays(3), activity: await portal.Data.CreateActivityAsync(group, "Peeling"));
        await portal.Data.CreateShiftAsync(group, TimeSpan.FromDays(4), activity: await WorkAsync(portal, soon));
        await portal.Data.CreateShiftAsync(group, TimeSpan.FromDays(2), remote: true, activity: await portal.Data.CreateActivityAsync(group, "Translating"));
        var full = await portal.Data.CreateShiftAsync(group, TimeSpan.FromDays(2), positions: [("Cook", 0, 1)], activity: await portal.Data.CreateActivityAsync(group, "Full already"));
        await portal.Data.FillAsync(full, 1);
        await using (var db = portal.NewContext())
        {
            await db.Positions.ExecuteUpdateAsync(set => set.SetProperty(p => p.BeginnerFriendly, p => p.ShiftId == easy.Id), Stop);
        }

        using var visitor = await portal.SignedInAsync(ruth);
        var page = await visitor.GetAsync("/welcome");
        Assert.Equal("Good to have you with us, Ruth", page.Heading);
        Assert.Equal(["Volunteer in Calais", "Help from home"], page.Document.QuerySelectorAll("main h2").Select(part => part.TextContent));
        // What is good for a first time goes before what is sooner.
        Assert.True(page.Text.IndexOf("Peeling", StringComparison.Ordinal) < page.Text.IndexOf("Night round", StringComparison.Ordinal));
        Assert.Contains("Translating", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Full already", page.Text, StringComparison.Ordinal);
        // One of each kind of work.
        Assert.Equal(["Peeling", "Night round"], page.Document.QuerySelectorAll("section[aria-labelledby=in-calais] h3").Select(ticket => ticket.TextContent.Trim()));

        await visitor.SubmitAsync("/account/profile", "Save", ("Intentions", Intentions.Give), ("Intentions", Intentions.SpeakUp), ("Intentions", Intentions.Gather));
        var changed = await visitor.GetAsync("/welcome");
        Assert.Equal(["Give", "Speak up", "Bring people together"], changed.Document.QuerySelectorAll("main h2").Select(part => part.TextContent));
        Assert.NotNull(changed.Document.QuerySelector("main a[href='/organisations']"));
        Assert.DoesNotContain("Peeling", changed.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_front_page_shows_ones_next_shift_and_before_there_is_one_something_that_suits(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (group, ruth) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateSupporterAsync("Ruth"));
        await portal.Data.CreateShiftAsync(group, TimeSpan.FromDays(1), activity: await portal.Data.CreateActivityAsync(group, "Peeling"));
        var far = await portal.Data.CreateShiftAsync(group, TimeSpan.FromDays(2), remote: true, activity: await portal.Data.CreateActivityAsync(group, "Translating"));
        using var visitor = await portal.SignedInAsync(ruth);
        using var anyone = portal.Anonymous();

        Assert.Contains("Peeling", ForYou(await visitor.GetAsync("/")), StringComparison.Ordinal);
        await visitor.SubmitAsync("/account/profile", "Save", ("Intentions", Intentions.FromHome));
        var front = await visitor.GetAsync("/");
        Assert.Contains("Translating", ForYou(front), StringComparison.Ordinal);
        // What is suggested does not stand among the others again.
        Assert.DoesNotContain("Translating", front.Document.QuerySelector("section[aria-labelledby=needed-title]")!.TextContent, StringComparison.Ordinal);
        // Who waits for a place has none yet.
        await portal.Data.CreateBookingAsync(ruth, await portal.Data.CreateShiftAsync(group, TimeSpan.FromDays(1)), BookingState.Waitlisted);
        Assert.StartsWith("This could suit you", ForYou(await visitor.GetAsync("/")), StringComparison.Ordinal);
        await portal.Data.CreateBookingAsync(ruth, far);
        Assert.StartsWith("Your next shift", ForYou(await visitor.GetAsync("/")), StringComparison.Ordinal);
        Assert.Null((await anyone.GetAsync("/")).Document.QuerySelector("#for-you"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Neither_page_asks_more_of_the_database_where_there_is_more_to_show(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (group, ruth) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateSupporterAsync());
        using var visitor = await portal.SignedInAsync(ruth);
        await visitor.SubmitAsync("/account/profile", "Save", [.. Intentions.All.Select(one => ("Intentions", (string?)one))]);
        var counts = new List<(int Front, int First)>();
        foreach (var shifts in new[] { 2, 40 })
        {
            for (var i = 0; i < shifts; i++)
            {
                await portal.Data.CreateShiftAsync(group, TimeSpan.FromDays(1 + (i % 20)), remote: i % 2 == 0);
            }

            // Read once before, so that what all readers share is there.
            await visitor.GetAsync("/welcome");
            await visitor.GetAsync("/");
            counts.Add(((await portal.Queries.DuringAsync(() => visitor.GetAsync("/"))).Count, (await portal.Queries.DuringAsync(() => visitor.GetAsync("/welcome"))).Count));
        }

        Assert.Equal(counts[0], counts[1]);
        Assert.InRange(counts[0].Front, 2, 6);
        Assert.InRange(counts[0].First, 2, 6);
    }

    [Fact]
    public async Task The_welcome_is_taken_back_where_everything_is_and_stands_there_no_more()
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        await using var db = portal.NewContext();
        await db.Supporters.Where(s => s.Id == ruth.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.WelcomeFrom, portal.Clock.GetUtcNow()), Stop);
        using var visitor = await portal.SignedInAsync(ruth);

        var page = await visitor.GetAsync("/account/data");
        Assert.Contains("three mails in your first two weeks", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Turn off: The welcome: three mails in your first two weeks");

        Assert.DoesNotContain("three mails in your first two weeks", page.Text, StringComparison.Ordinal);
        Assert.Null(await db.Supporters.Where(s => s.Id == ruth.Id).Select(s => s.WelcomeFrom).SingleAsync(Stop));
    }

    [Fact]
    public async Task Where_the_coalition_takes_gifts_is_said_by_a_setting_and_nothing_else_is()
    {
        await using var portal = await PortalFactory.StartAsync(settings: new Dictionary<string, string?> { ["Portal:DonationPage"] = "https://give.example.org/calais" });
        using var visitor = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        await visitor.SubmitAsync("/account/profile", "Save", ("Intentions", Intentions.Give));

        var page = await visitor.GetAsync("/welcome");

        Assert.Equal("https://give.example.org/calais", page.Document.QuerySelector("main section a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task The_link_in_a_welcome_mail_leads_to_one_button_and_a_forged_one_to_nothing()
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        var token = portal.Services.GetRequiredService<WelcomeTokens>().Of(ruth.Id);
        using var anyone = portal.Anonymous();

        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/welcome/stop?p={Guid.Empty:N}&t={token}")).Status);
        var asked = await anyone.GetAsync($"/welcome/stop?p={ruth.Id:N}&t={token}");
        Assert.Equal("Stop the welcome mails", asked.Heading);

        Assert.Equal("Done: no more welcome mails", (await asked.SubmitAsync("Stop them")).Heading);
    }

    [Fact]
    public async Task What_is_no_way_to_help_is_refused_in_words()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var visitor = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await visitor.SubmitAsync("/account/profile", "Save", ("Intentions", "everything"));

        Assert.Contains("Please choose ways to help from the list.", page.Text, StringComparison.Ordinal);
    }

    private static async Task<Activity> WorkAsync(PortalFactory portal, Shift shift)
    {
        await using var db = portal.NewContext();
        return await db.Activities.AsNoTracking().SingleAsync(a => a.Id == shift.ActivityId, Stop);
    }

    private static string ForYou(Page page) => page.Document.QuerySelector("section[aria-labelledby=for-you]")!.TextContent.Trim();
}
