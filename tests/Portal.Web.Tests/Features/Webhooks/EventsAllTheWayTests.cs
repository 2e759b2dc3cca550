using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.FakeSendGrid;

namespace Portal.Web.Tests.Features.Webhooks;

/// <summary>From a form to the provider and back, over HTTP alone: the portal's own jobs send and apply.</summary>
public sealed class EventsAllTheWayTests
{
    private const string Unreached = "Mail does not reach you";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_the_provider_posts_settles_the_message_and_the_address(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = new PortalFactory { Provider = provider };
        foreach (var (key, value) in sendGrid.SettingsWithEvents)
        {
            portal.Settings[key] = value;
        }

        portal.Settings["Jobs:InProcess"] = "true";
        portal.ServeOnKestrel();
        await portal.InitializeAsync();
        var (dead, fine) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        using var visitor = portal.Anonymous();
        using var reader = await portal.SignedInAsync(dead);
        var to = $"{portal.BaseAddress}/webhooks/sendgrid";

        await AskAsync(visitor, dead.Email!);
        await UntilAsync(() => Task.FromResult(sendGrid.Stats.Messages == 1));
        Assert.DoesNotContain(Unreached, (await reader.GetAsync("/shifts")).Text, StringComparison.Ordinal);
        await sendGrid.SendEventsAsync(Events(to, "dropped"));
        await UntilAsync(async () => (await reader.GetAsync("/shifts")).Text.Contains(Unreached, StringComparison.Ordinal));
        Assert.Equal(MessageState.Failed, (await MessageAsync(portal, dead.Id)).State);

        await AskAsync(visitor, fine.Email!);
        await UntilAsync(() => Task.FromResult(sendGrid.Stats.Messages == 2));
        await sendGrid.SendEventsAsync(Events(to, "delivered"));
        await UntilAsync(async () => (await MessageAsync(portal, fine.Id)).Outcome == DeliveryOutcome.Delivered);
        Assert.Equal(MessageState.Sent, (await MessageAsync(portal, fine.Id)).State);
        Assert.Equal(MessageState.Failed, (await MessageAsync(portal, dead.Id)).State);

        await using var db = portal.NewContext();
        Assert.NotNull((await db.AddressStandings.SingleAsync(Stop)).DeadSince);
    }

    // By the portal's clock: what is signed a day away from it is refused.
    private static EventsOrder Events(string to, string kind) => new([kind], to, At: TestPortal.Begin.ToUnixTimeSeconds());

    private static Task<Page> AskAsync(FormClient visitor, string address) => visitor.SubmitAsync("/account/forgotten", "Send the link", ("Email", address));

    private static async Task<Message> MessageAsync(PortalFactory portal, Guid supporter)
    {
        await using var db = portal.NewContext();
        return await db.Messages.AsNoTracking().SingleAsync(m => m.SupporterId == supporter, Stop);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await ticks.WaitForNextTickAsync(Stop);
        }
    }
}
