using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Data;
using Portal.Web.Tests.Live;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class SharedPhoneTests
{
    private const string LockPage = "/account/locked";
    private const string Own = "/my/shifts";

    // What the portal has for somebody who is signed in, pages on which one shows who one is among them.
    private static readonly string[] Closed =
        [Own, "/account/profile", "/account/sessions", "/account/passkeys", "/account/authenticator", "/account/prove", "/account/second-step", "/updates/channels", "/account/data"];

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_shared_phone_locks_after_ten_minutes_and_its_person_goes_on_by_the_password(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth of the kitchen");
        using var phone = await ComeAsync(portal, ruth);
        portal.Clock.Advance(10 * Minute - TimeSpan.FromSeconds(1));
        Assert.Equal(Own, (await phone.GetAsync(Own)).Path);
        portal.Clock.Advance(10 * Minute);

        foreach (var address in Closed)
        {
            var led = await phone.GetAsync(address);
            Assert.True(led.Address.AbsolutePath == LockPage, $"{address} leads to {led.Path}");
            Assert.DoesNotContain("Ruth", led.Source, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync("/live/community?after=0")).Status);
        Assert.DoesNotContain("Ruth", (await phone.GetAsync("/")).Source, StringComparison.Ordinal);
        var page = await phone.GetAsync(Own);
        Assert.Equal($"{LockPage}?back=%2Fmy%2Fshifts", page.Path);
        Assert.Contains("Please type your password", (await page.SubmitAsync("Unlock")).Text, StringComparison.Ordinal);
        Assert.Contains("The password is not right", (await page.SubmitAsync("Unlock", ("Password", "not the password"))).Text, StringComparison.Ordinal);
        Assert.Equal(LockPage, (await phone.GetAsync(Own)).Address.AbsolutePath);

        Assert.Equal(Own, (await page.SubmitAsync("Unlock", ("Password", TestData.Password))).Path);
        Assert.Contains("Ruth", (await phone.GetAsync("/")).Source, StringComparison.Ordinal);
        using var stranger = portal.Anonymous();
        Assert.Equal("/account/sign-in", (await stranger.GetAsync(LockPage)).Path);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_whom_a_second_step_is_asked_it_is_asked_again(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var camille = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        using var phone = await ComeAsync(portal, camille);
        await portal.Data.TakeSecondStepAsync(camille.Id);
        Assert.Equal("/organise", (await phone.GetAsync("/organise")).Path);
        portal.Clock.Advance(10 * Minute);

        var page = await (await phone.GetAsync("/organise")).SubmitAsync("Unlock", ("Password", TestData.Password));

        Assert.Equal("/account/second-step?back=%2Forganise", page.Path);
        Assert.Equal("/account/second-step?back=%2Fmy%2Fshifts", (await phone.GetAsync(Own)).Path);
        await portal.Data.TakeSecondStepAsync(camille.Id);
        Assert.Equal("/organise", (await phone.GetAsync("/organise")).Path);
    }

    [Fact]
    public async Task Whoever_waits_for_the_second_step_on_a_locked_phone_sets_none_up()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var phone = await ComeAsync(portal, await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        Assert.Equal("/account/passkeys", (await phone.GetAsync("/account/passkeys")).Path);
        var page = await phone.GetAsync("/account/second-step");

        portal.Clock.Advance(10 * Minute);

        Assert.Equal(LockPage, (await page.SubmitAsync("Use an authenticator app")).Address.AbsolutePath);
        Assert.Equal(LockPage, (await phone.GetAsync("/account/passkeys")).Address.AbsolutePath);
        await using var db = portal.NewContext();
        Assert.False(await db.Set<Authenticator>().AnyAsync(Stop));
    }

    [Theory]
    [InlineData("cors", "*/*", false)]
    [InlineData("cors", "application/json", true, "X-By-Hand")]
    [InlineData("same-origin", "text/html", false)]
    [InlineData("no-cors", "image/avif,*/*", false)]
    [InlineData(null, "*/*", false)]
    [InlineData(null, "application/json", false)]
    [InlineData("navigate", "text/html", true)]
    [InlineData(null, "text/html,application/xhtml+xml", true)]
    public async Task What_pages_ask_for_by_themselves_is_no_use(string? mode, string accepts, bool counts, string? header = null)
    {
        await using var portal = await PortalFactory.StartAsync();
        using var phone = await ComeAsync(portal, await portal.Data.CreateSupporterAsync());
        portal.Clock.Advance(6 * Minute);
        using var request = new HttpRequestMessage(HttpMethod.Get, Own);
        request.Headers.Add("Accept", accepts);
        if (header is not null)
        {
            request.Headers.Add(header, "1");
        }

        if (mode is not null)
        {
            request.Headers.Add("Sec-Fetch-Mode", mode);
        }

        using (var answer = await phone.Http.SendAsync(request, Stop))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        portal.Clock.Advance(6 * Minute);

        Assert.Equal(counts ? Own : LockPage, (await phone.GetAsync(Own)).Address.AbsolutePath);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Forms_are_use_live_connections_are_none_and_end_with_the_lock(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        var portal = live.Portal;
        using var phone = await ComeAsync(portal, await portal.Data.CreateSupporterAsync());
        var form = await phone.GetAsync("/account/notifications");
        portal.Clock.Advance(6 * Minute);
        await form.SubmitAsync("/account/notifications");
        portal.Clock.Advance(6 * Minute);
        await using var reader = await LiveClient.ConnectAsync(portal, phone, "community:0");
        await reader.HeadsAsync();

        portal.Clock.Advance(4 * Minute);
        portal.Clock.Advance(TimeSpan.FromSeconds(31));
        await reader.ClosedAsync();

        await live.PostAsync("For members", Portal.Core.Updates.Channel.Community);
        Assert.Empty(reader.Seen);
        Assert.Equal(LockPage, (await phone.GetAsync(Own)).Address.AbsolutePath);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Somebody_else_signs_in_and_whoever_was_here_is_signed_out(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (ruth, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync("Ben"));
        using var phone = await ComeAsync(portal, ruth);
        portal.Clock.Advance(10 * Minute);

        var page = await (await phone.GetAsync(LockPage)).SubmitAsync("Sign in as somebody else");

        Assert.Equal("/account/sign-in", page.Address.AbsolutePath);
        Assert.True(page.Document.QuerySelector("input[name=Shared][type=checkbox]")!.HasAttribute("checked"));
        page = await page.SubmitAsync("/account/sign-in", ("Email", ben.Email), ("Password", TestData.Password));
        Assert.Contains("Ben", (await phone.GetAsync("/")).Source, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        var sessions = await db.Sessions.AsNoTracking().ToListAsync(Stop);
        Assert.Equal((true, true), (sessions.Single(s => s.SupporterId == ruth.Id).EndedAt is not null, sessions.Single(s => s.SupporterId == ben.Id) is { EndedAt: null, IsShared: true }));
    }

    [Fact]
    public async Task Nobody_is_remembered_on_a_shared_phone_its_pages_are_kept_nowhere_and_its_sessions_say_so()
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        using var phone = portal.Anonymous();
        await phone.SubmitAsync("/account/sign-in", "/account/sign-in", ("Email", ruth.Email), ("Password", TestData.Password), ("Shared", "true"), ("Remember", "true"));
        using var own = await portal.SignedInAsync(ruth);

        var (page, ownPage) = (await phone.GetAsync("/account/sessions"), await own.GetAsync("/account/sessions"));

        Assert.Equal("600", page.Document.QuerySelector("meta[name=lock-after]")!.GetAttribute("content"));
        Assert.Contains("/js/lock", page.Source, StringComparison.Ordinal);
        Assert.True(page.Response.Headers.CacheControl!.NoStore);
        foreach (var address in new[] { "/", "/shifts", "/updates" })
        {
            Assert.True((await phone.GetAsync(address)).Response.Headers.CacheControl!.NoStore, address);
        }

        Assert.Single(page.Document.QuerySelectorAll(".rows .tag:not(.ok)"), tag => tag.TextContent == "shared phone");
        Assert.Null(ownPage.Document.QuerySelector("meta[name=lock-after]"));
        Assert.DoesNotContain("/js/lock", ownPage.Source, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.False((await db.Sessions.SingleAsync(s => s.UsedAt != null, Stop)).IsRemembered);
        portal.Clock.Advance(11 * Minute);
        Assert.Equal(Own, (await own.GetAsync(Own)).Path);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_locks_it_at_once_and_a_request_that_was_on_its_way_does_not_open_it_again(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        using var phone = await ComeAsync(portal, ruth);
        var before = portal.Clock.GetUtcNow();
        portal.Clock.Advance(Minute);

        Assert.Equal(LockPage, (await (await phone.GetAsync(Own)).SubmitAsync("Lock")).Path);

        var sessions = portal.Services.GetRequiredService<SessionService>();
        await sessions.UseAsync((await sessions.OpenAsync(ruth.Id, Stop)).Single().Id, before, Stop);
        Assert.Equal(LockPage, (await phone.GetAsync(Own)).Address.AbsolutePath);
        // On a phone of one's own there is nothing to lock.
        using var own = await portal.SignedInAsync(ruth);
        Assert.Empty((await own.GetAsync(Own)).Document.QuerySelectorAll("form[action='/account/lock']"));
    }

    [Fact]
    public async Task A_page_that_nobody_touched_may_lead_to_the_lock_page_a_little_early_and_is_locked_there()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var phone = await ComeAsync(portal, await portal.Data.CreateSupporterAsync());
        portal.Clock.Advance(9 * Minute);

        var page = await phone.GetAsync($"{LockPage}?back=%2Fmy%2Fshifts");

        Assert.Equal("This phone is locked", page.Heading);
        portal.Clock.Advance(Minute);
        // Looking at it was no use.
        Assert.Equal(LockPage, (await phone.GetAsync(Own)).Address.AbsolutePath);
        Assert.Equal(Own, (await page.SubmitAsync("Unlock", ("Password", TestData.Password))).Path);
    }

    private static async Task<FormClient> ComeAsync(PortalFactory portal, Supporter supporter)
    {
        var client = portal.Anonymous();
        await client.SubmitAsync("/account/sign-in", "/account/sign-in", ("Email", supporter.Email), ("Password", TestData.Password), ("Shared", "true"));
        return client;
    }
}
