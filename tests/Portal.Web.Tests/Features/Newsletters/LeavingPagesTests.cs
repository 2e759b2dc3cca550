using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Web.Tests.Features.Newsletters;

/// <summary>Leaving by what stands in an issue: each of its links counts whoever leaves by it, once.</summary>
public sealed class LeavingPagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_link_the_one_click_address_and_the_preferences_of_an_issue_count_who_leaves_by_them(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        foreach (var address in new[] { "link@example.org", "click@example.org", "choose@example.org", "stays@example.org" })
        {
            await SubscribeAsync(portal, address);
        }

        await SendAsync(portal, 4);
        await portal.Anonymous().SubmitAsync(LinkIn(Newest(portal, "link@example.org"), "/newsletter/unsubscribe"), "No more newsletters");
        Assert.Equal((1, 1), await LeftAsync(portal));

        using var body = new StringContent("List-Unsubscribe=One-Click", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        var click = Newest(portal, "click@example.org").Headers["List-Unsubscribe"]!.Split('<', '>')[1];
        for (var press = 0; press < 2; press++)
        {
            Assert.Equal(HttpStatusCode.OK, (await portal.Anonymous().Http.PostAsync(new Uri(click), body, Token)).StatusCode);
        }

        Assert.Equal((2, 2), await LeftAsync(portal));
        var choose = LinkIn(Newest(portal, "choose@example.org"), "/newsletter/preferences");
        var saved = await portal.Anonymous().SubmitAsync(choose, "Save", ("Form.Language", "fr"));
        await saved.SubmitAsync("No more newsletters");
        Assert.Equal((3, 3), await LeftAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_issue_that_is_none_keeps_nobody_from_leaving(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var links = portal.Services.GetRequiredService<SubscriberLinks>();
        foreach (var issue in new[] { "", "&i=", "&i=nonsense", $"&i={Guid.CreateVersion7():N}" })
        {
            var id = await SubscribeAsync(portal, $"reader{issue.Length}@example.org");
            var page = await portal.Anonymous().SubmitAsync(new Uri(links.Leave(id)).PathAndQuery + issue, "No more newsletters");
            Assert.Equal((HttpStatusCode.OK, "You have left the newsletter"), (page.Status, page.Heading));
        }

        Assert.Equal((4, 0), await LeftAsync(portal));
    }

    private static async Task<Guid> SubscribeAsync(PortalFactory portal, string address)
    {
        await portal.RunAsync<SubscriptionRequests, AskOutcome>(s => s.AskAsync(address, "en", Token));
        await using var db = portal.NewContext();
        var id = await db.Subscribers.Where(s => s.Address == address).Select(s => s.Id).SingleAsync(Token);
        Assert.Equal(ConfirmOutcome.Confirmed, await portal.RunAsync<SubscriptionService, ConfirmOutcome>(
            s => s.ConfirmAsync(id, portal.Services.GetRequiredService<SubscriberTokens>().Confirm(id), Token)));
        return id;
    }

    private static async Task SendAsync(PortalFactory portal, int people)
    {
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var draft = await client.SubmitAsync("/admin/newsletters/new", "Save the draft", ("Form.Editions[0].Subject", "Winter"), ("Form.Editions[0].Body", "Hi"));
        await client.SubmitAsync($"{draft.Path}/send", $"Send to {people} people");
        await portal.RunAsync<Dispatcher, DispatchReport>(d => d.DispatchUntilEmptyAsync(Token));
    }

    /// <summary>How many left in all, and how many of them the issues count.</summary>
    private static async Task<(int People, int Counted)> LeftAsync(PortalFactory portal)
    {
        await using var db = portal.NewContext();
        return (await db.Subscribers.CountAsync(s => s.State == SubscriberState.Unsubscribed, Token), await db.Newsletters.SumAsync(n => n.Left, Token));
    }

    private static MimeMessage Newest(PortalFactory portal, string address) => portal.Mail.To(address).Single(mail => mail.Subject == "Winter");

    private static string LinkIn(MimeMessage mail, string path) =>
        mail.TextBody!.Split('\n', ' ').Select(word => word.Trim()).First(word => word.Contains(path, StringComparison.Ordinal));
}
