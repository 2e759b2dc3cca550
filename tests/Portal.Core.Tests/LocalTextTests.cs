namespace Portal.Core.Tests;

public sealed class LocalTextTests
{
    [Theory]
    [InlineData("Wood", "Bois", "fr", "Bois")]
    [InlineData("Wood", "Bois", "en", "Wood")]
    [InlineData("Wood", null, "fr", "Wood")]
    [InlineData("Wood", "   ", "fr", "Wood")]
    [InlineData("", "Bois", "en", "Bois")]
    [InlineData("Wood", "Bois", "ar", "Wood")]
    [InlineData("", null, "en", "")]
    public void A_reader_gets_their_language_else_English_else_what_there_is(string english, string? french, string language, string read) =>
        Assert.Equal(read, LocalText.Of(english, french).In(language));

    [Fact]
    public void A_form_shows_a_language_exactly() => Assert.Equal("", LocalText.Of("Wood").Exactly("fr"));

    [Fact]
    public void It_comes_back_from_its_stored_form_with_its_letters_as_they_are()
    {
        var text = LocalText.Of("Firewood & \"tea\"", "Bois – thé à 10 h");

        Assert.Equal(text, LocalText.Parse(text.ToJson()));
        Assert.Contains("thé à", text.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_are_equal_when_all_languages_are()
    {
        Assert.Equal(LocalText.Of("Wood", "Bois"), LocalText.From([new("fr", "Bois"), new("en", "Wood")]));
        Assert.NotEqual(LocalText.Of("Wood"), LocalText.Of("Wood", "Bois"));
        Assert.Equal(LocalText.Of("Wood").GetHashCode(), LocalText.Of("Wood", "").GetHashCode());
    }
}
