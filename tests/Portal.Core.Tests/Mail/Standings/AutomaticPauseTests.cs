using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters;
using Portal.Core.Tests.Mail.Events;

namespace Portal.Core.Tests.Mail.Standings;

public sealed class AutomaticPauseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_dead_addresses_in_a_hundred_pause_a_newsletter_and_tell_the_administrators_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var admin = await AdministratorAsync(portal);
        var newsletter = await portal.NewsletterAsync();
        await HearAsync(portal, newsletter, sent: 100, "bounce", 1);
        Assert.Equal(NewsletterState.Sending, (await ReadAsync(portal, newsletter)).State);

        await HearAsync(portal, newsletter, sent: 100, "bounce", 3);

        var paused = await ReadAsync(portal, newsletter);
        Assert.Equal((NewsletterState.Paused, "bounces", 4), (paused.State, paused.PausedBecause, paused.Bounced));
        Assert.True(paused.Version > newsletter.Version);
        Assert.Equal(1, await LettersAsync(portal));
        var letter = await Letters.WriteAsync(portal, NewsletterPausedLetter.Name, admin);
        Assert.Contains("4 of ", letter.Words(), StringComparison.Ordinal);
        Assert.Contains($"/admin/newsletters/{newsletter.Id}", letter.Words(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_somebody_let_it_go_on_it_pauses_again_when_it_is_twice_as_bad(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await AdministratorAsync(portal);
        var newsletter = await portal.NewsletterAsync();
        await HearAsync(portal, newsletter, sent: 100, "bounce", 2);
        await ResumeAsync(portal, newsletter);

        await HearAsync(portal, newsletter, sent: 1, "bounce", 1);
        Assert.Equal(NewsletterState.Sending, (await ReadAsync(portal, newsletter)).State);

        await HearAsync(portal, newsletter, sent: 2, "bounce", 2);
        Assert.Equal(NewsletterState.Paused, (await ReadAsync(portal, newsletter)).State);
        Assert.Equal(2, await LettersAsync(portal));
    }

    [Theory]
    [InlineData(1000, 1, NewsletterState.Paused)]
    [InlineData(999, 1, NewsletterState.Sending)]
    public async Task One_complaint_in_a_thousand_pauses_a_newsletter(int sent, int complaints, NewsletterState expected)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var newsletter = await portal.NewsletterAsync();

        await HearAsync(portal, newsletter, sent, "spamreport", complaints);

        var after = await ReadAsync(portal, newsletter);
        Assert.Equal((expected, expected == NewsletterState.Paused ? "complaints" : null), (after.State, after.PausedBecause));
    }

    private static async Task HearAsync(TestPortal portal, Newsletter newsletter, int sent, string kind, int count)
    {
        await using (var db = portal.NewContext())
        {
            await db.Messages.Where(m => m.SubscriberId != null).ExecuteUpdateAsync(set => set.SetProperty(m => m.SubscriberId, (Guid?)null), Stop);
            await db.Subscribers.ExecuteDeleteAsync(Stop);
        }

        var readers = await portal.SubscribersAsync(sent);
        var messages = await portal.SentAsync(newsletter.Id, readers);
        await portal.HearAsync([.. messages.Take(count).Select((message, number) => message.Event(kind, readers[number].Address, portal.Clock.GetUtcNow()))]);
    }

    private static async Task<Supporter> AdministratorAsync(TestPortal portal)
    {
        var admin = await portal.Data.CreateSupporterAsync();
        await portal.Data.SaveAsync(new CoalitionRole { SupporterId = admin.Id, Kind = CoalitionRoleKind.Administrator, GrantedAt = portal.Clock.GetUtcNow() });
        return admin;
    }

    private static async Task ResumeAsync(TestPortal portal, Newsletter newsletter)
    {
        await using var db = portal.NewContext();
        await db.Newsletters.Where(n => n.Id == newsletter.Id).ExecuteUpdateAsync(set => set.SetProperty(n => n.State, NewsletterState.Sending), Stop);
    }

    private static async Task<Newsletter> ReadAsync(TestPortal portal, Newsletter newsletter)
    {
        await using var db = portal.NewContext();
        return await db.Newsletters.SingleAsync(n => n.Id == newsletter.Id, Stop);
    }

    private static async Task<int> LettersAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        return await db.Messages.CountAsync(m => m.Template == NewsletterPausedLetter.Name, Stop);
    }
}
