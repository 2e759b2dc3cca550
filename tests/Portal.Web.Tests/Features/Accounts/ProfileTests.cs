using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class ProfileTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_profile_is_kept_and_its_language_is_spoken_from_the_next_page_on(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        using var visitor = await portal.SignedInAsync(ruth);

        var page = await visitor.SubmitAsync(
            "/account/profile", "Save", ("DisplayName", "  نور  "), ("Country", "SD"), ("Speaks", "ar"), ("Speaks", "apd"), ("Intentions", "gather"), ("Intentions", "give"), ("TimeZone", "Africa/Khartoum"), ("Language", "fr"));

        Assert.Equal("Votre profil", page.Heading);
        Assert.Contains("C’est enregistré.", page.Text, StringComparison.Ordinal);
        Assert.Equal("نور", page.Document.QuerySelector("#DisplayName")!.GetAttribute("value"));
        await using var db = portal.NewContext();
        var kept = await db.Supporters.SingleAsync(s => s.Id == ruth.Id, TestContext.Current.CancellationToken);
        Assert.Equal(("SD", "Africa/Khartoum", "fr"), (kept.Country, kept.TimeZone, kept.Language));
        Assert.Equal(["ar", "apd"], kept.SpokenLanguages);
        Assert.Equal(["give", "gather"], kept.Intentions);
        Assert.Equal(["give", "gather"], page.Document.QuerySelectorAll("[name=Intentions][checked]").Select(box => box.GetAttribute("value")));
    }

    [Fact]
    public async Task What_is_not_on_the_lists_is_refused_and_nothing_is_kept()
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        using var visitor = await portal.SignedInAsync(ruth);

        var page = await visitor.SubmitAsync("/account/profile", "Save", ("DisplayName", "Another"), ("TimeZone", "Mars/Olympus"), ("Country", "XX"));

        Assert.Contains("2 things need your attention", page.Text, StringComparison.Ordinal);
        Assert.Equal("Another", page.Document.QuerySelector("#DisplayName")!.GetAttribute("value"));
        await using var db = portal.NewContext();
        Assert.Equal("Ruth", (await db.Supporters.SingleAsync(s => s.Id == ruth.Id, TestContext.Current.CancellationToken)).DisplayName);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Switches_are_kept_and_the_newsletter_is_joined_and_left_by_one(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        using var visitor = await portal.SignedInAsync(ruth);

        await visitor.SubmitAsync("/account/notifications", "Save", ("Reminders", "false"), ("CallOuts", "true"), ("Newsletter", "true"));
        await using (var db = portal.NewContext())
        {
            var kept = await db.Supporters.SingleAsync(s => s.Id == ruth.Id, TestContext.Current.CancellationToken);
            Assert.Equal((false, true), (kept.WantsReminders, kept.WantsCallOuts));
            Assert.Equal(SubscriberState.Confirmed, (await db.Subscribers.SingleAsync(TestContext.Current.CancellationToken)).State);
        }

        await visitor.SubmitAsync("/account/notifications", "Save", ("Newsletter", "false"));

        await using var after = portal.NewContext();
        Assert.Equal(SubscriberState.Unsubscribed, (await after.Subscribers.SingleAsync(TestContext.Current.CancellationToken)).State);
    }

    [Fact]
    public async Task What_cannot_be_read_is_no_wish()
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        using var visitor = await portal.SignedInAsync(ruth);

        var page = await visitor.SubmitAsync("/account/notifications", "Save", ("Reminders", "perhaps"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        await using var db = portal.NewContext();
        Assert.True((await db.Supporters.SingleAsync(s => s.Id == ruth.Id, TestContext.Current.CancellationToken)).WantsReminders);
    }

    [Fact]
    public async Task The_language_switch_changes_the_profile_too()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var visitor = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await visitor.GetAsync("/language/fr?back=/account/profile");

        Assert.Equal("Votre profil", page.Heading);
    }

    [Fact]
    public async Task Administrators_find_their_pages_beside_the_profile()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        using var visitor = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        Assert.NotNull((await admin.GetAsync("/account/profile")).Document.QuerySelector("main .chip[href='/admin/newsletters']"));
        Assert.Null((await visitor.GetAsync("/account/profile")).Document.QuerySelector("[href='/admin/newsletters']"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_time_zone_that_was_never_said_stays_unsaid_until_it_is_chosen(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var noa = await portal.Data.CreateSupporterAsync("Noa");
        await using var db = portal.NewContext();
        await db.Supporters.ExecuteUpdateAsync(set => set.SetProperty(s => s.TimeZone, ""), TestContext.Current.CancellationToken);
        using var visitor = await portal.SignedInAsync(noa);
        Task<string> KeptAsync() => db.Supporters.Where(s => s.Id == noa.Id).Select(s => s.TimeZone).SingleAsync(TestContext.Current.CancellationToken);

        var page = await visitor.SubmitAsync("/account/profile", "Save", ("DisplayName", "Noa B."));
        Assert.Equal("", await KeptAsync());
        Assert.Equal("Not said yet", page.Document.QuerySelector("#TimeZone option[selected], #TimeZone option")!.TextContent);

        page = await page.SubmitAsync("Save", ("TimeZone", "America/Sao_Paulo"));
        Assert.Equal("America/Sao_Paulo", await KeptAsync());
        Assert.DoesNotContain("Not said yet", page.Text, StringComparison.Ordinal);
    }
}
