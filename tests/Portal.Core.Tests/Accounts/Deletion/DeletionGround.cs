using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy.Retention;

namespace Portal.Core.Tests.Accounts.Deletion;

/// <summary>What tests about the end of an account do again and again.</summary>
internal static class DeletionGround
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<AskDeletionOutcome> AskAsync(this TestPortal portal, Supporter person, bool atOnce = true) =>
        portal.RunAsync<DeletionService, AskDeletionOutcome>(s => s.AskAsync(person.Id, atOnce, Stop));

    public static Task<bool> KeepAsync(this TestPortal portal, Supporter person) => portal.RunAsync<DeletionService, bool>(s => s.KeepAsync(person.Id, Stop));

    public static Task<int> EraseAsync(this TestPortal portal) => portal.RunAsync<AccountEraser, int>(s => s.RunAsync(Stop));

    public static Task<string> ForgetAsync(this TestPortal portal) => portal.RunAsync<RetentionService, string>(s => s.RunAsync(Stop));

    /// <summary>Erases an account as it goes without a worker that sends the last mail: once that was waited for.</summary>
    public static async Task<int> EraseAtOnceAsync(this TestPortal portal, Supporter person)
    {
        Assert.NotNull((await portal.AskAsync(person)).DueAt);
        Assert.Equal(0, await portal.EraseAsync());
        portal.Clock.Advance(AccountEraser.MailWait);
        return await portal.EraseAsync();
    }

    public static async Task<Supporter?> FindAsync(this TestPortal portal, Supporter person)
    {
        await using var db = portal.NewContext();
        return await db.Supporters.AsNoTracking().SingleOrDefaultAsync(s => s.Id == person.Id, Stop);
    }

    public static async Task<List<Message>> MailAsync(this TestPortal portal, string template)
    {
        await using var db = portal.NewContext();
        return await db.Messages.AsNoTracking().Where(m => m.Template == template).OrderBy(m => m.CreatedAt).ToListAsync(Stop);
    }

    /// <summary>As a worker would have done.</summary>
    public static async Task SentAsync(this TestPortal portal)
    {
        await using var db = portal.NewContext();
        var now = portal.Clock.GetUtcNow();
        await db.Messages.Where(m => m.State == MessageState.Pending).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sent).SetProperty(m => m.SettledAt, now), Stop);
    }

    public static Task<TestPortal> StartAsync(DatabaseProvider provider, Action<IServiceCollection>? more = null) => TestPortal.StartAsync(provider, more: more);
}
