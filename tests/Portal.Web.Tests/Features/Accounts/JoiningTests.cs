using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class JoiningTests
{
    private const string Address = "ruth@example.org";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_joins_and_confirms_by_the_code(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var ruth = portal.Anonymous();

        var asked = await ruth.JoinAsync(Address, ("Country", "FR"), ("Speaks", "en"), ("Speaks", "ar"), ("Intentions", "speak-up"), ("Intentions", "from-home"), ("WantsNewsletter", "true"));
        Assert.Equal("/account/confirm", asked.Path);
        var code = Joining.CodeIn(await portal.NewestMailAsync(Address));
        var welcome = await asked.SubmitAsync("Confirm", ("Code", $"{code[..3]} {code[3..]}"));

        Assert.Equal("/welcome", welcome.Path);
        Assert.Contains("Your address is confirmed", welcome.Source, StringComparison.Ordinal);
        Assert.Equal(["Help from home", "Speak up"], welcome.Document.QuerySelectorAll("h2").Select(part => part.TextContent));
        Assert.Equal("Your profile", (await ruth.GetAsync("/account/profile")).Heading);
        await using var db = portal.NewContext();
        var person = await db.Supporters.SingleAsync(s => s.Email == Address, TestContext.Current.CancellationToken);
        Assert.True(person.EmailConfirmed);
        Assert.Equal(("FR", CodeOfConduct.CurrentVersion), (person.Country, person.CodeOfConduct));
        Assert.Equal(["en", "ar"], person.SpokenLanguages);
        Assert.Equal([Intentions.FromHome, Intentions.SpeakUp], person.Intentions);
        Assert.NotNull(person.AdultSince);
        Assert.Equal(portal.Clock.GetUtcNow(), person.WelcomeFrom);
        Assert.Single(await db.SupporterLocks.Where(l => l.SupporterId == person.Id).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(SubscriberState.Confirmed, (await db.Subscribers.SingleAsync(TestContext.Current.CancellationToken)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_confirms_by_the_link_on_another_device_and_only_by_pressing_the_button(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var ruth = portal.Anonymous();
        using var phone = portal.Anonymous();
        await ruth.JoinAsync(Address);
        var link = Joining.LinkIn(await portal.NewestMailAsync(Address));

        var page = await phone.GetAsync(link);
        Assert.Contains("Ruth", page.Text, StringComparison.Ordinal);
        Assert.Equal("/account/sign-in", (await phone.GetAsync("/account/profile")).Address.AbsolutePath);
        await page.SubmitAsync("Confirm and sign in", ("Password", Joining.Password));

        Assert.Equal("Your profile", (await phone.GetAsync("/account/profile")).Heading);
        using var late = portal.Anonymous();
        Assert.Equal("This link is of no use any more", (await late.GetAsync(link)).Heading);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_box_that_somebody_else_ticked_subscribes_nobody(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var prankster = portal.Anonymous();
        using var ruth = portal.Anonymous();
        await prankster.JoinAsync(Address, ("WantsNewsletter", "true"));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await ruth.JoinAsync(Address);

        var page = await ruth.GetAsync(Joining.LinkIn(await portal.NewestMailAsync(Address)));
        await page.SubmitAsync("Confirm and sign in");

        await using var db = portal.NewContext();
        Assert.DoesNotContain(await db.Subscribers.ToListAsync(TestContext.Current.CancellationToken), s => s.State == SubscriberState.Confirmed);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Joining_twice_at_once_leaves_the_mail_that_went_its_worth(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var ruth = portal.Anonymous();
        await ruth.JoinAsync(Address);
        var link = Joining.LinkIn(await portal.NewestMailAsync(Address));
        await ruth.JoinAsync(Address);

        await (await ruth.GetAsync(link)).SubmitAsync("Confirm and sign in", ("Password", Joining.Password));

        Assert.Equal("Your profile", (await ruth.GetAsync("/account/profile")).Heading);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Known_and_unknown_addresses_get_the_same_answer(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var known = await portal.Data.CreateSupporterAsync(email: "known@example.org");
        using var one = portal.Anonymous();
        using var other = portal.Anonymous();

        var forKnown = await one.JoinAsync("known@example.org");
        var forNew = await other.JoinAsync("fresh@example.org");

        Assert.Equal(forNew.Path, forKnown.Path);
        Assert.Equal(Same(forNew, "fresh@example.org"), Same(forKnown, "known@example.org"));
        Assert.Equal(
            Same(await forNew.SubmitAsync("Confirm", ("Code", "x")), "fresh@example.org"),
            Same(await forKnown.SubmitAsync("Confirm", ("Code", "x")), "known@example.org"));
        Assert.Contains("It has an account already", await portal.NewestMailAsync(known.Email!), StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal(known.PasswordHash, (await db.Supporters.SingleAsync(s => s.Id == known.Id, TestContext.Current.CancellationToken)).PasswordHash);
    }

    [Fact]
    public async Task No_address_gets_more_than_six_mails_a_day()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var ruth = portal.Anonymous();
        for (var ask = 0; ask < 10; ask++)
        {
            await ruth.JoinAsync(Address);
            portal.Clock.Advance(TimeSpan.FromMinutes(61));
        }

        await portal.NewestMailAsync(Address);

        Assert.Equal(6, portal.Mail.To(Address).Count);
    }

    [Theory]
    [InlineData("DisplayName", "Ru\uFFFDth")]
    [InlineData("DisplayName", " \u200B ")]
    [InlineData("Email", "nobody")]
    [InlineData("Email", "a@b.example\u0007")]
    [InlineData("Password", "password1234")]
    [InlineData("Password", "short")]
    [InlineData("Country", "XX")]
    [InlineData("Speaks", "klingon")]
    [InlineData("IsAdult", "false")]
    [InlineData("AcceptsCode", "false")]
    public async Task What_cannot_be_kept_is_refused_with_a_sentence_at_its_field(string field, string value)
    {
        await using var portal = await PortalFactory.StartAsync();
        using var ruth = portal.Anonymous();

        var page = await ruth.JoinAsync(Address, (field, value));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotNull(page.Document.QuerySelector($"#{field}-wrong"));
        Assert.NotNull(page.Document.QuerySelector($".error-summary a[href='#{field}']"));
        await using var db = portal.NewContext();
        Assert.Empty(await db.Supporters.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("DisplayName=Ru%00th")]
    [InlineData("Email=%00")]
    public async Task What_cannot_be_read_at_all_is_refused_with_a_sentence(string form)
    {
        await using var portal = await PortalFactory.StartAsync();
        using var ruth = portal.Anonymous();
        using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        var page = await ruth.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/account/register") { Content = content });

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("We could not read that", page.Heading);
    }

    [Fact]
    public async Task Endless_fields_are_refused_with_a_sentence()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var ruth = portal.Anonymous();
        var endless = new string('e', 100_000);

        var page = await ruth.JoinAsync($"{endless}@example.org", ("DisplayName", endless), ("Password", endless));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("at most 254 characters fit", page.Text, StringComparison.Ordinal);
        Assert.Contains("at most 200 characters fit", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_registrations_from_one_network_get_a_page_that_says_so()
    {
        await using var portal = await PortalFactory.StartAsync(settings: new Dictionary<string, string?> { ["Limits:RegistrationsPerHour"] = "2" });
        using var ruth = portal.Anonymous();
        await ruth.JoinAsync("one@example.org");
        await ruth.JoinAsync("two@example.org");

        var page = await ruth.JoinAsync("three@example.org");

        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.Equal("A little slower, please", page.Heading);
        Assert.NotNull(page.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_form_speaks_French()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var ruth = portal.Anonymous();

        var page = await ruth.GetAsync("/language/fr?back=/account/register");

        Assert.Equal("Rejoindre la communauté", page.Heading);
        Assert.Contains("Allemagne", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("America/Sao_Paulo", "America/Sao_Paulo")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("Mars/Olympus", "")]
    [InlineData("<b>", "")]
    [InlineData(null, "")]
    public async Task The_time_zone_comes_from_the_browser_where_it_names_a_real_one_and_stops_nobody(string? said, string kept)
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            await using var portal = await PortalFactory.StartAsync(provider);
            using var noa = portal.Anonymous();
            Assert.NotNull((await noa.GetAsync("/account/register")).Document.QuerySelector("input[type=hidden][name=TimeZone][data-time-zone]"));

            Assert.Equal("/account/confirm", (await noa.JoinAsync(Address, ("TimeZone", said))).Path);

            await using var db = portal.NewContext();
            Assert.Equal(kept, (await db.Supporters.SingleAsync(TestContext.Current.CancellationToken)).TimeZone);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_registered_last_says_the_time_zone_too(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var prankster = portal.Anonymous();
        using var noa = portal.Anonymous();
        await prankster.JoinAsync(Address, ("TimeZone", "Europe/London"));
        portal.Clock.Advance(TimeSpan.FromHours(1));

        await noa.JoinAsync(Address, ("TimeZone", "America/Sao_Paulo"));

        await using var db = portal.NewContext();
        Assert.Equal("America/Sao_Paulo", (await db.Supporters.SingleAsync(TestContext.Current.CancellationToken)).TimeZone);
    }

    [Fact]
    public async Task A_mail_in_French_sets_a_space_before_each_colon()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var ruth = portal.Anonymous();
        await ruth.GetAsync("/language/fr?back=/account/register");
        await ruth.JoinAsync(Address);

        var mail = (await portal.NewestMailAsync(Address)).ReplaceLineEndings("\n");

        Assert.Contains("\u202f:\nhttps://", mail, StringComparison.Ordinal);
        Assert.DoesNotMatch("[^\u202f]:\n", mail);
    }

    private static string Same(Page page, string address) =>
        Joining.WithoutTokens(page.Source).Replace(address, "someone", StringComparison.Ordinal);
}
