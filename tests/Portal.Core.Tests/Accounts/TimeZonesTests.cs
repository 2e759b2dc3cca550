using Portal.Core.Accounts;

namespace Portal.Core.Tests.Accounts;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("America/Sao_Paulo", "America/Sao_Paulo")]
    [InlineData("Europe/Kiev", "Europe/Kyiv")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("europe/paris", null)]
    [InlineData("UTC", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_browsers_zone_is_taken_by_its_present_name_or_not_at_all(string? said, string? known) => Assert.Equal(known, TimeZones.Known(said));
}
