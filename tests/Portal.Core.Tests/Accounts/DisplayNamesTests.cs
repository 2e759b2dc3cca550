using Portal.Core.Accounts;

namespace Portal.Core.Tests.Accounts;

public sealed class DisplayNamesTests
{
    [Theory]
    [InlineData("Ruth")]
    [InlineData("نور الدين")]
    [InlineData("José-María Núñez")]
    [InlineData("👩🏽‍🌾 Amina")]
    [InlineData("می‌خواهم")]
    public void A_name_in_any_script_is_kept(string name) => Assert.Equal((name.Normalize(), null), DisplayNames.Clean(name));

    [Theory]
    [InlineData("  Ruth \t Ann  ", "Ruth Ann")]
    [InlineData("Ru\u0007th", "Ruth")]
    [InlineData("Ruth\u202Egnp.exe", "Ruthgnp.exe")]
    [InlineData("Ruth\r\nBcc: all@example.org", "Ruth Bcc: all@example.org")]
    public void Controls_and_blanks_are_taken_out(string typed, string kept) => Assert.Equal((kept, null), DisplayNames.Clean(typed));

    [Fact]
    public void Nul_and_half_characters_are_refused()
    {
        Assert.Equal(AccountFlaw.NameUnreadable, DisplayNames.Clean("Ru\0th").Flaw);
        Assert.Equal(AccountFlaw.NameUnreadable, DisplayNames.Clean("Ruth \uD83D").Flaw);
        Assert.Equal(AccountFlaw.NameUnreadable, DisplayNames.Clean("Ruth \uFFFD").Flaw);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200B\u200D")]
    public void A_name_that_nobody_can_see_is_none(string? typed) => Assert.Equal(AccountFlaw.NameMissing, DisplayNames.Clean(typed).Flaw);

    [Fact]
    public void A_hundred_letters_fit_as_a_reader_counts_them()
    {
        var hundred = string.Concat(Enumerable.Repeat("e\u0323", DisplayNames.MostGraphemes));

        Assert.Null(DisplayNames.Clean(hundred).Flaw);
        Assert.Equal(AccountFlaw.NameTooLong, DisplayNames.Clean(hundred + "e").Flaw);
    }
}
