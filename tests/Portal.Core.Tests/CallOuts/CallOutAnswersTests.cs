using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.CallOuts;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.CallOuts;

/// <summary>What people answer: "I can" takes a place by the booking of everywhere else.</summary>
public sealed class CallOutAnswersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_comes_without_having_been_asked_is_counted_and_named_where_one_of_ones_own(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider, drivers: 3);
        var (before, asked) = (await ground.Portal.Data.CreateSupporterAsync(), await ground.CreateVolunteerAsync());
        await ground.Portal.Data.CreateBookingAsync(before, ground.Shift);
        ground.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = (await ground.CallAsync(wanted: 2)).CallOutId!.Value;
        ground.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var (own, stranger) = (await ground.CreateVolunteerAsync(), await ground.Portal.Data.CreateSupporterAsync());

        foreach (var person in new[] { own, stranger })
        {
            await ground.Portal.Data.CreateBookingAsync(person, ground.Shift);
            ground.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var progress = await ground.ProgressAsync(id);
        Assert.Equal([own.DisplayName, null], progress.Unasked);
        Assert.Equal((1, 2), (progress.Asked, progress.Coming));
        Assert.False(progress.People.Single().IsComing);
        Assert.Empty(await ground.OpenAsync(asked));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_who_can_at_once_as_many_come_as_were_looked_for(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider, drivers: 2);
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ground.CreateVolunteerAsync()));
        var id = (await ground.CallAsync(wanted: 2)).CallOutId!.Value;
        foreach (var person in people)
        {
            Assert.Single(await ground.OpenAsync(person));
        }


        var outcomes = await Task.WhenAll(people.Select(person => ComeAsync(ground, person.Id, id)));

        Assert.Equal(2, outcomes.Count(o => o!.Result == BookResult.Confirmed));
        Assert.Equal(4, outcomes.Count(o => o!.Result == BookResult.JustGone));
        Assert.Equal(2, (await ground.Portal.Data.ReadShiftAsync(ground.Shift.Id)).Positions[0].Held);
        var progress = await ground.ProgressAsync(id);
        Assert.Equal((6, 2, 0, 0), (progress.Asked, progress.Coming, progress.NotNow, progress.CallOut.Missing));
        foreach (var person in people)
        {
            Assert.Empty(await ground.OpenAsync(person));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_double_tap_takes_one_place_and_who_gives_it_back_is_looked_for_again(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        var (first, second) = (await ground.CreateVolunteerAsync(), await ground.CreateVolunteerAsync());
        var id = (await ground.CallAsync()).CallOutId!.Value;
        var key = Ids.New(ground.Portal.Clock);

        var taps = await Task.WhenAll(ComeAsync(ground, first.Id, id, key), ComeAsync(ground, first.Id, id, key));

        Assert.All(taps, tap => Assert.Equal(BookResult.Confirmed, tap!.Result));
        Assert.Single(taps.Select(t => t!.BookingId).Distinct());
        Assert.Empty(await ground.OpenAsync(second));

        await ground.Portal.RunAsync<Withdrawals, CancelOutcome>(w => w.CancelAsync(first.Id, taps[0]!.BookingId!.Value, Stop));
        Assert.Single(await ground.OpenAsync(second));
        Assert.Equal(1, (await ground.ProgressAsync(id)).CallOut.Missing);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Not_now_and_seen_are_counted_and_only_for_those_who_were_asked(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        var (asked, other) = (await ground.CreateVolunteerAsync(), await ground.CreateVolunteerAsync(here: false));
        var id = (await ground.CallAsync()).CallOutId!.Value;

        await ground.Portal.RunAsync<CallOutAnswers>(a => a.SeenAsync(asked.Id, [id], Stop));
        await ground.Portal.RunAsync<CallOutAnswers>(a => a.SeenAsync(other.Id, [id], Stop));
        Assert.True(await NotNowAsync(ground, asked.Id, id));
        Assert.True(await NotNowAsync(ground, asked.Id, id));
        Assert.False(await NotNowAsync(ground, other.Id, id));

        var progress = await ground.ProgressAsync(id);
        Assert.Equal((1, 1, 1), (progress.Asked, progress.Seen, progress.NotNow));
        Assert.Empty(await ground.OpenAsync(asked));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Somebody_with_the_link_comes_without_having_been_asked_and_nobody_to_what_they_may_not_see(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        await ground.CreateVolunteerAsync();
        var id = (await ground.CallAsync()).CallOutId!.Value;
        var guest = await ground.Portal.Data.CreateSupporterAsync();
        var hidden = await ground.Portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(10), visibility: Visibility.Members);
        var member = await ground.CreateVolunteerAsync();
        await ground.Portal.Data.MakeMemberAsync(member, ground.Organisation);
        var inside = (await ground.CallAsync(position: hidden.Positions[0].Id)).CallOutId!.Value;

        Assert.Equal(BookResult.NotFound, (await ComeAsync(ground, guest.Id, inside))!.Result);
        Assert.Null(await ground.Portal.RunAsync<CallOutQueries, SeenCallOut?>(q => q.FindAsync(inside, guest.Id, Stop)));
        Assert.Null(await ground.Portal.RunAsync<CallOutQueries, SeenCallOut?>(q => q.FindAsync(inside, null, Stop)));
        Assert.NotNull(await ground.Portal.RunAsync<CallOutQueries, SeenCallOut?>(q => q.FindAsync(id, null, Stop)));
        Assert.Equal(BookResult.Confirmed, (await ComeAsync(ground, guest.Id, id))!.Result);
        Assert.Null(await ComeAsync(ground, guest.Id, Guid.Empty));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Organisers_read_the_names_of_their_own_volunteers_only(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        var own = await ground.CreateVolunteerAsync();
        var guest = await ground.Portal.Data.CreateSupporterAsync("Nobody's name to read");
        await ground.Portal.Data.CreateStayAsync(guest);
        var id = (await ground.CallAsync()).CallOutId!.Value;

        var progress = await ground.ProgressAsync(id);

        Assert.Equal(2, progress.Asked);
        Assert.Equal([own.DisplayName], progress.People.Select(p => p.Name).OfType<string>());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_letter_asks_and_is_not_sent_once_it_is_of_no_use(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        var (amina, jo) = (await ground.CreateVolunteerAsync(language: "fr"), await ground.CreateVolunteerAsync());
        var id = (await ground.CallAsync(line: "The van is packed.")).CallOutId!.Value;

        var letter = await Letters.WriteAsync(ground.Portal, "call-out", amina);
        Assert.StartsWith("Pouvez-vous venir", letter.Letter!.Subject, StringComparison.Ordinal);
        Assert.Contains("The van is packed.", letter.Words(), StringComparison.Ordinal);
        Assert.Contains($"/call-outs/{id}", letter.Words(), StringComparison.Ordinal);

        await NotNowAsync(ground, amina.Id, id);
        Assert.Equal("call-out-declined", (await Letters.WriteAsync(ground.Portal, "call-out", amina)).SkipReason);
        await ComeAsync(ground, jo.Id, id);
        Assert.Equal("call-out-over", (await Letters.WriteAsync(ground.Portal, "call-out", jo)).SkipReason);
    }

    private static Task<BookOutcome?> ComeAsync(CallOutGround ground, Guid person, Guid callOut, Guid? key = null) =>
        ground.Portal.RunAsync<CallOutAnswers, BookOutcome?>(a => a.ComeAsync(person, callOut, key ?? Ids.New(ground.Portal.Clock), Stop));

    private static Task<bool> NotNowAsync(CallOutGround ground, Guid person, Guid callOut) =>
        ground.Portal.RunAsync<CallOutAnswers, bool>(a => a.NotNowAsync(person, callOut, Stop));
}
