using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Bookings;

/// <summary>The race for places as people run it: by forms, each over a connection of their own. That the same race oversells without the guard is shown beside the service.</summary>
public sealed class BookingRaceTests
{
    private const int People = 60;
    private const int Places = 6;
    private const int Rounds = 20;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_60_forms_sent_at_once_exactly_6_get_the_6_places_and_nobody_sees_an_error(DatabaseProvider provider)
    {
        await using var portal = new PortalFactory { Provider = provider };
        portal.ServeOnKestrel();
        await portal.InitializeAsync();
        var racers = new List<Racer>();
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(7), positions: [("Driver", 1, Places)]);
                while (racers.Count < People)
                {
                    racers.Add(await Racer.EnterAsync(portal, shift));
                }

                var answers = await AtOnceAsync(racers, racer => racer.BookAsync(shift));

                Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Found, answer.Status));
                Assert.Equal(Places, answers.Count(answer => answer.Location == $"/shifts/{shift.Id}"));
                Assert.Equal(People - Places, answers.Count(answer => answer.Location == $"/shifts/{shift.Id}#alternatives"));
                var winners = await HoldersAsync(portal, shift);
                Assert.Equal((Places, Places), (winners.Count, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held));
                Leave(racers, winners);
            }
        }
        finally
        {
            racers.ForEach(racer => racer.Dispose());
        }
    }

    /// <summary>Whoever has a place makes room for somebody new, so that no other rule than the count decides.</summary>
    private static void Leave(List<Racer> racers, HashSet<Guid> winners)
    {
        foreach (var winner in racers.FindAll(racer => winners.Contains(racer.Id)))
        {
            racers.Remove(winner);
            winner.Dispose();
        }

        Assert.Equal(People - Places, racers.Count);
    }

    private static async Task<HashSet<Guid>> HoldersAsync(PortalFactory portal, Shift shift)
    {
        await using var db = portal.NewContext();
        return await db.Bookings.Where(b => b.ShiftId == shift.Id && BookingStates.Holding.Contains(b.State)).Select(b => b.SupporterId).ToHashSetAsync(Stop);
    }

    private static async Task<TResult[]> AtOnceAsync<T, TResult>(IEnumerable<T> racers, Func<T, Task<TResult>> race)
    {
        var barrier = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = racers.Select(async racer =>
        {
            await barrier.Task;
            return await race(racer);
        }).ToList();
        barrier.SetResult();
        return await Task.WhenAll(running);
    }

    /// <summary>Somebody signed in, with the token of a page that was opened before and a connection that stands.</summary>
    private sealed class Racer : IDisposable
    {
        private readonly FormClient _client;
        private readonly string _token;

        private Racer(Supporter person, FormClient client, string token) => (Id, _client, _token) = (person.Id, client, token);

        public Guid Id { get; }

        public static async Task<Racer> EnterAsync(PortalFactory portal, Shift shift)
        {
            var person = await portal.Data.CreateSupporterAsync();
            var client = await portal.SignedInAsync(person);
            var form = (await client.GetAsync($"/shifts/{shift.Id}")).Form("Book this shift");
            return new Racer(person, client, form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
        }

        public async Task<(HttpStatusCode Status, string? Location)> BookAsync(Shift shift)
        {
            using var form = new FormUrlEncodedContent(
                [new("__RequestVerificationToken", _token), new("PositionId", $"{shift.Positions[0].Id}"), new("FormKey", $"{Guid.CreateVersion7()}")]);
            using var answer = await _client.Http.PostAsync($"/shifts/{shift.Id}/bookings", form, Stop);
            return (answer.StatusCode, answer.Headers.Location?.ToString());
        }

        public void Dispose() => _client.Dispose();
    }
}
