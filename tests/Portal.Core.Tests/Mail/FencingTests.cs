using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Testing;

namespace Portal.Core.Tests.Mail;

public sealed class FencingTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_stale_token_settles_nothing_but_an_acceptance(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");
        var (claims, settlement) = Parts(portal);
        var (stale, fresh) = (Ids.New(portal.Clock), Ids.New(portal.Clock));
        Assert.Single(await claims.TakeAsync(stale, 10, MailTests.Stop));
        Assert.Empty(await claims.TakeAsync(fresh, 10, MailTests.Stop));
        portal.Clock.Advance(MessageClaims.Lease);
        Assert.Single(await claims.TakeAsync(fresh, 10, MailTests.Stop));

        Assert.False(await claims.BeginAsync(id, stale, Timeout, MailTests.Stop));
        Assert.True(await claims.BeginAsync(id, fresh, Timeout, MailTests.Stop));
        Assert.False(await settlement.EndAsync(id, stale, MessageState.Failed, "stale"));
        Assert.False(await settlement.PutBackAsync(id, stale, portal.Clock.GetUtcNow(), "stale"));
        Assert.Equal(MessageState.Sending, (await portal.ReadAsync(id)).State);

        Assert.True(await settlement.AcceptAsync(id));
        Assert.False(await settlement.EndAsync(id, fresh, MessageState.InDoubt, "late"));
        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_lease_that_runs_out_is_free_before_sending_and_a_doubt_after(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.Data.CreateSupporterAsync();
        var (taken, begun) = (await portal.WriteAsync(amina, "taken"), await portal.WriteAsync(amina, "begun"));
        var (claims, _) = Parts(portal);
        var token = Ids.New(portal.Clock);
        await claims.TakeAsync(token, 10, MailTests.Stop);
        await claims.BeginAsync(begun, token, Timeout, MailTests.Stop);
        portal.Clock.Advance(MessageClaims.Lease);

        var report = await portal.Services.GetRequiredService<DoubtService>().ResolveAsync(MailTests.Stop);

        Assert.Equal(new DoubtReport(Expired: 1, Again: 0, Held: 0), report);
        Assert.Equal((MessageState.InDoubt, "worker-gone"), ((await portal.ReadAsync(begun)).State, (await portal.ReadAsync(begun)).Reason));
        Assert.Equal(taken, Assert.Single(await claims.TakeAsync(Ids.New(portal.Clock), 10, MailTests.Stop)).Id);
    }

    [Fact]
    public async Task Nothing_is_begun_whose_lease_would_run_out_while_the_provider_may_still_answer()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");
        var (claims, _) = Parts(portal);
        var token = Ids.New(portal.Clock);
        await claims.TakeAsync(token, 10, MailTests.Stop);
        portal.Clock.Advance(MessageClaims.Lease - Timeout);

        Assert.False(await claims.BeginAsync(id, token, Timeout, MailTests.Stop));
        Assert.Equal(MessageState.Pending, (await portal.ReadAsync(id)).State);
    }

    private static (MessageClaims Claims, MessageSettlement Settlement) Parts(TestPortal portal) =>
        (portal.Services.GetRequiredService<MessageClaims>(), portal.Services.GetRequiredService<MessageSettlement>());
}
