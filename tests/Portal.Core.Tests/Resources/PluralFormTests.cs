using Portal.Core.Resources;

namespace Portal.Core.Tests.Resources;

public sealed class PluralFormTests
{
    [Theory]
    [InlineData("en", 0, "other")]
    [InlineData("en", 1, "one")]
    [InlineData("en", -1, "one")]
    [InlineData("en", 2, "other")]
    [InlineData("fr", 0, "one")]
    [InlineData("fr", 1, "one")]
    [InlineData("fr", 2, "other")]
    [InlineData("fr", 1_000_000, "many")]
    [InlineData("fr", 1_000_001, "other")]
    [InlineData("ar", 0, "zero")]
    [InlineData("ar", 1, "one")]
    [InlineData("ar", 2, "two")]
    [InlineData("ar", 3, "few")]
    [InlineData("ar", 110, "few")]
    [InlineData("ar", 11, "many")]
    [InlineData("ar", 199, "many")]
    [InlineData("ar", 100, "other")]
    [InlineData("ar", 202, "other")]
    [InlineData("xx", 1, "one")]
    public void A_number_takes_the_form_that_its_language_gives_it(string language, long count, string form) => Assert.Equal(form, PluralForm.Of(language, count));
}
