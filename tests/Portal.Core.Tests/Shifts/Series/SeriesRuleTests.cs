using System.Diagnostics;
using System.Globalization;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;
using static Portal.Core.Shifts.Series.SeriesFault;

namespace Portal.Core.Tests.Shifts.Series;

public sealed class SeriesRuleTests
{
    private static readonly TimeZoneInfo Paris = WallTime.Zone("Europe/Paris");
    private static readonly DateOnly Tuesday = new(2026, 3, 24);

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=4", "2026-03-25 2026-03-27 2026-03-30 2026-04-01")]
    [InlineData("rrule:freq=weekly; interval=2; byday=TU; count=3", "2026-03-24 2026-04-07 2026-04-21")]
    [InlineData("FREQ=MONTHLY;BYDAY=1SA;COUNT=3", "2026-04-04 2026-05-02 2026-06-06")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260530", "2026-03-27 2026-04-24 2026-05-29")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", "2026-03-31 2026-05-31 2026-07-31")]
    [InlineData("FREQ=DAILY;UNTIL=20260326", "2026-03-24 2026-03-25 2026-03-26")]
    [InlineData("FREQ=DAILY;UNTIL=20260326T090000Z", "2026-03-24 2026-03-25 2026-03-26")]
    [InlineData("FREQ=DAILY;UNTIL=20260326T085959Z", "2026-03-24 2026-03-25")]
    [InlineData("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;COUNT=2", "2026-12-24 2027-12-24")]
    public void A_rule_yields_the_days_that_it_says(string text, string days)
    {
        var (rule, fault) = SeriesRule.Read(text, new(10, 0), Paris);

        Assert.Null(fault);
        Assert.Null(rule!.FaultFrom(Tuesday));
        Assert.Equal(days, string.Join(' ', rule.Dates(Tuesday, DateOnly.MaxValue).Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
        Assert.Equal(rule.Dates(Tuesday, DateOnly.MaxValue), SeriesRule.Kept(rule.Text).Dates(Tuesday, DateOnly.MaxValue));
    }

    [Theory]
    [InlineData(null, RuleMissing)]
    [InlineData("  RRULE: ", RuleMissing)]
    [InlineData("every monday", RuleUnreadable)]
    [InlineData("COUNT=3", RuleUnreadable)]
    [InlineData("FREQ=BANANA;COUNT=3", RuleUnreadable)]
    [InlineData("FREQ=DAILY;FREQ=WEEKLY;COUNT=3", RuleUnreadable)]
    [InlineData("FREQ=DAILY;COUNT=3;UNTIL=20260401", RuleUnreadable)]
    [InlineData("FREQ=DAILY;COUNT=0", RuleUnreadable)]
    [InlineData("FREQ=DAILY;COUNT=-3", RuleUnreadable)]
    [InlineData("FREQ=DAILY;COUNT=99999999999999999999", RuleUnreadable)]
    [InlineData("FREQ=DAILY;INTERVAL=0;COUNT=3", RuleUnreadable)]
    [InlineData("FREQ=DAILY;INTERVAL=2147483647;COUNT=3", RuleUnreadable)]
    [InlineData("FREQ=DAILY;UNTIL=20260231", RuleUnreadable)]
    [InlineData("FREQ=DAILY;UNTIL=00010101T000000Z", RuleUnreadable)]
    [InlineData("FREQ=WEEKLY;BYDAY=1MO;COUNT=3", RuleUnreadable)]
    [InlineData("FREQ=WEEKLY;BYDAY=;COUNT=3", RuleUnreadable)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3", RuleUnreadable)]
    [InlineData("FREQ=DAILY;COUNT=3;X-EVIL=1", RuleUnreadable)]
    [InlineData("FREQ=HOURLY;COUNT=3", TooOften)]
    [InlineData("FREQ=MINUTELY", TooOften)]
    [InlineData("FREQ=SECONDLY;COUNT=99999", TooOften)]
    [InlineData("FREQ=DAILY;BYHOUR=10,14;COUNT=3", RuleHasClock)]
    [InlineData("FREQ=DAILY;BYSECOND=1;COUNT=3", RuleHasClock)]
    public void What_is_no_rule_for_shifts_is_refused_by_its_reason(string? text, SeriesFault fault) =>
        Assert.Equal((null, fault), SeriesRule.Read(text, new(10, 0), Paris));

    [Fact]
    public void A_text_without_end_is_refused_unread() =>
        Assert.Equal((null, RuleTooLong), SeriesRule.Read("FREQ=YEARLY;BYMONTHDAY=" + string.Join(',', Enumerable.Repeat("1", 100_000)), new(10, 0), Paris));

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=500", null)]
    [InlineData("FREQ=DAILY;COUNT=501", TooManyDates)]
    [InlineData("FREQ=DAILY;UNTIL=99991231", TooManyDates)]
    [InlineData("FREQ=YEARLY;COUNT=5", null)]
    [InlineData("FREQ=YEARLY;COUNT=100000", RunsTooLong)]
    [InlineData("FREQ=YEARLY;INTERVAL=366;COUNT=100000", RunsTooLong)]
    [InlineData("FREQ=MONTHLY;UNTIL=20990101", RunsTooLong)]
    [InlineData("FREQ=DAILY;UNTIL=20260101", NoDates)]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", NoDates)]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", NoDates)]
    [InlineData("FREQ=MONTHLY;BYDAY=5MO,5TU,5WE;BYMONTHDAY=1;COUNT=3", NoDates)]
    [InlineData("FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-366", NoDates)]
    [InlineData("FREQ=DAILY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYSETPOS=200", NoDates)]
    [InlineData("FREQ=DAILY", null)]
    public void A_rule_that_runs_too_long_or_nowhere_is_refused_and_burns_no_time(string text, SeriesFault? fault)
    {
        var watch = Stopwatch.StartNew();

        Assert.Equal(fault, SeriesRule.Read(text, new(10, 0), Paris).Rule!.FaultFrom(Tuesday));

        // Measured: 70 ms for the worst of them on a busy machine; without the limit it never ends.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("2026-03-28", "10:00", 240, "2026-03-28T09:00Z", "2026-03-28T13:00Z", false, false)]
    [InlineData("2026-03-29", "10:00", 240, "2026-03-29T08:00Z", "2026-03-29T12:00Z", false, false)]
    [InlineData("2026-03-29", "02:30", 60, "2026-03-29T01:30Z", "2026-03-29T02:30Z", true, true)]
    [InlineData("2026-03-28", "22:00", 480, "2026-03-28T21:00Z", "2026-03-29T05:00Z", false, true)]
    [InlineData("2026-10-25", "10:00", 240, "2026-10-25T09:00Z", "2026-10-25T13:00Z", false, false)]
    [InlineData("2026-10-25", "02:30", 60, "2026-10-25T00:30Z", "2026-10-25T01:30Z", false, true)]
    [InlineData("2026-10-24", "22:00", 480, "2026-10-24T20:00Z", "2026-10-25T04:00Z", false, true)]
    [InlineData("2027-03-28", "10:00", 240, "2027-03-28T08:00Z", "2027-03-28T12:00Z", false, false)]
    [InlineData("2027-03-28", "02:00", 480, "2027-03-28T01:00Z", "2027-03-28T09:00Z", true, true)]
    [InlineData("2027-03-27", "23:30", 300, "2027-03-27T22:30Z", "2027-03-28T03:30Z", false, true)]
    public void Ten_stays_ten_whatever_clocks_do_and_lengths_are_time_that_passes(string day, string start, int minutes, string startsAt, string endsAt, bool moved, bool endsOtherwise)
    {
        var date = SeriesDate.Of(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeOnly.Parse(start, CultureInfo.InvariantCulture), TimeSpan.FromMinutes(minutes), Paris);

        Assert.Equal((At(startsAt), At(endsAt), moved, endsOtherwise), (date.StartsAt, date.EndsAt, date.ClockMoved, date.EndsOtherwise));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
