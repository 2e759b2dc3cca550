using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;

namespace Portal.Core.Tests.Newsletters.Sending;

public sealed class IssueClaimsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_workers_that_have_the_same_in_mind_one_begins_each_message(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(5);
        var id = await portal.SendingAsync();
        var claims = portal.Services.GetRequiredService<IssueClaims>();
        var (one, other) = (await NextAsync(claims, 3), await NextAsync(claims, 5));
        Assert.Equal((3, 5), (one.Ids.Count, other.Ids.Count));

        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.Equal(one.Ids, await claims.BeginAsync(id, one.Ids, first, Token));
        Assert.Equal(other.Ids.Except(one.Ids).Order(), (await claims.BeginAsync(id, other.Ids, second, Token)).Order());

        Assert.Empty(await claims.BeginAsync(id, other.Ids, first, Token));
        Assert.Null(await claims.NextAsync(5, 0, [], Token));
        var messages = await portal.MessagesOfAsync(id);
        Assert.All(messages, m => Assert.Equal((MessageState.Sending, 1, (Guid?)(one.Ids.Contains(m.Id) ? first : second)), (m.State, m.Attempts, m.LeaseToken)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_paused_while_its_mail_is_written_is_not_begun(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(2);
        var id = await portal.SendingAsync();
        var admin = await portal.Data.CreateAdministratorAsync();
        var claims = portal.Services.GetRequiredService<IssueClaims>();
        var taken = await NextAsync(claims, 2);

        Assert.True(await portal.RunAsync<NewsletterService, bool>(s => s.PauseAsync(admin.Id, id, Token)));

        Assert.Empty(await claims.BeginAsync(id, taken.Ids, Guid.CreateVersion7(), Token));
        Assert.All(await portal.MessagesOfAsync(id), m => Assert.Equal((MessageState.Pending, 0), (m.State, m.Attempts)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_worker_takes_neither_what_it_has_in_mind_nor_what_it_leaves_to_another(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(6);
        var id = await portal.SendingAsync();
        var claims = portal.Services.GetRequiredService<IssueClaims>();
        var all = (await portal.MessagesOfAsync(id)).Select(m => m.Id).Order().ToList();

        var first = await NextAsync(claims, 2);
        var second = await claims.NextAsync(2, 0, [.. first.Ids], Token);
        var ahead = await claims.NextAsync(2, 4, [], Token);

        Assert.Equal(all, first.Ids.Concat(second!.Ids).Concat(ahead!.Ids));
        Assert.Null(await claims.NextAsync(2, 6, [], Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_workers_on_one_newsletter_send_everybody_one_mail(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var database = await TestDatabase.CreateAsync(provider);
        var settings = sendGrid.Settings;
        (settings["Mail:AtOnce"], settings["Mail:SendGrid:BatchSize"]) = ("3", "10");
        await using var one = TestPortal.StartOn(database, settings);
        await using var two = TestPortal.StartOn(database, settings);
        await one.AddReadersAsync(300);
        await one.AddReadersAsync(50, "fr");
        var id = await one.SendingAsync();

        await Task.WhenAll(one.DispatchAsync(), two.DispatchAsync());

        Assert.Equal((350, 350, 0), (sendGrid.Stats.Accepted, sendGrid.Stats.Messages, sendGrid.Stats.Doubled));
        Assert.All(await one.MessagesOfAsync(id), m => Assert.Equal((MessageState.Sent, 1), (m.State, m.Attempts)));
        Assert.Equal((350, 0), ((await one.ProgressAsync(id)).Sent, (await one.ProgressAsync(id)).Waiting));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Frozen_rows_are_numbered_one_after_the_other_beside_the_instant_of_their_slice(DatabaseProvider provider)
    {
        // More than the counter beside the instant holds.
        const int Readers = 4_200;
        await using var portal = await TestPortal.StartAsync(provider, new Dictionary<string, string?> { ["Newsletters:SliceSize"] = "5000" });
        await portal.AddReadersAsync(Readers);
        var id = await portal.SendingAsync();

        var messages = await portal.MessagesOfAsync(id);
        Assert.Equal((Readers, 7), (messages.Select(m => m.Id).Distinct().Count(), messages.Select(m => m.Id.Version).Distinct().Single()));
        Assert.All(messages, m => Assert.InRange(m.Id.Variant, 8, 11));
        var at = messages.Select(m => m.Id.ToString("N")[..12]).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(portal.Clock.GetUtcNow().ToUnixTimeMilliseconds(), Convert.ToInt64(at[0], 16));
        Assert.Equal(2, at.Count);
    }

    private static async Task<TakenIssue> NextAsync(IssueClaims claims, int size) => Assert.IsType<TakenIssue>(await claims.NextAsync(size, 0, [], Token));
}
