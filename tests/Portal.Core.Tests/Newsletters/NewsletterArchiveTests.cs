using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Desk;
using Portal.Core.Newsletters;

namespace Portal.Core.Tests.Newsletters;

public sealed class NewsletterArchiveTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_issue_stays_where_it_was_published_while_one_of_its_mails_is_tried_again(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(2);
        var id = await portal.SendingAsync();
        Assert.Null(await DayAsync(portal, id));
        await portal.DispatchAsync();
        await portal.PressAsync();
        var (day, sentAt) = (await DayAsync(portal, id), (await portal.DetailsAsync(id)).SentAt);
        Assert.NotNull(day);

        portal.Clock.Advance(TimeSpan.FromDays(3));
        var message = (await portal.MessagesOfAsync(id))[0].Id;
        await using var db = portal.NewContext();
        await db.Messages.Where(m => m.Id == message).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Failed).SetProperty(m => m.Reason, "dropped"), TestContext.Current.CancellationToken);
        var administrator = await portal.Data.CreateAdministratorAsync();
        Assert.True(await portal.RunAsync<MailDecisions, bool>(d => d.RetryAsync(administrator.Id, message, CancellationToken.None)));

        Assert.Equal((NewsletterState.Sending, day), ((await portal.DetailsAsync(id)).State, await DayAsync(portal, id)));
        await portal.DispatchAsync();
        await portal.PressAsync();
        Assert.Equal((NewsletterState.Sent, sentAt, day), ((await portal.DetailsAsync(id)).State, (await portal.DetailsAsync(id)).SentAt, await DayAsync(portal, id)));
    }

    private static async Task<DateOnly?> DayAsync(TestPortal portal, Guid id)
    {
        var found = await portal.RunAsync<NewsletterArchive, (DateOnly Day, Portal.Core.Newsletters.Editions.RenderedEdition Edition)?>(a => a.FindAsync(id, "en", CancellationToken.None));
        var listed = (await portal.RunAsync<NewsletterArchive, (IReadOnlyList<ArchivedIssue> Issues, int Count)>(a => a.ListAsync("en", 1, CancellationToken.None))).Issues.SingleOrDefault(issue => issue.Id == id);
        var newest = (await portal.RunAsync<NewsletterArchive, IReadOnlyList<FeedIssue>>(a => a.NewestAsync("en", CancellationToken.None))).Any(issue => issue.Id == id);
        Assert.Equal((listed?.Day, listed is not null), (found?.Day, newest));
        return found?.Day;
    }
}
