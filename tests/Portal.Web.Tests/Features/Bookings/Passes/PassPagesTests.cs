using System.Net;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Bookings.Passes;

public sealed class PassPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_phone_without_an_account_checks_a_team_in_and_nothing_else(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        var jonas = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Jonas <b>"), shift);
        var mina = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Mina"), shift);
        using var own = await portal.SignedInAsync(lead);
        using var phone = portal.Anonymous();
        var link = await MakeAsync(own, shift);

        var door = await phone.GetAsync(link);
        Assert.Equal("Check people in on this phone", door.Heading);
        Assert.DoesNotContain("Jonas", door.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync("/pass")).Status);
        var page = await door.SubmitAsync("Use this phone");

        Assert.Equal("/pass", page.Path);
        page = await page.SubmitAsync($"/pass/{jonas.Id}/check-in");
        Assert.Contains("Jonas <b> is here.", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync($"/pass/{mina.Id}/no-show");
        Assert.Contains("Mina: noted as not here.", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync($"/pass/{mina.Id}/undo");
        Assert.Contains("Mina: taken back.", page.Text, StringComparison.Ordinal);
        Assert.Equal(["1", "1"], page.Document.QuerySelectorAll(".stat b").Select(count => count.TextContent));
        Assert.Equal((BookingState.CheckedIn, BookingState.Confirmed), ((await portal.Data.ReadBookingAsync(jonas.Id)).State, (await portal.Data.ReadBookingAsync(mina.Id)).State));

        // Nothing leads on, and nobody is signed in.
        Assert.All(page.Document.QuerySelectorAll("body a"), a => Assert.True(a.GetAttribute("href") is "/pass" or "/language/fr?back=/pass"));
        Assert.Equal("Jonas", (await phone.GetAsync("/language/fr?back=/pass")).Document.QuerySelector("#here ~ ul bdi")?.TextContent.Split(' ')[0]);
        Assert.All(page.Document.QuerySelectorAll("form"), form => Assert.StartsWith("/pass/", form.GetAttribute("action"), StringComparison.Ordinal));
        Assert.StartsWith("/account/sign-in?", (await phone.GetAsync($"/shifts/{shift.Id}/roster")).Path, StringComparison.Ordinal);
        using var raw = await phone.Http.GetAsync(new Uri("/pass", UriKind.Relative), Stop);
        Assert.True(raw.Headers.CacheControl!.NoStore);

        // The link was good once, and what was noted is on the lead's roster.
        using var late = portal.Anonymous();
        var gone = await late.GetAsync(link);
        Assert.Equal((HttpStatusCode.NotFound, "This pass does not work"), (gone.Status, gone.Heading));
        var passes = await own.GetAsync($"/shifts/{shift.Id}/roster/passes");
        Assert.Contains("On a phone since", passes.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(link, passes.Source, StringComparison.Ordinal);
        Assert.Contains("Nothing more can be noted", (await passes.SubmitAsync($"/shifts/{shift.Id}/roster/passes/")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await page.SubmitAsync($"/pass/{mina.Id}/check-in")).Status);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(mina.Id)).State);
    }

    [Fact]
    public async Task Making_a_pass_asks_for_the_password_where_that_is_long_ago_and_is_refused_in_words()
    {
        await using var portal = await PortalFactory.StartAsync();
        var lead = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(20), lead: lead);
        using var own = await portal.SignedInAsync(lead);
        var address = $"/shifts/{shift.Id}/roster/passes";
        var early = await own.GetAsync(address);
        Assert.Contains("A pass can be made from", early.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Make a pass", early.Text, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromHours(19));

        Assert.Equal($"/account/prove?back={Uri.EscapeDataString(address)}", (await own.SubmitAsync(address, "Make a pass")).Path);
        await own.SubmitAsync("/account/prove", "Go on", ("Password", TestData.Password));
        var page = await own.SubmitAsync(address, "Make a pass");
        Assert.NotNull(page.Document.QuerySelector("svg.qr[role=img][aria-label]"));
        Assert.NotNull((await page.SubmitAsync("Make another pass")).Document.QuerySelector("#pass-link"));
        var third = await page.SubmitAsync("Make another pass");
        Assert.Contains("There are 3 passes already", third.Text, StringComparison.Ordinal);
        var fourth = await page.SubmitAsync("Make another pass");

        Assert.Null(fourth.Document.QuerySelector("#pass-link"));
        Assert.Contains("There are 3 passes already", fourth.Document.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address)).Status);
    }

    [Fact]
    public async Task The_page_asks_the_database_as_often_for_forty_as_for_two_and_the_cookie_ends_with_the_shift()
    {
        await using var portal = await PortalFactory.StartAsync();
        var (lead, shift) = await RunningAsync(portal);
        using var own = await portal.SignedInAsync(lead);
        using var phone = portal.Anonymous();
        await (await phone.GetAsync(await MakeAsync(own, shift))).SubmitAsync("Use this phone");
        await portal.Data.FillAsync(shift, 2);
        var few = await CountAsync();
        await portal.Data.FillAsync(shift, 38);

        Assert.Equal((few, true), (await CountAsync(), few <= 5));
        Assert.Contains("__Host-pass", phone.Cookies.Names);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync("/pass")).Status);

        async Task<int> CountAsync()
        {
            await phone.GetAsync("/pass");
            return (await portal.Queries.DuringAsync(() => phone.GetAsync("/pass"))).Count;
        }
    }

    private static async Task<string> MakeAsync(FormClient own, Shift shift)
    {
        var page = await own.SubmitAsync($"/shifts/{shift.Id}/roster/passes", "Make a pass");
        return new Uri(page.Document.QuerySelector("#pass-link")!.GetAttribute("value")!).AbsolutePath;
    }

    private static async Task<(Supporter Lead, Shift Shift)> RunningAsync(PortalFactory portal)
    {
        var lead = await portal.Data.CreateSupporterAsync();
        return (lead, await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(-1), lead: lead, positions: [("Volunteer", 1, 60)]));
    }
}
