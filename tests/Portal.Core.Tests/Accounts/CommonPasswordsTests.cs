using Portal.Core.Accounts;

namespace Portal.Core.Tests.Accounts;

public sealed class CommonPasswordsTests
{
    private static readonly Supporter Ruth = new() { DisplayName = "Ruth Example", Email = "ruth.example@example.org", CreatedAt = default };

    [Theory]
    [InlineData("password1234")]
    [InlineData("Password1234")]
    [InlineData("123456789012")]
    [InlineData("qwertyuiop123")]
    [InlineData("motdepasse123")]
    [InlineData("iloveyouforever")]
    [InlineData("correct horse battery staple")]
    public void What_is_tried_first_is_refused(string password) => Assert.True(CommonPasswords.IsCommon(password, Ruth));

    [Theory]
    [InlineData("aaaaaaaaaaaaaa")]
    [InlineData("lalalalalalala")]
    [InlineData("secretsecretsecret")]
    public void A_short_piece_repeated_is_refused(string password) => Assert.True(CommonPasswords.IsCommon(password, Ruth));

    [Theory]
    [InlineData("ruth.example@example.org")]
    [InlineData("ruth.example12")]
    [InlineData("Ruth Example1")]
    public void Ones_own_name_is_refused(string password) => Assert.True(CommonPasswords.IsCommon(password, Ruth));

    [Theory]
    [InlineData("wool socks dry by the stove")]
    [InlineData("quatre canards au marché")]
    [InlineData("k7-Vq2_pLw9z")]
    public void Anything_else_will_do(string password) => Assert.False(CommonPasswords.IsCommon(password, Ruth));
}
