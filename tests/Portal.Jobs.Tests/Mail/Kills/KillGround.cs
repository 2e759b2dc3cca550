using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Chaos;
using Portal.Core.Mail.Events;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.FakeSendGrid;
using Portal.Testing;

namespace Portal.Jobs.Tests.Mail.Kills;

/// <summary>
/// Mail that must arrive and a newsletter that nobody may get twice, workers that die over them, and a provider that outlives them and counts.
/// Each worker lives three minutes later than the one before, so that the leases of the dead have run out.
/// </summary>
internal sealed class KillGround : IAsyncDisposable
{
    private readonly SendGridStand _sendGrid;
    private readonly TestDatabase _database;
    private readonly Dictionary<string, string?> _settings;
    private int _minutes;

    private KillGround(SendGridStand sendGrid, TestDatabase database, Dictionary<string, string?> settings, TestPortal portal)
    {
        (_sendGrid, _database, _settings, Portal) = (sendGrid, database, settings, portal);
    }

    /// <summary>A portal that looks on.</summary>
    public TestPortal Portal { get; }

    /// <summary>The messages that must arrive.</summary>
    public IReadOnlyList<Guid> Reminders { get; private set; } = [];

    /// <summary>How many readers the newsletter has.</summary>
    public int Readers { get; private set; }

    /// <summary>How the mail stood at each death, a line each.</summary>
    public List<string> Deaths { get; } = [];

    /// <summary>A newsletter to so many readers, and nothing else yet.</summary>
    public static async Task<KillGround> CreateAsync(DatabaseProvider provider, int readers)
    {
        var sendGrid = await SendGridStand.StartAsync();
        var database = await TestDatabase.CreateAsync(provider);
        var settings = TestSettings.Defaults();
        foreach (var (key, value) in sendGrid.Settings)
        {
            settings[key] = value;
        }

        settings["DOTNET_ENVIRONMENT"] = TestSettings.Environment;
        settings["Mail:AtOnce"] = "2";
        settings["Mail:SendGrid:BatchSize"] = "10";
        settings["Newsletters:SliceSize"] = Math.Max(10, readers / 4).ToString(CultureInfo.InvariantCulture);
        var ground = new KillGround(sendGrid, database, settings, WrittenMail.PortalOn(database, settings)) { Readers = readers };
        await ground.Portal.WriteNewsletterAsync(readers);
        return ground;
    }

    /// <summary>Makes the newsletter into messages, so that the next worker begins with them.</summary>
    public async Task FreezeAsync() => await Portal.RunAsync<NewsletterPress, int>(press => press.RunAsync(TestContext.Current.CancellationToken));

    /// <summary>Writes messages that must arrive. Whatever is left of the newsletter waits until they are out.</summary>
    public async Task RemindAsync(int reminders) => Reminders = await Portal.WriteMailAsync(reminders, MailPriority.Booking, confirmed: false);

    /// <summary>Starts a worker that dies at a point by itself, and waits until it did. Where a job must come first the provider is away, so that something is left to send.</summary>
    public async Task DieAtAsync(CrashPoint point, int pass)
    {
        var isOfAJob = point is CrashPoint.SliceWritten or CrashPoint.SliceCommitted or CrashPoint.DoubtsDecided;
        await _sendGrid.BehaveAsync(new Order(isOfAJob ? Conduct.Unavailable : Conduct.Accept));
        await using var worker = Start(new() { ["Chaos:CrashAt"] = point.ToString(), ["Chaos:Pass"] = pass.ToString(CultureInfo.InvariantCulture) });
        var (code, errors) = await worker.EndedAsync();
        await NoteDeathAsync(point.ToString());
        Assert.Equal((137, true), (code, errors.Contains($"Crash point {point} reached.", StringComparison.Ordinal)));
    }

    /// <summary>
    /// Starts a worker, on PostgreSQL two, and kills from outside as soon as the provider has seen so many more requests, while the answers to the
    /// next ones are waited for.
    /// </summary>
    public async Task KillAfterAsync(int requests, bool answers)
    {
        var before = _sendGrid.Stats.Requests;
        await _sendGrid.BehaveAsync(new Order(Conduct.Accept, Times: requests, Then: new Order(Conduct.Accept, DelayMilliseconds: answers ? 0 : 600_000)));
        await using var worker = Start([]);
        await using var second = _database.Provider == DatabaseProvider.Postgres ? PortalProcess.StartWorker(_settings, _database.Settings, Ahead()) : null;
        await _sendGrid.UntilAsync(stats => stats.Requests > before + requests, TestContext.Current.CancellationToken).WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
        await Task.WhenAll(worker.KillAsync(), second?.KillAsync() ?? Task.CompletedTask);
        await NoteDeathAsync("from outside");
    }

