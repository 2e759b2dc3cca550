using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;

namespace Portal.Web.Tests.Features.Shared;

public sealed class TimeWordsTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    // Thursday 14 January 2027, 10:00 in Calais.
    private static readonly DateTimeOffset Now = new(2027, 1, 14, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", -5, "Over")]
    [InlineData("en", -1, "Now")]
    [InlineData("en", 5.5, "In 5\u00a0h 30\u00a0min")]
    [InlineData("en", 12, "In 12\u00a0h")]
    [InlineData("en", 12.5, "Tonight, 22:30")]
    [InlineData("en", 23.5, "Tomorrow, 09:30")]
    [InlineData("en", 30, "Tomorrow, 16:00")]
    [InlineData("en", 38.5, "In 2 days")]
    [InlineData("en", 72, "In 3 days")]
    [InlineData("fr", 23.5, "Demain, 09:30")]
    [InlineData("fr", 12.5, "Ce soir, 22:30")]
    [InlineData("fr", 72, "Dans 3 jours")]
    public void A_countdown_counts_hours_only_while_they_are_easy_to_count(string language, double hours, string words)
    {
        var start = Now.AddHours(hours);

        Assert.Equal(words, In(language).Countdown(start, start.AddHours(3), TimeWords.Calais, Now));
    }

    [Theory]
    [InlineData("en", 24, "tomorrow, Friday 15 January, 10:00–\u206013:00")]
    [InlineData("en", 1, "today, Thursday 14 January, 11:00–\u206014:00")]
    [InlineData("fr", 24, "demain, vendredi 15 janvier, 10:00–\u206013:00")]
    [InlineData("fr", 72, "dimanche 17 janvier, 10:00–\u206013:00")]
    public void Inside_a_sentence_no_day_has_a_capital_of_its_own(string language, int hours, string words) =>
        Assert.Equal(words, In(language).WholeInside(Now.AddHours(hours), Now.AddHours(hours + 3), TimeWords.Calais, Now));

    [Theory]
    [InlineData(4, null)]
    [InlineData(15, "ends the next day")]
    [InlineData(72, "ends on Sunday 17 January at 10:00")]
    public void A_shift_says_when_it_goes_on_into_another_day(int lasts, string? words) =>
        Assert.Equal(words, In("en").EndsLater(Now, Now.AddHours(lasts), TimeWords.Calais, Now));

    [Theory]
    [InlineData("en", 72, "Sunday 17 January at 10:00", "on Sunday 17 January at 10:00")]
    [InlineData("en", 24, "tomorrow at 10:00", "tomorrow at 10:00")]
    [InlineData("fr", 72, "le dimanche 17 janvier à 10:00", "le dimanche 17 janvier à 10:00")]
    public void What_happens_at_a_moment_happens_on_its_day(string language, int hours, string until, string at) => Assert.Equal(
        (until, at),
        (In(language).Moment(Now.AddHours(hours), TimeWords.Calais, Now), In(language).MomentOn(Now.AddHours(hours), TimeWords.Calais, Now)));

    [Theory]
    [InlineData("Europe/Paris", "Calais")]
    [InlineData("America/Sao_Paulo", "Sao Paulo")]
    public void Each_zone_has_one_name(string zone, string name) => Assert.Equal(name, TimeWords.ZoneName(TimeWords.Zone(zone)));

    private TimeWords In(string language)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.CultureOf(language), Languages.CultureOf(language));
        return new TimeWords(portal.Services.CreateScope().ServiceProvider.GetRequiredService<Phrasebook>());
    }
}
