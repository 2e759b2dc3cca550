using System.Net;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class SigningInTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_signs_in_comes_back_to_the_page_and_signs_out(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        using var visitor = portal.Anonymous();

        var page = await visitor.GetAsync("/account/notifications");
        Assert.Equal("/account/sign-in?back=%2Faccount%2Fnotifications", page.Path);
        page = await page.SubmitAsync("/account/sign-in", ("Email", ruth.Email!.ToUpperInvariant()), ("Password", TestData.Password));
        Assert.Equal("/account/notifications", page.Path);
        await (await visitor.GetAsync("/account/profile")).SubmitAsync("Sign out");

        Assert.Equal("/account/sign-in", (await visitor.GetAsync("/account/profile")).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_tick_that_is_neither_yes_nor_no_is_refused_with_a_page()
    {
        await using var portal = await PortalFactory.StartAsync();
        var page = await portal.Anonymous().SubmitAsync("/account/sign-in", "/account/sign-in", ("Email", "ruth@example.org"), ("Password", "x"), ("Remember", "banana"));

        Assert.Equal((HttpStatusCode.OK, "/account/sign-in"), (page.Status, page.Path));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Nobody_is_led_away_to_another_portal(string back)
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        using var visitor = portal.Anonymous();
        var page = await visitor.GetAsync("/account/sign-in?back=" + Uri.EscapeDataString(back));

        page = await page.SubmitAsync("/account/sign-in", ("Email", ruth.Email), ("Password", TestData.Password));

        Assert.Equal("localhost", page.Address.Host);
        Assert.Equal("/shifts", page.Path);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        using var visitor = portal.Anonymous();

        var known = await visitor.SignInAsync(ruth.Email!, "not the password");
        var unknown = await visitor.SignInAsync("nobody@example.org", "not the password");

        Assert.Contains("Address or password are not right", known.Text, StringComparison.Ordinal);
        Assert.Equal(
            Joining.WithoutTokens(known.Source).Replace(ruth.Email!, "someone", StringComparison.Ordinal),
            Joining.WithoutTokens(unknown.Source).Replace("nobody@example.org", "someone", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_five_tries_one_waits_and_is_not_locked_out(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        using var visitor = portal.Anonymous();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await visitor.SignInAsync(ruth.Email!, "not the password");
            await visitor.SignInAsync("nobody@example.org", "not the password");
        }

        var refused = await visitor.SignInAsync(ruth.Email!);
        Assert.Contains("Try again in a minute, at 10:00 (Calais time)", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Try again in a minute", (await visitor.SignInAsync("nobody@example.org")).Text, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("/shifts", (await visitor.SignInAsync(ruth.Email!)).Path);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_suspended_account_is_refused_and_its_sessions_end(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync(suspended: true);
        using var before = await portal.SignedInAsync(ruth);
        using var visitor = portal.Anonymous();

        Assert.Equal("/account/sign-in", (await before.GetAsync("/account/profile")).Address.AbsolutePath);
        var refused = await visitor.SignInAsync(ruth.Email!);
        Assert.Contains("This account is suspended", refused.Text, StringComparison.Ordinal);
        await visitor.SubmitAsync("/account/forgotten", "/account/forgotten", ("Email", ruth.Email));
        await portal.RunAsync<Portal.Core.Mail.Dispatcher, object>(async dispatcher => await dispatcher.DispatchUntilEmptyAsync(TestContext.Current.CancellationToken));
        Assert.Empty(portal.Mail.To(ruth.Email!));
        Assert.Equal("/organisations", refused.Document.QuerySelector("main p a")!.GetAttribute("href"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_has_yet_to_confirm_may_sign_in_and_is_led_to_the_code(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync(confirmed: false);
        using var visitor = portal.Anonymous();

        Assert.Equal("/account/confirm", (await visitor.SignInAsync(ruth.Email!)).Path);

        var page = await visitor.GetAsync("/account/profile");
        Assert.Equal("/account/confirm", page.Path);
        Assert.Contains(ruth.Email!, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/account/register")]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-out")]
    [InlineData("/account/confirm")]
    [InlineData("/account/confirm/again")]
    [InlineData("/account/forgotten")]
    public async Task A_form_without_its_token_is_refused(string address)
    {
        await using var portal = await PortalFactory.StartAsync();
        using var visitor = portal.Anonymous();

        var page = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([]) });

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
    }

    [Fact]
    public async Task Organisers_pages_are_closed_to_others_with_a_sentence()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var ruth = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await ruth.GetAsync("/organise/shifts");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal("This page is not open to you", page.Heading);
        Assert.Null(page.Document.QuerySelector("a[href^='/account/sign-in']"));
    }

    [Fact]
    public async Task The_person_of_a_request_is_read_by_one_query()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var ruth = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        await ruth.GetAsync("/about");

        var queries = await portal.Queries.DuringAsync(() => ruth.GetAsync("/about"));

        Assert.Single(queries);
    }

    [Fact]
    public async Task The_cookie_is_guarded()
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        using var visitor = portal.Anonymous();

        await visitor.SignInAsync(ruth.Email!);

        Assert.Contains("__Host-person", visitor.Cookies.Names);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_follows_a_link_to_a_members_shift_may_sign_in_and_comes_back_and_learns_nothing_before(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var member = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(member, organisation);
        var shift = await portal.Data.CreateShiftAsync(organisation, visibility: Portal.Core.Shifts.Visibility.Members);
        var nothing = Guid.CreateVersion7();
        using var visitor = portal.Anonymous();

        var hidden = await visitor.GetAsync($"/shifts/{shift.Id}");
        var missing = await visitor.GetAsync($"/shifts/{nothing}");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (hidden.Status, missing.Status));
        Assert.Equal(missing.Source.Replace($"{nothing}", "", StringComparison.Ordinal), hidden.Source.Replace($"{shift.Id}", "", StringComparison.Ordinal));
        Assert.Contains("Some shifts are only for members: Sign in", hidden.Text, StringComparison.Ordinal);

        var page = await visitor.GetAsync(hidden.Document.QuerySelector("main a[href^='/account/sign-in']")!.GetAttribute("href")!);
        page = await page.SubmitAsync("/account/sign-in", ("Email", member.Email), ("Password", TestData.Password));
        Assert.Equal($"/shifts/{shift.Id}", page.Path);
        Assert.DoesNotContain("only for members", (await visitor.GetAsync($"/shifts/{nothing}")).Text, StringComparison.Ordinal);
    }
}