    /// <summary>The provider's events of all that it accepted until now come: late, shuffled and each three times.</summary>
    public async Task HearAsync()
    {
        foreach (var some in _sendGrid.SignEvents(new EventsOrder(["processed", "delivered"], Copies: 3, Shuffle: _minutes)))
        {
            await Portal.Services.GetRequiredService<EventInbox>().StoreAsync(Encoding.UTF8.GetBytes(some.Body), TestContext.Current.CancellationToken);
        }

        await Portal.Services.GetRequiredService<EventApplication>().ApplyAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What is left is sent by workers of later days; with <paramref name="events"/> all of the provider's are heard first.</summary>
    public async Task FinishAsync(bool events)
    {
        await _sendGrid.BehaveAsync(new Order(Conduct.Accept));
        for (var hours = 1; hours <= 3; hours++)
        {
            await (events ? HearAsync() : Task.CompletedTask);
            await using var later = WrittenMail.PortalOn(_database, _settings, TimeSpan.FromMinutes(_minutes) + TimeSpan.FromHours(hours));
            await later.RunAsync<NewsletterPress, int>(press => press.RunAsync(TestContext.Current.CancellationToken));
            await later.Services.GetRequiredService<DoubtService>().ResolveAsync(TestContext.Current.CancellationToken);
            await later.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(TestContext.Current.CancellationToken);
            await later.RunAsync<NewsletterPress, int>(press => press.RunAsync(TestContext.Current.CancellationToken));
        }
    }

    /// <summary>The judge: what must arrive arrived, nobody got a newsletter twice, and every message says what became of it.</summary>
    public async Task<Judgement> JudgeAsync()
    {
        var mail = await Portal.AllMailAsync();
        var reminders = mail.Where(m => Reminders.Contains(m.Id)).ToList();
        var letters = mail.Where(m => m.Priority == MailPriority.Newsletter).ToList();
        await using var db = Portal.NewContext();
        var issue = await db.Newsletters.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((Readers, Readers, NewsletterState.Sent), (letters.Count, issue.Recipients, issue.State));
        Assert.All(letters, m => Assert.True(m.State is MessageState.Held || (m.State is MessageState.Sent && _sendGrid.CountOf(m.Id) == 1), $"{m.State}, accepted {_sendGrid.CountOf(m.Id)} times"));
        return new Judgement(
            reminders.Count(m => _sendGrid.CountOf(m.Id) == 0 || m.State != MessageState.Sent),
            reminders.Count(m => _sendGrid.CountOf(m.Id) > 1),
            reminders.Count(m => _sendGrid.CountOf(m.Id) > 1 && m.ResentAt is null),
            letters.Count(m => _sendGrid.CountOf(m.Id) > 1),
            letters.Count(m => m.State == MessageState.Held && _sendGrid.CountOf(m.Id) > 0));
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await _sendGrid.DisposeAsync();
        await _database.DisposeAsync();
    }

    private PortalProcess Start(Dictionary<string, string?> chaos)
    {
        _minutes += 3;
        return PortalProcess.StartWorker(_settings, _database.Settings, Ahead(), chaos);
    }

    private Dictionary<string, string?> Ahead() => new() { ["Chaos:AheadMinutes"] = _minutes.ToString(CultureInfo.InvariantCulture) };

    private async Task NoteDeathAsync(string where)
    {
        var states = (await Portal.AllMailAsync())
            .GroupBy(m => $"{(m.Priority == MailPriority.Newsletter ? "newsletter" : "reminder")} {m.State}{(m.LeaseToken is null ? "" : " leased")}")
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key}: {g.Count()}");
        Deaths.Add($"{where}, {_sendGrid.Stats.Accepted} accepted: {string.Join(", ", states)}");
        TestContext.Current.TestOutputHelper?.WriteLine(Deaths[^1]);
    }
}

/// <summary>What became of the mail.</summary>
/// <param name="Lost">Reminders that never arrived.</param>
/// <param name="Doubled">Reminders that arrived more than once.</param>
/// <param name="DoubledUnasked">Those among them that nobody decided to send again.</param>
/// <param name="LettersDoubled">Newsletters that somebody got twice.</param>
/// <param name="HeldThoughTaken">Newsletters that wait for a person although the provider took them; what it never took waits rightly.</param>
internal sealed record Judgement(int Lost, int Doubled, int DoubledUnasked, int LettersDoubled, int HeldThoughTaken);
