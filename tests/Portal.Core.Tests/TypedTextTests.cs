namespace Portal.Core.Tests;

public sealed class TypedTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("نور الدين")]
    [InlineData("می\u200cخواهم")]
    [InlineData("👩🏽\u200d🌾\u200f Amina")]
    public void Any_script_can_be_read(string? text) => Assert.True(TypedText.IsReadable(text));

    [Fact]
    public void Nul_half_characters_and_what_a_decoder_could_not_read_are_refused()
    {
        Assert.False(TypedText.IsReadable("a\0b"));
        Assert.False(TypedText.IsReadable("a\uD83D"));
        Assert.False(TypedText.IsReadable("\uDE00b"));
        Assert.False(TypedText.IsReadable("a\uFFFDb"));
    }

    [Theory]
    [InlineData("  Ruth \t Ann\r\n", "Ruth Ann")]
    [InlineData("Ru\u0007th\u202Egnp.exe\u2066", "Ruthgnp.exe")]
    [InlineData("می\u200cخواهم\u200f", "می\u200cخواهم\u200f")]
    public void A_line_keeps_what_can_be_seen(string typed, string kept) => Assert.Equal(kept, TypedText.Line(typed));

    [Theory]
    [InlineData(" One\r\n\tTwo\rThree ", "One\n\tTwo\nThree")]
    [InlineData("a\u0007b\u202Ec\uFFFEd", "abcd")]
    public void Lines_stay_lines(string typed, string kept) => Assert.Equal(kept, TypedText.Lines(typed));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab\U0001F33Ed", 3, "ab")]
    [InlineData("ab\U0001F33Ed", 4, "ab\U0001F33E")]
    public void A_beginning_ends_with_a_whole_character(string text, int longest, string start) => Assert.Equal(start, TypedText.Start(text, longest));
}
