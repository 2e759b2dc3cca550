using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class ChangingAddressTests
{
    private const string New = "ruth.new@example.org";

    private const string Unreached = "Mail does not reach you";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Another_address_is_the_accounts_once_its_owner_pressed_the_button(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        using var here = await portal.SignedInAsync(ruth);
        using var elsewhere = await portal.SignedInAsync(ruth);

        Assert.Equal("Look into your mail", (await AskAsync(here, New)).Heading);
        var link = LinkIn(await portal.NewestMailAsync(New));
        Assert.Empty(portal.Mail.To(ruth.Email!));
        var page = await here.GetAsync(link);
        Assert.Equal("Is this your new address?", page.Heading);
        Assert.Null(page.Document.QuerySelector("input[type=password]"));
        Assert.Equal(ruth.Email, (await ReadAsync(portal, ruth.Id)).Email);

        var done = await page.SubmitAsync("Use this address");

        Assert.Equal("/account/profile", done.Path);
        Assert.Contains("Your account has its new address.", done.Source, StringComparison.Ordinal);
        var now = await ReadAsync(portal, ruth.Id);
        Assert.Equal((New, New.ToUpperInvariant(), New, New.ToUpperInvariant()), (now.Email, now.NormalizedEmail, now.UserName, now.NormalizedUserName));
        Assert.Contains("Your account here has another e-mail address now", await portal.NewestMailAsync(ruth.Email!), StringComparison.Ordinal);
        Assert.DoesNotContain(New, portal.Mail.To(ruth.Email!)[^1].ToString(), StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("Your profile", (await here.GetAsync("/account/profile")).Heading);
        Assert.Equal("/account/sign-in", (await elsewhere.GetAsync("/account/profile")).Address.AbsolutePath);
        Assert.Equal("This link is of no use any more", (await here.GetAsync(link)).Heading);
        using var visitor = portal.Anonymous();
        Assert.Contains("not right", (await visitor.SignInAsync(ruth.Email!)).Text, StringComparison.Ordinal);
        Assert.Equal("/shifts", (await visitor.SignInAsync(New)).Path);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Known_and_unknown_addresses_get_the_same_answer_by_the_same_statements(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var known = await portal.Data.CreateSupporterAsync();
        var pending = await portal.Data.CreateSupporterAsync(confirmed: false);
        async Task<(string Page, IReadOnlyList<string> Commands)> AnswerAsync(string address)
        {
            using var client = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Ruth"));
            var form = await client.GetAsync("/account/address");
            Page? page = null;
            var commands = await portal.Queries.DuringAsync(async () => page = await form.SubmitAsync("Mail the link", ("Email", address), ("Password", TestData.Password)));
            return (Joining.WithoutTokens(page!.Source), commands);
        }

        await AnswerAsync("warm@example.org");
        var unknown = await AnswerAsync("nobody@example.org");

        Assert.NotEmpty(unknown.Commands);
        foreach (var address in new[] { known.Email!, pending.Email! })
        {
            var answer = await AnswerAsync(address);
            Assert.Equal(unknown.Page, answer.Page);
            Assert.Equal(unknown.Commands, answer.Commands);
        }

        Assert.Contains("has an account already", await portal.NewestMailAsync(known.Email!), StringComparison.Ordinal);
        Assert.DoesNotContain("/account/address/", portal.Mail.To(known.Email!)[^1].TextBody, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_reads_a_mistyped_address_needs_the_password_to_take_the_account(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        using var here = await portal.SignedInAsync(ruth);
        using var stranger = portal.Anonymous();
        await AskAsync(here, New);
        var mail = await portal.NewestMailAsync(New);
        Assert.DoesNotContain("Ruth", portal.Mail.To(New)[^1].ToString(), StringComparison.Ordinal);
        var page = await stranger.GetAsync(LinkIn(mail));

        page = await page.SubmitAsync("Use this address", ("Password", "four gulls over the dune"));
        Assert.Contains("This is not the password of your account.", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Use this address", ("Password", null));
        Assert.Contains("This is not the password of your account.", page.Text, StringComparison.Ordinal);
        Assert.Equal(ruth.Email, (await ReadAsync(portal, ruth.Id)).Email);

        page = await page.SubmitAsync("Use this address", ("Password", TestData.Password));
        Assert.Equal(("/account/sign-in", New), (page.Path, page.Document.QuerySelector("#Email")!.GetAttribute("value")));
        Assert.Equal(New, (await ReadAsync(portal, ruth.Id)).Email);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_dead_address_is_left_behind_and_the_newsletter_comes_along(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        await portal.RunAsync<SubscriptionService, bool>(s => s.SetForSupporterAsync(ruth.Id, wanted: true, Stop));
        var standings = portal.Services.GetRequiredService<AddressStandings>();
        await portal.Data.SaveAsync(new AddressStanding { AddressHash = standings.HashOf(ruth.Email)!, DeadSince = portal.Clock.GetUtcNow(), DeadBecause = "bounced" });
        await using var db = portal.NewContext();
        await db.Subscribers.ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SubscriberState.Suppressed).SetProperty(s => s.SuppressedBecause, "bounced").SetProperty(s => s.TimeZone, "Asia/Tokyo"), Stop);
        using var here = await portal.SignedInAsync(ruth);

        var banner = await here.GetAsync("/shifts");
        Assert.Contains(Unreached, banner.Text, StringComparison.Ordinal);
        await AskAsync(here, New, banner.Link("I have another address now"));
        var done = await here.SubmitAsync(LinkIn(await portal.NewestMailAsync(New)), "Use this address");

        Assert.DoesNotContain(Unreached, done.Text, StringComparison.Ordinal);
        await portal.NewestMailAsync(New);
        Assert.Empty(portal.Mail.To(ruth.Email!));
        var subscriptions = await db.Subscribers.AsNoTracking().OrderBy(s => s.SupporterId != null).Select(s => new { s.Address, s.SupporterId, s.State, s.TimeZone }).ToListAsync(Stop);
        Assert.Equal([(ruth.Email!, (Guid?)null, SubscriberState.Suppressed), (New, ruth.Id, SubscriberState.Confirmed)], subscriptions.Select(s => (s.Address, s.SupporterId, s.State)));
        Assert.Equal("Asia/Tokyo", subscriptions[1].TimeZone);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_link_is_good_for_a_day_until_a_newer_one_or_another_password(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        using var here = await portal.SignedInAsync(ruth);
        await AskAsync(here, New);
        var first = LinkIn(await portal.NewestMailAsync(New));
        Assert.Contains("You can ask again", (await AskAsync(here, "other@example.org")).Text, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await AskAsync(here, "other@example.org");
        var second = LinkIn(await portal.NewestMailAsync("other@example.org"));

        Assert.Equal("This link is of no use any more", (await here.GetAsync(first)).Heading);
        Assert.Equal("This link is of no use any more", (await here.GetAsync(second.Replace("token=", "token=x", StringComparison.Ordinal))).Heading);
        Assert.Equal("Is this your new address?", (await here.GetAsync(second)).Heading);
        portal.Clock.Advance(TimeSpan.FromHours(24));
        using var visitor = portal.Anonymous();
        Assert.Equal("This link is of no use any more", (await visitor.GetAsync(second)).Heading);

        await AskAsync(here, New);
        var third = LinkIn(await portal.NewestMailAsync(New));
        await using var db = portal.NewContext();
        await db.Supporters.Where(s => s.Id == ruth.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SecurityStamp, "another"), Stop);
        Assert.Equal("This link is of no use any more", (await visitor.GetAsync(third)).Heading);
    }

    [Theory]
    [InlineData("nobody", TestData.Password, "does not look like an e-mail address")]
    [InlineData(New, "four gulls over the dune", "This is not the password of your account.")]
    [InlineData(null, TestData.Password, "Your account has this address already.")]
    public async Task What_is_wrong_is_said(string? address, string password, string words)
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        using var here = await portal.SignedInAsync(ruth);

        var page = await here.SubmitAsync("/account/address", "Mail the link", ("Email", address ?? ruth.Email), ("Password", password));

        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.False(await db.Messages.AnyAsync(Stop));
    }

    private static Task<Page> AskAsync(FormClient client, string address, string page = "/account/address") =>
        client.SubmitAsync(page, "Mail the link", ("Email", address), ("Password", TestData.Password));

    private static string LinkIn(string mail) => new Uri(mail.Split([' ', '\n', '\r']).First(word => word.Contains("/account/address/", StringComparison.Ordinal))).PathAndQuery;

    private static async Task<Supporter> ReadAsync(PortalFactory portal, Guid id)
    {
        await using var db = portal.NewContext();
        return await db.Supporters.AsNoTracking().SingleAsync(s => s.Id == id, Stop);
    }
}
