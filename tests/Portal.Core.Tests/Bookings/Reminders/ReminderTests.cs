using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Reminders;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Reminders;

public sealed class ReminderTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2027-01-20T17:00:00Z", 72, "2027-01-17T17:00:00Z")]
    [InlineData("2027-01-20T17:00:00Z", 18, "2027-01-19T19:30:00Z")] // 00:00 in Calais: the evening before at 20:30
    [InlineData("2027-01-20T06:00:00Z", 2, "2027-01-19T19:30:00Z")] // 05:00
    [InlineData("2027-01-20T22:00:00Z", 2, "2027-01-20T19:30:00Z")] // 21:00 sharp is quiet
    [InlineData("2027-01-20T09:00:00Z", 2, "2027-01-20T07:00:00Z")] // 08:00 sharp is not
    [InlineData("2026-03-29T12:00:00Z", 18, "2026-03-28T18:00:00Z")] // clocks go forward between: 18 elapsed hours, 19:00 in Calais
    [InlineData("2026-03-30T06:00:00Z", 2, "2026-03-29T18:30:00Z")] // 20:30 of the day whose clock changed
    [InlineData("2026-10-25T12:00:00Z", 18, "2026-10-24T18:00:00Z")] // 20:00 in Calais, clocks go back in the night
    [InlineData("2026-10-25T13:30:00Z", 18, "2026-10-24T18:30:00Z")] // 21:30 in Calais: 20:30, still by summer's clock
    [InlineData("2027-03-28T06:00:00Z", 2, "2027-03-27T19:30:00Z")] // 06:00 by the new clock: the evening by the old
    [InlineData("2027-03-28T10:00:00Z", 2, "2027-03-28T08:00:00Z")]
    public void Rules_count_elapsed_hours_and_respect_the_night(string startsAt, int hours, string dueAt)
    {
        var time = ReminderTime.Of(At(startsAt), hours, Whereabouts.Always(Paris));

        Assert.Equal(At(dueAt), time.DueAt);
        Assert.True(time.LatestAt < At(startsAt));
    }

    [Theory]
    [InlineData("2027-01-17T16:59:59Z", "2027-01-01T00:00:00Z", false)] // early
    [InlineData("2027-01-17T17:00:00Z", "2027-01-01T00:00:00Z", true)]
    [InlineData("2027-01-18T11:00:00Z", "2027-01-01T00:00:00Z", true)] // 18 of 72 hours late
    [InlineData("2027-01-18T11:00:01Z", "2027-01-01T00:00:00Z", false)] // more than a quarter late
    [InlineData("2027-01-17T22:00:00Z", "2027-01-01T00:00:00Z", false)] // late, and now it is night
    [InlineData("2027-01-17T17:00:00Z", "2027-01-17T15:00:00Z", true)]
    [InlineData("2027-01-17T17:00:00Z", "2027-01-17T15:00:01Z", false)] // the confirmation replaces it
    public void What_is_due_is_found_late_but_not_too_late(string now, string confirmedAt, bool due) =>
        Assert.Equal(due, ReminderTime.Of(At("2027-01-20T17:00:00Z"), 72, Whereabouts.Always(Paris)).IsDue(At(now), At(confirmedAt), Whereabouts.Always(Paris)));

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Each_rule_is_written_once_however_often_the_job_runs(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(5));
        await portal.Data.FillAsync(shift, 3);
        var written = 0;
        for (var minute = 0; minute < 5 * 24 * 4; minute++)
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(15));
            written += await WriteAsync(portal);
            if (minute % 40 == 0)
            {
                Assert.Equal(0, await WriteAsync(portal));
            }
        }

        Assert.Equal(9, written);
        await using var db = portal.NewContext();
        var messages = await db.Messages.AsNoTracking().ToListAsync(Token);
        Assert.Equal(9, messages.Select(m => m.Key).Distinct().Count());
        Assert.All(messages, m => Assert.Equal(shift.StartsAt, m.ExpiresAt));
        Assert.All(messages, m => Assert.EndsWith($":{shift.Version}", m.Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2027-01-18T11:00:00Z", "2027-01-01T00:00:00Z", false)]
    [InlineData("2027-01-18T11:00:01Z", "2027-01-01T00:00:00Z", true)]
    [InlineData("2027-01-18T11:00:01Z", "2027-01-17T15:00:01Z", false)] // the confirmation replaced it, so nothing is late
    public void What_is_more_than_a_quarter_late_comes_too_late(string now, string confirmedAt, bool late) =>
        Assert.Equal(late, ReminderTime.Of(At("2027-01-20T17:00:00Z"), 72, Whereabouts.Always(Paris)).IsLate(At(now), At(confirmedAt)));

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_comes_too_late_is_kept_as_skipped_once_and_never_sent(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(80));
        await portal.Data.FillAsync(shift, 2);
        portal.Clock.Advance(TimeSpan.FromHours(30)); // 50 hours before: the rule of 72 is 22 hours late

        Assert.Equal(0, await WriteAsync(portal));
        Assert.Equal(0, await WriteAsync(portal));

        await using var db = portal.NewContext();
        var kept = await db.Messages.AsNoTracking().ToListAsync(Token);
        Assert.Equal(2, kept.Count);
        Assert.All(kept, m => Assert.Equal((MessageState.Skipped, "late", portal.Clock.GetUtcNow()), (m.State, m.Reason, m.SettledAt!.Value)));
        await portal.RunAsync<Dispatcher, DispatchReport>(d => d.DispatchUntilEmptyAsync(Token));
        Assert.All(await db.Messages.AsNoTracking().ToListAsync(Token), m => Assert.Equal(MessageState.Skipped, m.State));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_sent_before_the_shift_moved_does_not_come_late_because_of_that(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(75));
        await portal.Data.FillAsync(shift, 1);
        portal.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(1, await WriteAsync(portal));
        await using var db = portal.NewContext();
        await db.Shifts.Where(s => s.Id == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, s => s.Version + 1), Token);

        portal.Clock.Advance(TimeSpan.FromHours(19));
        Assert.Equal(0, await WriteAsync(portal));

        Assert.Equal(1, await db.Messages.CountAsync(Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_workers_at_once_write_each_reminder_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.Data.FillAsync(await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(75)), 5);
        portal.Clock.Advance(TimeSpan.FromHours(3));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => WriteAsync(portal)));

        await using var db = portal.NewContext();
        Assert.Equal(5, await db.Messages.CountAsync(Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_wants_none_who_gave_back_and_who_is_suspended_get_none(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(75));
        var wantsNone = await portal.Data.CreateSupporterAsync();
        await ChangeAsync(portal, wantsNone, s => s.WantsReminders = false);
        await portal.Data.CreateBookingAsync(wantsNone, shift);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(suspended: true), shift);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift, BookingState.CancelledByVolunteer);
        var reminded = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        portal.Clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(1, await WriteAsync(portal));
        await using var db = portal.NewContext();
        Assert.Contains($"{reminded.Id}", (await db.Messages.SingleAsync(Token)).Key, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organisations_own_rules_replace_the_defaults(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var rule = new ReminderRule { Id = Ids.New(portal.Clock), OrganisationId = kitchen.Id, HoursBefore = 48, AsksToConfirm = false };
        await portal.Data.SaveAsync(rule);
        await using (var own = portal.NewContext())
        {
            await own.Organisations.ExecuteUpdateAsync(set => set.SetProperty(o => o.HasOwnReminders, true), Token);
        }

        await portal.Data.FillAsync(await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(75)), 1);

        portal.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0, await WriteAsync(portal));
        portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await WriteAsync(portal));
        await using var db = portal.NewContext();
        Assert.Contains($"{rule.Id}", (await db.Messages.SingleAsync(Token)).Key, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_plan_of_ones_own_counts_from_then_on_and_what_it_keeps_reminds_nobody_twice(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (organiser, stranger) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateSupporterAsync());
        await portal.Data.FillAsync(await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(75)), 1);
        Assert.Equal(new ReminderPlan(false, []) with { Leads = [new(72, true), new(18, false), new(2, false)] }, await FindAsync(), Same);
        Assert.False(await KeepAsync(stranger.Id, new(true, [new(48, true)])));
        Assert.False(await KeepAsync(organiser.Id, new(true, [new(48, true), new(48, false)])));
        Assert.False(await KeepAsync(organiser.Id, new(true, [new(337, true)])));
        Assert.False((await FindAsync()).IsOwn);

        Assert.True(await KeepAsync(organiser.Id, new(true, [new(48, true), new(6, false)])));
        portal.Clock.Advance(TimeSpan.FromHours(27));
        Assert.Equal(1, await WriteAsync(portal));
        Assert.True(await KeepAsync(organiser.Id, new(true, [new(48, false), new(24, false)])));
        Assert.Equal(0, await WriteAsync(portal));
        Assert.Equal(new ReminderPlan(true, [new(48, false), new(24, false)]), await FindAsync(), Same);

        // Nobody is reminded where an organisation wants it so, and the portal's rules come back with all of their times.
        Assert.True(await KeepAsync(organiser.Id, new(true, [])));
        portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, await WriteAsync(portal));
        Assert.True(await KeepAsync(organiser.Id, new(false, [])));
        Assert.Equal(3, (await FindAsync()).Leads.Count);
        await using var db = portal.NewContext();
        Assert.Equal(["", "48, 24", "48?, 6", "portal"], (await portal.Data.RecordAsync("organisation.reminders")).Select(a => a.Detail).Order(StringComparer.Ordinal));

        Task<ReminderPlan> FindAsync() => portal.RunAsync<ReminderPlans, ReminderPlan>(p => p.FindAsync(kitchen.Id, Token));
        Task<bool> KeepAsync(Guid who, ReminderPlan plan) => portal.RunAsync<ReminderPlans, bool>(p => p.KeepAsync(who, kitchen.Id, plan, Token));
        static bool Same(ReminderPlan one, ReminderPlan other) => one.IsOwn == other.IsOwn && one.Leads.SequenceEqual(other.Leads);
    }

    [Theory]
    [InlineData("2027-01-20T17:00:00Z", 72, false, "2027-01-17T11:30:00Z")] // in Tokyo it is 02:00 three days before: 20:30 of the evening before
    [InlineData("2027-01-20T17:00:00Z", 72, true, "2027-01-17T17:00:00Z")] // there already, and in Calais it is 18:00
    [InlineData("2027-01-20T17:00:00Z", 2, false, "2027-01-20T15:00:00Z")] // the day itself, whatever the clock says at home
    [InlineData("2027-01-20T07:00:00Z", 2, false, "2027-01-19T19:30:00Z")] // 06:00 in Calais on the day itself
    public void Of_who_comes_from_far_the_night_at_home_counts_until_they_are_there(string startsAt, int hours, bool stays, string dueAt)
    {
        var person = new Whereabouts(
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"), Paris, new DateOnly(2027, 1, 20), stays ? [(new DateOnly(2027, 1, 15), new DateOnly(2027, 1, 30))] : []);

        Assert.Equal(At(dueAt), ReminderTime.Of(At(startsAt), hours, person).DueAt);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_stay_that_was_entered_is_known_to_reminders(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (near, far) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await ChangeAsync(portal, near, s => s.TimeZone = "Asia/Tokyo");
        await ChangeAsync(portal, far, s => s.TimeZone = "Asia/Tokyo");
        await portal.Data.SaveAsync(new Stay { Id = Ids.New(portal.Clock), SupporterId = near.Id, FirstDay = new DateOnly(2027, 1, 10), LastDay = new DateOnly(2027, 1, 30) });
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(80), positions: [("Cook", 1, 4)]);
        var booking = await portal.Data.CreateBookingAsync(near, shift);
        await portal.Data.CreateBookingAsync(far, shift);

        // Three days before it is 18:00 in Calais and 02:00 in Tokyo.
        portal.Clock.SetUtcNow(At("2027-01-14T11:30:00Z"));
        Assert.Equal(1, await WriteAsync(portal));
        portal.Clock.SetUtcNow(At("2027-01-14T17:00:00Z"));
        Assert.Equal(1, await WriteAsync(portal));
        await using var db = portal.NewContext();
        Assert.Contains($"{booking.Id}", (await db.Messages.OrderBy(m => m.CreatedAt).LastAsync(Token)).Key, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public Task At_home_ones_own_night_counts(DatabaseProvider provider) => // 17:00Z; three days before it is 02:00 in Tokyo, and 20:30 there is 11:30Z
        IsDueAsync(provider, "Asia/Tokyo", TimeSpan.FromHours(80), "2027-01-14T11:30:00Z");

    [Theory, ClassData(typeof(BothDatabases))]
    public Task At_home_the_night_of_the_shifts_zone_counts_for_who_never_said_theirs(DatabaseProvider provider) => // 20:00Z; three days before it is 21:00 in Paris, and 20:30 there is 19:30Z
        IsDueAsync(provider, "", TimeSpan.FromHours(83), "2027-01-14T19:30:00Z");

    private static async Task IsDueAsync(DatabaseProvider provider, string livesIn, TimeSpan startsIn, string due)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var far = await portal.Data.CreateSupporterAsync();
        await ChangeAsync(portal, far, s => s.TimeZone = livesIn);
        var shift = await portal.Data.CreateShiftAsync(startsIn: startsIn);
        await using (var db = portal.NewContext())
        {
            await db.Shifts.Where(s => s.Id == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SiteId, (Guid?)null), Token);
        }

        await portal.Data.CreateBookingAsync(far, shift);
        portal.Clock.SetUtcNow(At(due).AddMinutes(-1));
        Assert.Equal(0, await WriteAsync(portal));
        portal.Clock.SetUtcNow(At(due));
        Assert.Equal(1, await WriteAsync(portal));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static Task<int> WriteAsync(TestPortal portal) => portal.RunAsync<ReminderService, int>(s => s.WriteDueAsync(Token));

    private static async Task ChangeAsync(TestPortal portal, Supporter supporter, Action<Supporter> change)
    {
        await using var db = portal.NewContext();
        change(await db.Supporters.SingleAsync(s => s.Id == supporter.Id, Token));
        await db.SaveChangesAsync(Token);
    }
}
