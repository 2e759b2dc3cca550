using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.FakeSendGrid;

namespace Portal.Core.Tests.Newsletters.Sending;

public sealed class BatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_issue_goes_out_in_one_request_for_each_language_with_a_personalisation_for_each_reader(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.Settings);
        await portal.AddReadersAsync(12);
        await portal.AddReadersAsync(7, "fr");
        await portal.AddReadersAsync(2, "de");
        var id = await portal.SendingAsync();

        await portal.DispatchAsync();

        Assert.Equal((21, 21, 0), (sendGrid.Stats.Accepted, sendGrid.Stats.Messages, sendGrid.Stats.Doubled));
        var requests = sendGrid.Mails.ToDictionary(m => m.GetProperty("subject").GetString()!);
        Assert.Equal((14, 7), (People(requests["Winter"]).Count, People(requests["L’hiver"]).Count));
        var messages = (await portal.MessagesOfAsync(id)).ToDictionary(m => m.Id.ToString());
        foreach (var person in requests.Values.SelectMany(People))
        {
            var message = messages[person.GetProperty("custom_args").GetProperty("message_id").GetString()!];
            var leave = portal.Services.GetRequiredService<SubscriberLinks>().Leave(message.SubscriberId!.Value, id);
            Assert.Equal($"<{leave}>", person.GetProperty("headers").GetProperty("List-Unsubscribe").GetString());
            Assert.Equal("List-Unsubscribe=One-Click", person.GetProperty("headers").GetProperty("List-Unsubscribe-Post").GetString());
            Assert.Equal(1, person.GetProperty("to").GetArrayLength());
            Assert.Equal((MessageState.Sent, 1), (message.State, message.Attempts));
        }

        Assert.Equal((21, 0), ((await portal.ProgressAsync(id)).Sent, (await portal.ProgressAsync(id)).Waiting));
    }

    [Fact]
    public async Task What_differs_from_reader_to_reader_is_put_in_encoded_for_each_part_and_nobody_can_name_themselves_like_it()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, sendGrid.Settings);
        string[] names = ["{{leave}}", "<b>Eve</b> & \"co\"", "-leave-", "[%leave%]", "آمنة"];
        foreach (var (index, name) in names.Index())
        {
            var person = await portal.Data.CreateSupporterAsync(name, email: $"person-{index}@example.org");
            await portal.RunAsync<SubscriptionService, bool>(s => s.SetForSupporterAsync(person.Id, wanted: true, Token));
        }

        await portal.SendingAsync("Hello **all**, {{leave}} -leave- text-leave-0 <b>& co</b>.");
        await portal.DispatchAsync();

        var request = Assert.Single(sendGrid.Mails, m => m.GetProperty("subject").GetString() == "Winter");
        Assert.Equal(names.Order(StringComparer.Ordinal), People(request).Select(p => p.GetProperty("to")[0].GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        var (text, html) = (Part(request, "text/plain"), Part(request, "text/html"));
        var tags = People(request)[0].GetProperty("substitutions").EnumerateObject().Select(tag => tag.Name).ToList();
        Assert.Equal(4, tags.Count);
        Assert.All(tags, tag => Assert.Matches("^(html|text)-(leave|choose)-[0-9a-f]{32}$", tag));
        foreach (var person in People(request))
        {
            var filled = person.GetProperty("substitutions");
            var forHtml = filled.GetProperty(tags.Single(t => t.StartsWith("html-leave", StringComparison.Ordinal))).GetString()!;
            var forText = filled.GetProperty(tags.Single(t => t.StartsWith("text-leave", StringComparison.Ordinal))).GetString()!;
            Assert.Contains("&amp;t=", forHtml, StringComparison.Ordinal);
            Assert.Equal(forText, System.Net.WebUtility.HtmlDecode(forHtml));
        }

        // Each tag stands in its own part, once, and what the writer typed stands as it was typed.
        Assert.Equal([1, 1, 0, 0], tags.Order(StringComparer.Ordinal).Select(t => Count(html, t)));
        Assert.Equal([0, 0, 1, 1], tags.Order(StringComparer.Ordinal).Select(t => Count(text, t)));
        Assert.Contains("{{leave}} -leave- text-leave-0", text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;&amp; co&lt;/b&gt;", html, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_address_that_the_provider_refuses_keeps_nobody_else_from_their_mail(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.Settings);
        await portal.AddReadersAsync(20);
        await portal.SubscribeAsync("jürgen@example.org");
        await portal.DispatchAsync();
        var id = await portal.SendingAsync();

        var report = await portal.DispatchAsync();

        Assert.Equal((20, 1), (report[MessageState.Sent], report[MessageState.Failed]));
        Assert.Equal((20, 0), (sendGrid.Stats.Messages, sendGrid.Stats.Doubled));
        var failed = Assert.Single(await portal.MessagesOfAsync(id), m => m.State == MessageState.Failed);
        Assert.Equal((await portal.FindAsync("jürgen@example.org"))!.Id, failed.SubscriberId);
        Assert.Equal("http-400", failed.Reason);
        await AssertCountedAsync(portal, id);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_batch_that_is_turned_away_waits_as_a_whole_and_one_without_an_answer_is_in_doubt_as_a_whole(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        var settings = sendGrid.Settings;
        settings["Mail:SendGrid:BatchSize"] = "10";
        await using var portal = await TestPortal.StartAsync(provider, settings);
        await portal.AddReadersAsync(60);
        var id = await portal.SendingAsync();
        var reset = portal.Clock.GetUtcNow().AddMinutes(3);
        await sendGrid.BehaveAsync(new Order(Conduct.TooMany, Times: 1, ResetAt: reset.ToUnixTimeSeconds()));

        await portal.DispatchAsync();
        Assert.Equal(10, (await portal.MessagesOfAsync(id)).Count(m => m is { State: MessageState.Pending, Reason: "http-429" } && m.DueAt == reset && m.LeaseToken is null));

        // Two batches without an answer, and then one message at a time asks how the provider is.
        portal.Clock.Advance(TimeSpan.FromMinutes(3));
        await sendGrid.BehaveAsync(new Order(Conduct.AcceptAndDrop));
        var report = await portal.DispatchAsync();
        Assert.Equal(20, report[MessageState.InDoubt]);
        Assert.Equal(1, (await portal.DispatchAsync())[MessageState.InDoubt]);
        Assert.Equal((21, 39), ((await portal.ProgressAsync(id)).InDoubt, (await portal.ProgressAsync(id)).Waiting));

        await sendGrid.BehaveAsync(new Order(Conduct.Accept));
        Assert.Equal(39, (await portal.DispatchAsync())[MessageState.Sent]);
        Assert.Equal((60, 0), (sendGrid.Stats.Messages, sendGrid.Stats.Doubled));
        portal.Clock.Advance(DoubtService.Wait);
        await portal.Services.GetRequiredService<DoubtService>().ResolveAsync(Token);
        await portal.PressAsync();
        var progress = await portal.ProgressAsync(id);
        Assert.Equal((NewsletterState.Sent, 39, 21, 0), (progress.State, progress.Sent, progress.Held, progress.Waiting));
        await AssertCountedAsync(portal, id);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_leaves_or_is_erased_while_the_issue_waits_gets_nothing(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.Settings);
        await portal.AddReadersAsync(4);
        var (leaver, erased) = (await portal.SubscribeAsync("amina@example.org"), await portal.SubscribeAsync("jeanne@example.org"));
        var dead = await portal.SubscribeAsync("dead@example.org");
        await portal.DispatchAsync();
        var before = sendGrid.Stats.Messages;
        var id = await portal.SendingAsync();
        await portal.LeaveAsync(leaver.Id);
        await using (var db = portal.NewContext())
        {
            await db.Messages.Where(m => m.SubscriberId == erased.Id && m.NewsletterId == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.SubscriberId, (Guid?)null), Token);
            db.AddressStandings.Add(new AddressStanding { AddressHash = dead.AddressHash, DeadSince = portal.Clock.GetUtcNow(), DeadBecause = "bounced" });
            await db.SaveChangesAsync(Token);
        }

        var report = await portal.DispatchAsync();

        Assert.Equal((4, 3, 4), (report[MessageState.Sent], report[MessageState.Skipped], sendGrid.Stats.Messages - before));
        Assert.Equal(["recipient-gone", "suppressed", "unsubscribed"], (await portal.ProgressAsync(id)).SkippedFor.Select(s => s.Reason).Order(StringComparer.Ordinal));
        await AssertCountedAsync(portal, id);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_confirms_by_a_mailed_link_has_an_address_that_works_and_gets_the_next_issue(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.Settings);
        Assert.True(SubscriberAddress.TryParse("amina@example.org", out var address));
        await portal.Data.SaveAsync(new AddressStanding { AddressHash = portal.Tokens().HashOf(address), DeadSince = portal.Clock.GetUtcNow().AddDays(-9), DeadBecause = "bounced", SoftScore = 5 });
        var amina = await portal.SubscribeAsync("amina@example.org");
        await portal.DispatchAsync();

        var id = await portal.SendingAsync();
        await portal.DispatchAsync();

        Assert.Equal(MessageState.Sent, Assert.Single(await portal.MessagesOfAsync(id)).State);
        await using var db = portal.NewContext();
        Assert.Equal((null, 0d), await db.AddressStandings.Where(a => a.AddressHash == amina.AddressHash).Select(a => new ValueTuple<DateTimeOffset?, double>(a.DeadSince, a.SoftScore)).SingleAsync(Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_provider_that_is_away_and_does_not_say_how_long_is_asked_less_and_less_often(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.Settings, services => services.AddSingleton<Random>(new LongWaits()));
        await portal.AddReadersAsync(3);
        var id = await portal.SendingAsync();
        await sendGrid.BehaveAsync(new Order(Conduct.Unavailable));
        var waits = new List<double>();
        for (var tries = 0; tries < 5; tries++)
        {
            await portal.DispatchAsync();
            var due = (await portal.MessagesOfAsync(id)).Select(m => m.DueAt).Distinct().Single();
            waits.Add((due - portal.Clock.GetUtcNow()).TotalSeconds);
            portal.Clock.SetUtcNow(due);
        }

        Assert.Equal([1, 2, 4, 8, 16], waits.Select(seconds => Math.Round(seconds)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ten_pauses_and_ten_restarts_neither_lose_nor_double_a_mail(DatabaseProvider provider)
    {
        const int readers = 5_000;
        await using var sendGrid = await SendGridStand.StartAsync();
        var settings = sendGrid.Settings;
        settings["Mail:SendGrid:BatchSize"] = "50";
        settings["Mail:AtOnce"] = "3";
        settings["Newsletters:ReleaseAbove"] = "5000";
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var first = TestPortal.StartOn(database, settings);
        await first.AddReadersAsync(readers);
        var author = await first.Data.CreateAdministratorAsync();
        var id = await first.SendingAsync();

        for (var round = 1; round <= 10; round++)
        {
            // A process of its own, paused after two more requests, stopped after two more.
            await using var process = TestPortal.StartOn(database, settings);
            var before = sendGrid.Stats.Requests;
            var sending = process.DispatchAsync();
            await sendGrid.UntilAsync(stats => stats.Requests >= before + 2, Token);
            await process.RunAsync<NewsletterService, bool>(s => s.PauseAsync(author.Id, id, Token));
            await sending;
            Assert.True(await process.RunAsync<NewsletterService, bool>(s => s.ResumeAsync(author.Id, id, false, Token)));

            using var stop = new CancellationTokenSource();
            before = sendGrid.Stats.Requests;
            sending = process.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(stop.Token);
            await sendGrid.UntilAsync(stats => stats.Requests >= before + 2, Token);
            await stop.CancelAsync();
            await sending;
        }

        Assert.InRange(sendGrid.Stats.Messages, 1_000, readers - 1);
        await first.DispatchAsync();
        await first.PressAsync();
        Assert.Equal((readers, readers, 0), (sendGrid.Stats.Accepted, sendGrid.Stats.Messages, sendGrid.Stats.Doubled));
        var progress = await first.ProgressAsync(id);
        Assert.Equal((NewsletterState.Sent, readers, 0, 0), (progress.State, progress.Sent, progress.Held, progress.Skipped));
        await AssertCountedAsync(first, id);
    }

    /// <summary>The numbers that were raised with each batch are those of the rows.</summary>
    private static async Task AssertCountedAsync(TestPortal portal, Guid id)
    {
        await using var db = portal.NewContext();
        var rows = await db.Messages.Where(m => m.NewsletterId == id && (m.State == MessageState.Sent || m.State == MessageState.Failed || m.State == MessageState.Skipped))
            .GroupBy(m => new { m.State, m.Reason }).Select(g => new { g.Key.State, Reason = g.Key.Reason ?? "", Count = g.Count() }).ToListAsync(Token);
        var tallies = await db.NewsletterTallies.Where(t => t.NewsletterId == id).Select(t => new { t.State, t.Reason, t.Count }).ToListAsync(Token);
        Assert.Equal(rows.OrderBy(r => (r.State, r.Reason)), tallies.OrderBy(t => (t.State, t.Reason)));
    }

    /// <summary>Dice that always say the longest wait.</summary>
    private sealed class LongWaits : Random
    {
        public override double NextDouble() => 0.999_999;
    }

    private static List<JsonElement> People(JsonElement request) => [.. request.GetProperty("personalizations").EnumerateArray()];

    private static string Part(JsonElement request, string type) =>
        request.GetProperty("content").EnumerateArray().Single(part => part.GetProperty("type").GetString() == type).GetProperty("value").GetString()!;

    private static int Count(string text, string tag) => text.Split(tag).Length - 1;
}
