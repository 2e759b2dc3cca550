using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.FakeSendGrid;

namespace Portal.Web.Tests.Features.Webhooks;

/// <summary>From a form to the provider and back, over HTTP alone: the portal's own jobs send and apply.</summary>
public sealed class EventsAllTheWayTests
{
    private const string Unreached = "Mail does not reach you";

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
        await Eventually.HoldsAsync(() => Task.FromResult(sendGrid.Stats.Messages == 1), "the first message at the provider");
        Assert.DoesNotContain(Unreached, (await reader.GetAsync("/shifts")).Text, StringComparison.Ordinal);
        await sendGrid.SendEventsAsync(Events(to, "dropped"));
        await Eventually.HoldsAsync(async () => (await reader.GetAsync("/shifts")).Text.Contains(Unreached, StringComparison.Ordinal), "the page says that mail does not arrive");
        Assert.Equal(MessageState.Failed, (await MessageAsync(portal, dead.Id)).State);

        await AskAsync(visitor, fine.Email!);
        await Eventually.HoldsAsync(() => Task.FromResult(sendGrid.Stats.Messages == 2), "the second message at the provider");
        await sendGrid.SendEventsAsync(Events(to, "delivered"));
        await Eventually.HoldsAsync(async () => (await MessageAsync(portal, fine.Id)).Outcome == DeliveryOutcome.Delivered, "the message is delivered");
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
}
