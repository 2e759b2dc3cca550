using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class OwnDataTests
{
    private const string Page = "/account/data";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_takes_ones_data_away_once_one_has_shown_who_one_is(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth", language: "fr");
        using var client = await portal.SignedInAsync(ruth);
        using var stranger = portal.Anonymous();

        var response = await client.Http.GetAsync("/account/data/file", Stop);
        Assert.Equal((HttpStatusCode.OK, "application/zip", true), (response.StatusCode, response.Content.Headers.ContentType!.MediaType, response.Headers.CacheControl!.NoStore));
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(Stop));
        using var page = new StreamReader(await zip.GetEntry("data.html")!.OpenAsync(Stop));
        var html = await page.ReadToEndAsync(Stop);
        Assert.Contains("lang=\"fr\"", html, StringComparison.Ordinal);
        Assert.Contains("Ce que le portail sait de vous", html, StringComparison.Ordinal);

        Assert.Equal("/account/sign-in", (await stranger.GetAsync("/account/data/file")).Address.AbsolutePath);
        portal.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal("/account/prove?back=%2Faccount%2Fdata%2Ffile", (await client.GetAsync("/account/data/file")).Path);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Each_consent_is_taken_back_by_one_tap_and_given_by_one(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (ruth, kitchen, other) = (await portal.Data.CreateSupporterAsync("Ruth"), await portal.Data.CreateOrganisationAsync("Kitchen"), await portal.Data.CreateOrganisationAsync());
        await portal.Data.MakeMemberAsync(ruth, kitchen);
        Assert.True(await portal.RunAsync<PhoneService, bool>(phones => phones.SaveAsync(ruth.Id, "+33 6 00 00 00 01", Stop)));
        await portal.RunAsync<CalendarFeedService, string>(calendars => calendars.RenewAsync(ruth.Id, Stop));
        using var client = await portal.SignedInAsync(ruth);
        var page = await client.GetAsync(Page);

        foreach (var what in new[] { "Newsletter", "Kitchen may put you on the rota without asking" })
        {
            page = await page.SubmitAsync($"Turn on: {what}");
            Assert.Contains("Done, that is how it stands now", page.Text, StringComparison.Ordinal);
        }

        foreach (var what in new[]
        {
            "Newsletter", "Reminders of your shifts", "Urgent calls for people", "A phone number, kept for call rounds",
            "A private address by which your calendar reads your shifts", "Kitchen may put you on the rota without asking",
        })
        {
            page = await page.SubmitAsync($"Turn off: {what}");
            Assert.Contains("Done, that is how it stands now", page.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Turn off", page.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        var person = await db.Supporters.AsNoTracking().SingleAsync(s => s.Id == ruth.Id, Stop);
        Assert.Equal((false, false, null), (person.WantsReminders, person.WantsCallOuts, person.Phone));
        Assert.Equal((0, 0), (await db.CalendarFeeds.CountAsync(Stop), await db.Memberships.CountAsync(m => m.MayBeAssigned, Stop)));
        Assert.Equal("/account/phone", page.Link("Give one"));

        // Somebody else's organisation, and what there is not.
        Assert.Contains("could not be changed", (await page.SubmitAsync("Turn on: Kitchen may put you on the rota without asking", ("Organisation", $"{other.Id}"))).Text, StringComparison.Ordinal);
        Assert.Contains("could not be changed", (await page.SubmitAsync("Turn on: Newsletter", ("What", "99"))).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_asks_to_be_deleted_is_reminded_on_every_page_and_stops_it_by_one_tap(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        await portal.Data.CreateBookingAsync(ruth, await portal.Data.CreateShiftAsync());
        using var client = await portal.SignedInAsync(ruth);

        var page = await client.GetAsync("/account/delete");
        Assert.Contains("Your coming shift is offered to others", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Delete my account");
        Assert.Contains("Your account will be deleted on Sunday 17 January, 10:00. We have written to you", page.Text, StringComparison.Ordinal);

        // Whoever comes days later need not show who they are in order to stay.
        portal.Clock.Advance(TimeSpan.FromHours(60));
        using var elsewhere = await portal.SignedInAsync(ruth);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        page = await elsewhere.GetAsync("/shifts");
        Assert.Contains("Your account will be deleted on Sunday 17 January, 10:00", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Keep my account");
        Assert.Contains("Your account stays", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("will be deleted", (await elsewhere.GetAsync("/shifts")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task At_once_signs_out_and_the_rest_is_a_matter_of_minutes(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        using var client = await portal.SignedInAsync(ruth);

        var page = await (await client.GetAsync("/account/delete")).SubmitAsync("Delete my account", ("AtOnce", "true"));

        Assert.Contains("Your account is closed and will be gone within minutes", page.Text, StringComparison.Ordinal);
        Assert.Equal("/account/sign-in", (await client.GetAsync(Page)).Address.AbsolutePath);
        await portal.RunAsync<AccountEraser, int>(eraser => eraser.RunAsync(Stop));
        portal.Clock.Advance(AccountEraser.MailWait);
        Assert.Equal(1, await portal.RunAsync<AccountEraser, int>(eraser => eraser.RunAsync(Stop)));
        Assert.Equal("/account/sign-in", (await portal.Anonymous().SignInAsync(ruth.Email!)).Address.AbsolutePath);
    }

    [Fact]
    public async Task Whoever_finds_an_open_phone_deletes_nobody_and_the_last_one_reads_what_is_missing()
    {
        await using var portal = await PortalFactory.StartAsync();
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        var ruth = await portal.Data.CreateOrganiserAsync(kitchen);
        using var client = await portal.SignedInAsync(ruth);
        var page = await client.GetAsync("/account/delete");
        Assert.Contains("Nobody else organises for Kitchen of Calais", page.Text, StringComparison.Ordinal);

        await portal.Data.CreateOrganiserAsync(kitchen);
        page = await client.GetAsync("/account/delete");
        portal.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal("/account/prove?back=%2Faccount%2Fdelete", (await page.SubmitAsync("Delete my account", ("AtOnce", "true"))).Path);
        Assert.Equal("/account/prove?back=%2Faccount%2Fdelete", (await client.GetAsync("/account/delete")).Path);
        await using var db = portal.NewContext();
        Assert.Empty(await db.AccountDeletions.ToListAsync(Stop));
    }
}
