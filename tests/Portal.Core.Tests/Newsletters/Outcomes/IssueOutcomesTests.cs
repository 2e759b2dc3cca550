using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Outcomes;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Retention;
using Portal.Core.Tests.Mail.Events;

namespace Portal.Core.Tests.Newsletters.Outcomes;

public sealed class IssueOutcomesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Places_and_subscriptions_are_counted_by_the_days_of_the_coalition_and_small_numbers_are_not_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(5);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(60), positions: [("Volunteer", 1, 100)]);
        portal.Clock.SetUtcNow(At("2027-01-14T22:59:59Z"));
        await portal.Data.FillAsync(shift, 6);

        // Midnight in Calais: the day on which it begins.
        portal.Clock.SetUtcNow(At("2027-01-14T23:00:00Z"));
        await portal.Data.FillAsync(shift, 5);
        portal.Clock.SetUtcNow(At("2027-01-15T12:00:00Z"));
        var id = await portal.SendingAsync();
        Assert.Null(await OutcomeAsync(portal, id));
        await portal.DispatchAsync();
        await portal.Data.FillAsync(shift, 3);
        portal.Clock.SetUtcNow(At("2027-01-16T12:00:00Z"));
        await portal.Data.FillAsync(shift, 4);
        foreach (var state in new[] { BookingState.Waitlisted, BookingState.CancelledByVolunteer, BookingState.Declined, BookingState.Expired })
        {
            await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift, state);
        }

        await ConfirmedNowAsync(portal, "form", 7, ConsentSource.Form);
        await ConfirmedNowAsync(portal, "file", 20, ConsentSource.Certified);

        var outcome = (await OutcomeAsync(portal, id))!;
        Assert.Equal((7, 2), (outcome.Before.Count(), outcome.Since.Count()));
        Assert.Equal([0, 0, 0, 0, 0, 0, 6], outcome.Before.Select(day => day.Places.Exact));
        Assert.Equal([8, null], outcome.Since.Select(day => day.Places.Exact));
        Assert.Equal([0, 7], outcome.Since.Select(day => day.Subscriptions.Exact));
        Assert.Equal((new DateOnly(2027, 1, 15), false, true), (outcome.Since.First().Day, outcome.Since.First().IsToday, outcome.Since.Last().IsToday));
        Assert.Equal((0, null), (outcome.Left!.Value.Exact, outcome.Heard));

        // Fourteen days, and then no more.
        portal.Clock.SetUtcNow(At("2027-01-29T12:00:00Z"));
        await portal.Data.FillAsync(shift, 9);
        outcome = (await OutcomeAsync(portal, id))!;
        Assert.Equal((14, new DateOnly(2027, 1, 28)), (outcome.Since.Count(), outcome.Since.Last().Day));
        Assert.Equal(new GuardedSum(8 + 1, 8 + 4), GuardedSum.Of(outcome.Since.Select(day => day.Places)));
        Assert.DoesNotContain(outcome.Days, day => day.IsToday);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_day_on_which_clocks_change_is_as_long_as_it_is(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(1);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(100), positions: [("Volunteer", 1, 100)]);
        portal.Clock.SetUtcNow(At("2027-03-27T10:00:00Z"));
        var id = await portal.SendingAsync();
        await portal.DispatchAsync();

        // Sunday 28 March 2027 has 23 hours in Calais: from 23:00 to 22:00 in UTC.
        foreach (var (at, places) in new[] { ("2027-03-27T22:59:59Z", 5), ("2027-03-27T23:00:00Z", 6), ("2027-03-28T21:59:59Z", 7), ("2027-03-28T22:00:00Z", 8) })
        {
            portal.Clock.SetUtcNow(At(at));
            await portal.Data.FillAsync(shift, places);
        }

        Assert.Equal([5, 13, 8], (await OutcomeAsync(portal, id))!.Since.Select(day => day.Places.Exact));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Where_the_provider_tells_what_becomes_of_mails_it_says_how_many_arrived(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.SettingsWithEvents);
        await portal.AddReadersAsync(20);
        var id = await portal.SendingAsync();
        await portal.DispatchAsync();
        var messages = await portal.MessagesOfAsync(id);
        var now = portal.Clock.GetUtcNow();
        await portal.HearAsync([.. messages.Take(14).Select(m => m.Event("delivered", "reader@example.org", now))]);
        await portal.HearAsync(messages[0].Event("spamreport", "reader@example.org", now), messages[14].Event("bounce", "gone@example.org", now));
        await portal.LeaveAsync(messages[1].SubscriberId!.Value, issue: id);

        var outcome = (await OutcomeAsync(portal, id))!;
        Assert.Equal(new HeardOf(new Arrivals(10, IsAll: false), GuardedCount.Of(1), GuardedCount.Of(1)), outcome.Heard);
        Assert.True(outcome.Left!.Value.IsFew);

        await portal.HearAsync([.. messages.Skip(15).Select(m => m.Event("delivered", "reader@example.org", now))]);
        Assert.Equal(new Arrivals(15, IsAll: false), (await OutcomeAsync(portal, id))!.Heard!.Arrived);

        // A year later nobody knows any more which mails there were: that is not "few".
        portal.Clock.SetUtcNow(now.AddMonths(12) + TimeSpan.FromSeconds(1));
        await portal.RunAsync<RetentionService, string>(retention => retention.RunAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await portal.MessagesOfAsync(id));
        Assert.Equal(new HeardOf(Arrived: null, GuardedCount.Of(1), GuardedCount.Of(1)), (await OutcomeAsync(portal, id))!.Heard);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_an_issue_to_four_nothing_is_told_but_the_days(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.SettingsWithEvents);
        await portal.AddReadersAsync(4);
        var id = await portal.SendingAsync();
        await portal.DispatchAsync();

        var outcome = (await OutcomeAsync(portal, id))!;
        Assert.Equal((null, null, 8), (outcome.Left, outcome.Heard, outcome.Days.Count));
    }

    private static async Task<IssueOutcome?> OutcomeAsync(TestPortal portal, Guid id)
    {
        var (details, progress) = (await portal.DetailsAsync(id), await portal.ProgressAsync(id));
        return await portal.RunAsync<IssueOutcomes, IssueOutcome?>(outcomes => outcomes.OfAsync(details, progress, Token));
    }

    private static async Task ConfirmedNowAsync(TestPortal portal, string name, int count, ConsentSource source)
    {
        var rows = await portal.SubscribersAsync(count, name);
        var ids = rows.ConvertAll(row => row.Id);
        DateTimeOffset? now = portal.Clock.GetUtcNow();
        await using var db = portal.NewContext();
        await db.Subscribers.Where(s => ids.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, now).SetProperty(s => s.Source, source), Token);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
