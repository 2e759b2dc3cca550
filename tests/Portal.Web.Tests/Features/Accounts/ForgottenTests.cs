using Portal.Core.Accounts;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class ForgottenTests
{
    private const string Fresh = "three gulls over the dune";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_new_password_signs_in_and_ends_every_session_and_the_link(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        using var elsewhere = await portal.SignedInAsync(ruth);
        using var visitor = portal.Anonymous();
        Assert.Equal("Your profile", (await elsewhere.GetAsync("/account/profile")).Heading);

        await visitor.SubmitAsync("/account/forgotten", "Send the link", ("Email", ruth.Email));
        var link = Joining.LinkIn(await portal.NewestMailAsync(ruth.Email!));
        var done = await visitor.SubmitAsync(link, "Set the password", ("Password", Fresh));

        Assert.Contains("Your new password is set", done.Source, StringComparison.Ordinal);
        Assert.Equal(("/account/sign-in", ruth.Email), (done.Path, done.Document.QuerySelector("#Email")!.GetAttribute("value")));
        Assert.DoesNotContain(ruth.Email!, (await visitor.GetAsync("/account/sign-in")).Source, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("/account/sign-in", (await elsewhere.GetAsync("/account/profile")).Address.AbsolutePath);
        Assert.Contains("not right", (await visitor.SignInAsync(ruth.Email!)).Text, StringComparison.Ordinal);
        Assert.Equal("/shifts", (await visitor.SignInAsync(ruth.Email!, Fresh)).Path);
        Assert.Equal("This link is of no use any more", (await visitor.GetAsync(link)).Heading);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Known_and_unknown_addresses_get_the_same_answer(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        using var visitor = portal.Anonymous();

        var known = await visitor.SubmitAsync("/account/forgotten", "Send the link", ("Email", ruth.Email));
        var unknown = await visitor.SubmitAsync("/account/forgotten", "Send the link", ("Email", "nobody@example.org"));

        Assert.Equal(Joining.WithoutTokens(unknown.Source), Joining.WithoutTokens(known.Source));
        var again = await visitor.SubmitAsync("/account/forgotten", "Send the link", ("Email", "nobody@example.org"));
        Assert.Contains("You can ask again in a minute", again.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Known_and_unknown_addresses_take_the_same_statements(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        var pending = await portal.Data.CreateSupporterAsync(confirmed: false);
        using var visitor = portal.Anonymous();
        async Task<IReadOnlyList<string>> AskAsync(string address)
        {
            var page = await visitor.GetAsync("/account/forgotten");
            return await portal.Queries.DuringAsync(() => page.SubmitAsync("Send the link", ("Email", address)));
        }

        await AskAsync("warm@example.org");
        var unknown = await AskAsync("nobody@example.org");

        Assert.NotEmpty(unknown);
        Assert.Equal(unknown, await AskAsync(ruth.Email!));
        Assert.Equal(unknown, await AskAsync(pending.Email!));
        await portal.NewestMailAsync(ruth.Email!);
        Assert.Equal(2, portal.Mail.All().Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Asking_for_the_code_again_takes_the_same_statements_for_every_address(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        var pending = await portal.Data.CreateSupporterAsync(confirmed: false);
        Task<IReadOnlyList<string>> AskAsync(string address) =>
            portal.Queries.DuringAsync(() => portal.RunAsync<ConfirmationService, bool>(async confirmations =>
            {
                await confirmations.AskAgainAsync(address, TestContext.Current.CancellationToken);
                return true;
            }));

        await AskAsync("warm@example.org");
        var unknown = await AskAsync("nobody@example.org");

        Assert.NotEmpty(unknown);
        Assert.Equal(unknown, await AskAsync(ruth.Email!));
        Assert.Equal(unknown, await AskAsync(pending.Email!));
    }

    [Fact]
    public async Task A_link_is_good_for_two_hours()
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        using var visitor = portal.Anonymous();
        await visitor.SubmitAsync("/account/forgotten", "Send the link", ("Email", ruth.Email));
        var link = Joining.LinkIn(await portal.NewestMailAsync(ruth.Email!));

        portal.Clock.Advance(LinkTokens.ResetLifetime);
        Assert.Equal("A new password", (await visitor.GetAsync(link)).Heading);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("This link is of no use any more", (await visitor.GetAsync(link)).Heading);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=")]
    [InlineData("?token=x")]
    [InlineData("?token=AAAA%00%2F")]
    public async Task A_forged_link_is_of_no_use(string token)
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync(confirmed: false);
        using var visitor = portal.Anonymous();

        Assert.Equal("This link is of no use any more", (await visitor.GetAsync($"/account/reset/{ruth.Id}{token}")).Heading);
        Assert.Equal("This link is of no use any more", (await visitor.GetAsync($"/account/confirm/{ruth.Id}{token}")).Heading);
    }

    [Fact]
    public async Task A_weak_password_is_refused_and_the_link_stays_good()
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        using var visitor = portal.Anonymous();
        await visitor.SubmitAsync("/account/forgotten", "Send the link", ("Email", ruth.Email));
        var link = Joining.LinkIn(await portal.NewestMailAsync(ruth.Email!));

        var page = await visitor.SubmitAsync(link, "Set the password", ("Password", "123456789012"));
        Assert.Contains("tried first", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Set the password", ("Password", Fresh));

        Assert.Equal("/account/sign-in", page.Path);
    }
}
