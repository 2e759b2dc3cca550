using System.Globalization;
using Portal.Core.Resources;

namespace Portal.Core.Tests.Resources;

public sealed class DaysTests
{
    [Theory]
    [InlineData("fr", 1, "dddd d MMMM", "mardi 1er décembre")]
    [InlineData("fr", 11, "dddd d MMMM", "vendredi 11 décembre")]
    [InlineData("fr", 1, "d MMMM yyyy", "1er décembre 2026")]
    [InlineData("fr", 1, "ddd d", "mar. 1er")]
    [InlineData("en", 1, "dddd d MMMM", "Tuesday 1 December")]
    public void The_first_of_a_month_is_the_first_in_French(string language, int day, string pattern, string words)
    {
        CultureInfo.CurrentCulture = Languages.CultureOf(language);

        Assert.Equal(words, Days.Of(new(2026, 12, day), pattern));
    }
}
