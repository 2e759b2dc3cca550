using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Tests.Features.Accounts;

/// <summary>Somebody joins with an address that is not theirs: before its owner, after them, and in between.</summary>
public sealed class StrangersAddressTests
{
    private const string Address = "ruth@example.org";
    private const string Known = "a stranger knows this one";
    private const string Chosen = "three gulls over the dune";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_stranger_who_joined_first_keeps_neither_password_nor_session_nor_consent(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var stranger = portal.Anonymous();
        using var ruth = portal.Anonymous();
        using var phone = portal.Anonymous();
        await stranger.JoinAsync(Address, ("Password", Known), ("WantsNewsletter", "true"));
        await stranger.SignInAsync(Address, Known);
        var link = Joining.LinkIn(await portal.NewestMailAsync(Address));

        var page = await ruth.GetAsync(link);
        Assert.Equal("/account/sign-in", (await ruth.GetAsync("/account/profile")).Address.AbsolutePath);
        page = await page.SubmitAsync("Confirm and sign in");
        Assert.Contains("not the password of this registration", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Set the password and sign in", ("NewPassword", "short"), ("IsAdult", "true"), ("AcceptsCode", "true"));
        Assert.NotNull(page.Document.QuerySelector("#NewPassword-wrong"));
        page = await page.SubmitAsync("Set the password and sign in", ("NewPassword", Chosen), ("IsAdult", "true"), ("AcceptsCode", "true"));

        Assert.Equal("Your profile", page.Heading);
        Assert.Equal("/account/sign-in", (await stranger.GetAsync("/account/profile")).Address.AbsolutePath);
        Assert.Contains("not right", (await stranger.SignInAsync(Address, Known)).Text, StringComparison.Ordinal);
        Assert.Equal("/shifts", (await phone.SignInAsync(Address, Chosen)).Path);
        await using var db = portal.NewContext();
        Assert.DoesNotContain(await db.Subscribers.ToListAsync(Stop), s => s.State == SubscriberState.Confirmed);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_stranger_who_joins_afterwards_takes_neither_the_link_nor_the_account(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var stranger = portal.Anonymous();
        using var ruth = portal.Anonymous();
        await ruth.JoinAsync(Address);
        var first = Joining.LinkIn(await portal.NewestMailAsync(Address));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await stranger.JoinAsync(Address, ("Password", Known));
        await stranger.SignInAsync(Address, Known);
        await portal.NewestMailAsync(Address);

        var page = await (await ruth.GetAsync(first)).SubmitAsync("Confirm and sign in", ("Password", Joining.Password));
        Assert.Contains("choose a new password below", page.Text, StringComparison.Ordinal);
        await page.SubmitAsync("Set the password and sign in", ("NewPassword", Joining.Password), ("IsAdult", "true"), ("AcceptsCode", "true"));

        await BelongsToAsync(ruth, stranger);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_joins_again_after_a_stranger_confirms_by_one_tap_as_ever(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var stranger = portal.Anonymous();
        using var ruth = portal.Anonymous();
        await stranger.JoinAsync(Address, ("Password", Known));
        await stranger.SignInAsync(Address, Known);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await ruth.JoinAsync(Address);

        var page = await ruth.GetAsync(Joining.LinkIn(await portal.NewestMailAsync(Address)));
        Assert.Null(page.Document.QuerySelector("[name=Password]"));
        await page.SubmitAsync("Confirm and sign in");

        await BelongsToAsync(ruth, stranger);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_code_confirms_only_with_the_password_in_a_browser_that_did_not_join(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var one = portal.Anonymous();
        using var other = portal.Anonymous();
        await one.JoinAsync(Address);
        var code = Joining.CodeIn(await portal.NewestMailAsync(Address));

        var page = await other.SubmitAsync("/account/confirm", "Confirm", ("Email", Address), ("Code", code), ("Password", "not the password at all"));
        Assert.Contains("This code is not right", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Confirm", ("Code", code), ("Password", Joining.Password));

        Assert.Contains("Your address is confirmed", page.Source, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_code_typed_where_one_joined_does_not_confirm_what_somebody_else_registered_since(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var stranger = portal.Anonymous();
        using var ruth = portal.Anonymous();
        var page = await ruth.JoinAsync(Address);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await stranger.JoinAsync(Address, ("Password", Known));
        var code = Joining.CodeIn(await portal.NewestMailAsync(Address));

        page = await page.SubmitAsync("Confirm", ("Code", code));

        Assert.Contains("This code is not right", page.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.False((await db.Supporters.SingleAsync(s => s.Email == Address, Stop)).EmailConfirmed);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_forgot_the_password_of_an_unconfirmed_account_gets_the_link_that_confirms(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var stranger = portal.Anonymous();
        using var ruth = portal.Anonymous();
        await stranger.JoinAsync(Address, ("Password", Known));
        portal.Clock.Advance(TimeSpan.FromMinutes(5));

        await ruth.SubmitAsync("/account/forgotten", "Send the link", ("Email", Address));

        Assert.StartsWith("/account/confirm/", Joining.LinkIn(await portal.NewestMailAsync(Address)), StringComparison.Ordinal);
    }

    private static async Task BelongsToAsync(FormClient owner, FormClient stranger)
    {
        Assert.Equal("Your profile", (await owner.GetAsync("/account/profile")).Heading);
        Assert.Equal("/account/sign-in", (await stranger.GetAsync("/account/profile")).Address.AbsolutePath);
        Assert.Contains("not right", (await stranger.SignInAsync(Address, Known)).Text, StringComparison.Ordinal);
    }
}
