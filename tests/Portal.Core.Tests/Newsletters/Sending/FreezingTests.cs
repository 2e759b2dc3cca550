using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;

namespace Portal.Core.Tests.Newsletters.Sending;

public sealed class FreezingTests
{
    private static readonly Dictionary<string, string?> SmallSlices = new() { ["Newsletters:SliceSize"] = "4" };

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_freeze_that_is_killed_goes_on_and_writes_one_row_each(DatabaseProvider provider)
    {
        var kill = new KillAtCommit();
        await using var portal = await TestPortal.StartAsync(provider, SmallSlices, kill.Register);
        await portal.AddReadersAsync(11);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);
        Assert.True(await portal.SendAsync(author.Id, id));

        for (var slices = 0; slices < 3; slices++)
        {
            kill.Armed = true;
            await Assert.ThrowsAsync<KilledException>(() => SliceAsync(portal, id));
            kill.Armed = false;
            Assert.Equal((NewsletterState.Freezing, slices * 4), await StandsAsync(portal, id));
            Assert.Equal(0, (await portal.DispatchAsync()).Total);
            Assert.True(await SliceAsync(portal, id));
        }

        Assert.Equal(3, kill.Kills);
        Assert.Equal((NewsletterState.Sending, 11), await StandsAsync(portal, id));
        await using var db = portal.NewContext();
        var readers = await db.Messages.Where(m => m.NewsletterId == id).Select(m => m.SubscriberId).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal((11, 11), (readers.Count, readers.Distinct().Count()));
        Assert.Equal(11, (await portal.DispatchAsync())[MessageState.Sent]);
        await portal.PressAsync();
        Assert.Equal(NewsletterState.Sent, (await portal.DetailsAsync(id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Many_who_freeze_at_once_write_one_row_each(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, SmallSlices);
        await portal.AddReadersAsync(30);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);
        await portal.SendAsync(author.Id, id);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.PressAsync()));

        var progress = await portal.ProgressAsync(id);
        Assert.Equal((NewsletterState.Sending, 30, 30), (progress.State, progress.Recipients, progress.Waiting));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Not_one_mail_goes_out_before_the_last_slice(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, SmallSlices);
        await portal.AddReadersAsync(8);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);
        await portal.SendAsync(author.Id, id);
        await SliceAsync(portal, id);
        await SliceAsync(portal, id);
        Assert.Equal(0, (await portal.DispatchAsync()).Total);

        // Eight are two full slices: only an empty third says that they were all.
        Assert.True(await SliceAsync(portal, id));
        Assert.False(await SliceAsync(portal, id));
        Assert.Equal(8, (await portal.DispatchAsync())[MessageState.Sent]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_cancelled_freeze_sends_nothing_and_says_so(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, SmallSlices);
        await portal.AddReadersAsync(9);
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);
        await portal.SendAsync(author.Id, id);
        await SliceAsync(portal, id);
        Assert.True(await portal.RunAsync<NewsletterService, bool>(s => s.CancelAsync(author.Id, id, CancellationToken.None)));
        Assert.False(await SliceAsync(portal, id));
        await portal.PressAsync();

        Assert.Equal(0, (await portal.DispatchAsync()).Total);
        var progress = await portal.ProgressAsync(id);
        Assert.Equal((4, 0), (progress.Skipped, progress.Waiting));
        Assert.Equal([("newsletter-cancelled", 4)], progress.SkippedFor);
        Assert.Equal(0, await portal.PressAsync());
    }

    private static Task<bool> SliceAsync(TestPortal portal, Guid id) =>
        portal.RunAsync<NewsletterPress, bool>(p => p.FreezeSliceAsync(id, CancellationToken.None));

    private static async Task<(NewsletterState State, int Rows)> StandsAsync(TestPortal portal, Guid id)
    {
        await using var db = portal.NewContext();
        return ((await db.Newsletters.SingleAsync(n => n.Id == id)).State, await db.Messages.CountAsync(m => m.NewsletterId == id));
    }

    private sealed class KilledException : Exception;

    // Dies where it hurts most: the cursor is moved, the rows are written, and nothing is committed.
    private sealed class KillAtCommit : DbTransactionInterceptor
    {
        public bool Armed { get; set; }

        public int Kills { get; private set; }

        public void Register(IServiceCollection services)
        {
            services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(this));
            services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(this));
        }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            if (Armed)
            {
                Kills++;
                throw new KilledException();
            }

            return ValueTask.FromResult(result);
        }
    }
}
