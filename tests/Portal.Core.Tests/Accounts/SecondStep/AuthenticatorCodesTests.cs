using System.Text;
using OtpNet;
using Portal.Core.Accounts.SecondStep;

namespace Portal.Core.Tests.Accounts.SecondStep;

public sealed class AuthenticatorCodesTests
{
    // The secret of RFC 6238, appendix B, for SHA-1.
    private static readonly string Known = Base32Encoding.ToString(Encoding.ASCII.GetBytes("12345678901234567890"));

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, AuthenticatorCodes.At(Known, now));
        Assert.Equal(seconds / 30, AuthenticatorCodes.StepOf(Known, code, now));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_off_by_thirty_seconds(int steps, bool isRight)
    {
        var now = TestPortal.Begin;

        Assert.Equal(isRight, AuthenticatorCodes.StepOf(Known, AuthenticatorCodes.At(Known, now.AddSeconds(30 * steps)), now) is not null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870820")]
    [InlineData("28708a")]
    [InlineData("٢٨٧٠٨٢")]
    public void What_is_no_code_is_none(string? typed) => Assert.Null(AuthenticatorCodes.StepOf(Known, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void Spaces_do_not_count() => Assert.NotNull(AuthenticatorCodes.StepOf(Known, " 287 082 ", DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void Secrets_have_160_bits_and_are_each_another()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => AuthenticatorCodes.NewSecret()).ToList();

        Assert.All(secrets, secret => Assert.Equal(20, Base32Encoding.ToBytes(secret).Length));
        Assert.Equal(100, secrets.Distinct(StringComparer.Ordinal).Count());
    }
}
