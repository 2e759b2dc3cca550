using Portal.Core.Data;
using Portal.Core.Mail.Chaos;
using Portal.Testing;

namespace Portal.Jobs.Tests.Mail.Kills;

/// <summary>Workers killed over 5,000 messages in <c>./dev chaos</c>, over a few in the suite. SIGKILL on a real process, from outside or by itself at a named point.</summary>
public sealed class KillTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("PORTAL_CHAOS") is not null;

    /// <summary>Every point, and how often it is passed before, in an order in which each has something to hit.</summary>
    private static readonly (CrashPoint Point, int Pass)[] Points =
    [
        (CrashPoint.SliceWritten, 1), (CrashPoint.SliceCommitted, 1), (CrashPoint.Taken, 0), (CrashPoint.Composed, 3), (CrashPoint.Begun, 45),
        (CrashPoint.DoubtsDecided, 0), (CrashPoint.Answered, 12), (CrashPoint.Settled, 5),
    ];

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_worker_that_dies_at_each_named_point_loses_and_doubles_nothing_while_events_come(DatabaseProvider provider)
    {
        Assert.Equal(Enum.GetValues<CrashPoint>().Order(), Points.Select(p => p.Point).Order());
        await using var ground = await KillGround.CreateAsync(provider, readers: 200);
        await ground.RemindAsync(50);

        foreach (var (point, pass) in Points)
        {
            await ground.DieAtAsync(point, pass);
            await ground.HearAsync();
        }

        await ground.FinishAsync(events: true);
        Assert.Equal(new Judgement(Lost: 0, Doubled: 0, DoubledUnasked: 0, LettersDoubled: 0, HeldThoughTaken: 0), await ground.JudgeAsync());
        Assert.Contains(ground.Deaths, death => death.Contains("Sending leased", StringComparison.Ordinal));
        Assert.Contains(ground.Deaths, death => death.Contains("Pending leased", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_worker_killed_again_and_again_loses_nothing_and_doubles_no_newsletter_where_no_events_come(DatabaseProvider provider)
    {
        var judged = await KillAsync(provider, events: false);

        Assert.Equal((0, 0, 0), (judged.Lost, judged.DoubledUnasked, judged.LettersDoubled));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_worker_killed_again_and_again_loses_and_doubles_nothing_while_events_come_late(DatabaseProvider provider)
    {
        Assert.Equal(new Judgement(Lost: 0, Doubled: 0, DoubledUnasked: 0, LettersDoubled: 0, HeldThoughTaken: 0), await KillAsync(provider, events: true));
    }

    private static async Task<Judgement> KillAsync(DatabaseProvider provider, bool events)
    {
        var (kills, mails) = IsLong ? (100, 2_500) : (4, 90);
        await using var ground = await KillGround.CreateAsync(provider, mails);
        await ground.FreezeAsync();
        // Other dice in each long run; which they were is in the output.
        var seed = IsLong ? Environment.TickCount : 7;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        for (var kill = 1; kill <= kills; kill++)
        {
            // The first half over the newsletter, whose requests carry ten each; then over mail that it has to wait for.
            var overNewsletter = kill <= kills / 2;
            await (kill == (kills / 2) + 1 ? ground.RemindAsync(mails) : Task.CompletedTask);
            await ground.KillAfterAsync(overNewsletter ? dice.Next(1, 4) : dice.Next(1, 30), answers: dice.Next(2) == 0);

            // Nine minutes later than they might, on the workers' clocks.
            await (events && kill % 3 == 0 ? ground.HearAsync() : Task.CompletedTask);
        }

        Assert.Contains(ground.Deaths.Take(kills / 2), death => death.Contains("newsletter Sending leased", StringComparison.Ordinal));
        Assert.Contains(ground.Deaths.Skip(kills / 2), death => death.Contains("reminder Sending leased", StringComparison.Ordinal));
        await ground.FinishAsync(events);
        var judged = await ground.JudgeAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{judged}");
        return judged;
    }
}
