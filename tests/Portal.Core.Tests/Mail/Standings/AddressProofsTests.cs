using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Tests.Mail.Events;
using Portal.Core.Tests.Newsletters;

namespace Portal.Core.Tests.Mail.Standings;

public sealed class AddressProofsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public Task Who_sets_a_new_password_by_a_mailed_link_has_an_address_that_works(DatabaseProvider provider) => ProveAsync(provider, confirmed: true, async (portal, person) =>
    {
        var token = await portal.RunAsync<UserManager<Supporter>, string>(people => people.GeneratePasswordResetTokenAsync(person));
        Assert.Empty(await portal.RunAsync<PasswordResetService, IReadOnlyList<AccountFlaw>>(s => s.ResetAsync(person.Id, token, "three gulls over the dune", Stop)));
    });

    [Theory, ClassData(typeof(BothDatabases))]
    public Task Who_confirms_their_address_by_a_mailed_link_has_one_that_works(DatabaseProvider provider) => ProveAsync(provider, confirmed: false, async (portal, person) =>
    {
        var token = await portal.RunAsync<UserManager<Supporter>, string>(people => people.GenerateEmailConfirmationTokenAsync(person));
        Assert.NotNull((await portal.RunAsync<ConfirmationService, ConfirmationOutcome>(s => s.ByLinkAsync(person.Id, token, new(person.SecurityStamp, null), Stop))).Supporter);
    });

    [Theory, ClassData(typeof(BothDatabases))]
    public Task Who_types_the_mailed_code_has_one_that_works(DatabaseProvider provider) => ProveAsync(provider, confirmed: false, async (portal, person) =>
    {
        var digits = await portal.Services.GetRequiredService<EmailCodes>().MakeAsync(person.Id, Stop);
        Assert.NotNull(await portal.RunAsync<ConfirmationService, Supporter?>(s => s.ByCodeAsync(person.Email, digits, new(person.SecurityStamp, null), Stop)));
    });

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_complaint_outlives_the_proof(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var reader = await portal.SubscribeAsync("reader@example.org");
        await using var db = portal.NewContext();
        await db.Subscribers.ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SubscriberState.Suppressed).SetProperty(s => s.SuppressedBecause, AddressVerdicts.Complained), Stop);
        var now = portal.Clock.GetUtcNow();
        await portal.Data.SaveAsync(new AddressStanding { AddressHash = reader.AddressHash, DeadSince = now, DeadBecause = "bounced", ComplainedAt = now });

        Assert.True(await portal.Services.GetRequiredService<AddressProofs>().TakeAsync(reader.Address, Stop));

        var standing = await db.AddressStandings.SingleAsync(Stop);
        Assert.Equal((null, now, now), (standing.DeadSince, standing.ComplainedAt, standing.ProvenAt));
        Assert.Equal(SubscriberState.Suppressed, (await portal.FindAsync(reader.Address))!.State);
    }

    private static async Task ProveAsync(DatabaseProvider provider, bool confirmed, Func<TestPortal, Supporter, Task> prove)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var person = await portal.Data.CreateSupporterAsync(confirmed: confirmed);
        var reader = await portal.SubscribeAsync(person.Email!);
        var message = await portal.MessageAsync(person);
        var (before, standings) = (portal.Clock.GetUtcNow(), portal.Services.GetRequiredService<AddressStandings>());
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.HearAsync(message.Event("bounce", person.Email!, portal.Clock.GetUtcNow()));
        Assert.True(await standings.IsDeadAsync(person.Email!, Stop));
        Assert.Equal(SubscriberState.Suppressed, (await portal.FindAsync(reader.Address))!.State);
        portal.Clock.Advance(TimeSpan.FromHours(1));

        await prove(portal, person);

        Assert.False(await standings.IsDeadAsync(person.Email!, Stop));
        Assert.Equal(SubscriberState.Confirmed, (await portal.FindAsync(reader.Address))!.State);
        var late = message.Event("bounce", person.Email!, before);
        late["sg_event_id"] = "one that comes late";
        await portal.HearAsync(late);
        Assert.False(await standings.IsDeadAsync(person.Email!, Stop));
        late["sg_event_id"] = "one from afterwards";
        late["timestamp"] = portal.Clock.GetUtcNow().AddSeconds(1).ToUnixTimeSeconds();
        await portal.HearAsync(late);
        Assert.True(await standings.IsDeadAsync(person.Email!, Stop));
    }
}
