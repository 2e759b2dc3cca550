using System.Net;
using Portal.Web.Infrastructure;

namespace Portal.Web.Tests.Infrastructure;

public sealed class AsciiRedirectsTests
{
    [Theory]
    [InlineData("/shifts?area=%C3%A9#x", "/shifts?area=%C3%A9#x")]
    [InlineData("/réunion?à=ü b", "/r%C3%A9union?%C3%A0=%C3%BC%20b")]
    [InlineData("/\u0001\ud83d\ude00", "/%01%F0%9F%98%80")]
    public void Whatever_is_no_printable_ASCII_is_escaped(string address, string escaped) => Assert.Equal(escaped, AsciiRedirects.Escaped(address));

    [Fact]
    public async Task One_is_led_back_to_an_address_with_letters_of_any_script()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var supporter = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await supporter.GetAsync("/account/register?back=" + Uri.EscapeDataString("/réunion/مرحبا"));

        Assert.Equal((HttpStatusCode.NotFound, "/r%C3%A9union/%D9%85%D8%B1%D8%AD%D8%A8%D8%A7"), (page.Status, page.Address.AbsolutePath));
    }
}
