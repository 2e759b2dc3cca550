using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Needs;

namespace Portal.Core.Tests.Needs;

/// <summary>Random stories of people who promise, change their minds and bring: after every step the counters are what the rows say.</summary>
public sealed class NeedStoriesTests
{
    private const int Steps = 60;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whatever_happens_wanted_promised_and_arrived_add_up(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider, wanted: 100);
        var data = ground.Portal.Data;
        var people = new[] { await data.CreateSupporterAsync(), await data.CreateSupporterAsync(), await data.CreateSupporterAsync() };
        foreach (var seed in Enumerable.Range(1, 8))
        {
            var random = new Random(seed);
            var told = new List<string>();
            for (var step = 0; step < Steps; step++)
            {
                told.Add(await StepAsync(ground, people, random));
                try
                {
                    await ground.AssertAddsUpAsync();
                }
                catch (Exception fault)
                {
                    Assert.Fail($"Story {seed}: {string.Join("; ", told)}. {fault.Message}");
                }
            }
        }

        // The stories went somewhere: every end that a promise can have was met.
        await using var db = ground.Portal.NewContext();
        Assert.Equal(4, await db.Pledges.Select(p => p.State).Distinct().CountAsync(Stop));
    }

    private static async Task<string> StepAsync(NeedGround ground, Supporter[] people, Random random)
    {
        await using var db = ground.Portal.NewContext();
        var (who, amount) = (people[random.Next(people.Length)], random.Next(1, 40));
        var pledges = await db.Pledges.AsNoTracking().Where(p => p.State == PledgeState.Open).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).ToListAsync(Stop);
        var pledge = pledges.Count > 0 ? pledges[random.Next(pledges.Count)] : null;
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                return $"promise {amount}: {(await ground.PledgeAsync(who, amount, random.Next(0, 5))).Result}";
            case 3 when pledge is not null:
                return $"change to {amount}: {(await ground.ChangeAsync(people.Single(p => p.Id == pledge.SupporterId), pledge.Id, amount)).Result}";
            case 4 when pledge is not null:
                return $"take back: {(await ground.TakeBackAsync(people.Single(p => p.Id == pledge.SupporterId), pledge.Id)).Result}";
            case 5 or 6 when pledge is not null:
                return $"{amount} of {pledge.Amount} came: {await ground.NoteAsync(amount, pledge.Id)}";
            case 7:
                return $"{amount} came: {await ground.NoteAsync(amount)}";
            case 8 when await db.Arrivals.AsNoTracking().OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => (Guid?)a.Id).LastOrDefaultAsync(Stop) is { } arrival:
                return $"a mistake: {await ground.Portal.RunAsync<ArrivalService, ArrivalOutcome>(s => s.TakeBackAsync(ground.Organiser.Id, ground.Need, arrival, Stop))}";
            default:
                ground.Portal.Clock.Advance(TimeSpan.FromDays(random.Next(1, 9)));
                var kept = await ground.KeepUpAsync();
                return $"{kept}; wanted again: {(await ground.EditAsync(TestNeeds.Plan(random.Next(50, 1500)))).Result}";
        }
    }
}
