using Portal.Core.Accounts;

namespace Portal.Core.Tests.Accounts;

public sealed class AccountAddressTests
{
    [Theory]
    [InlineData("amina@example.org")]
    [InlineData(" amina@example.org ")]
    [InlineData("a.m.ina+portal@mail.example.org")]
    public void An_address_is_taken_without_the_blanks_around_it(string typed) => Assert.Equal(typed.Trim(), AccountAddress.Clean(typed));

    [Theory]
    [InlineData("")]
    [InlineData("amina")]
    [InlineData("amina@example")]
    [InlineData("Amina <amina@example.org>")]
    [InlineData(".amina@example.org")]
    [InlineData("amina.@example.org")]
    [InlineData("am..ina@example.org")]
    [InlineData("amina@example..org")]
    public void What_no_mail_could_reach_is_none(string typed) => Assert.Null(AccountAddress.Clean(typed));
}
