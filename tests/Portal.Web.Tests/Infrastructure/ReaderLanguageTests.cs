using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Portal.Web.Infrastructure;
using Xunit;

namespace Portal.Web.Tests.Infrastructure;

public sealed class ReaderLanguageTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/shifts")]
    [InlineData("/updates")]
    public async Task A_page_that_was_kept_for_one_language_is_not_given_to_another(string address)
    {
        await using var portal = await PortalFactory.StartAsync();
        async Task<string?> LanguageAsync(string browser, string? cookie = null)
        {
            using var visitor = portal.Anonymous();
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Language", browser } } };
            if (cookie is not null)
            {
                visitor.Cookies.Put(ReaderLanguage.Cookie, cookie);
            }

            return (await visitor.SendAsync(request)).Document.DocumentElement.GetAttribute("lang");
        }

        Assert.Equal("en", await LanguageAsync("en"));
        Assert.Equal("fr", await LanguageAsync("fr"));
        Assert.Equal("fr", await LanguageAsync("en", cookie: "fr"));
        Assert.Equal("en", await LanguageAsync("fr", cookie: "en"));
    }

    [Theory]
    [InlineData("fr", "en", "en", "fr-FR")]
    [InlineData(null, "fr", "en", "fr-FR")]
    [InlineData(null, null, "de, fr-CA;q=0.8, en;q=0.5", "fr-FR")]
    [InlineData(null, null, "en;q=0.2, fr;q=0.9", "fr-FR")]
    [InlineData(null, null, "fr;q=0, en", "en-GB")]
    [InlineData(null, "xx", "de", "en-GB")]
    [InlineData(null, null, "\u0001;;q=x", "en-GB")]
    [InlineData(null, null, null, "en-GB")]
    public async Task The_profile_comes_before_the_cookie_and_the_cookie_before_the_browser(string? profile, string? cookie, string? browser, string culture)
    {
        var context = new DefaultHttpContext();
        if (profile is not null)
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ReaderLanguage.Claim, profile)], "test"));
        }

        context.Request.Headers.Cookie = cookie is null ? "" : $"{ReaderLanguage.Cookie}={cookie}";
        context.Request.Headers.AcceptLanguage = browser;

        var result = await new ReaderLanguage().DetermineProviderCultureResult(context);

        Assert.Equal(culture, Assert.Single(result!.UICultures).Value);
    }
}
