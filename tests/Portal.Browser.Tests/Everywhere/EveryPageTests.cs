using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Portal.Browser.Tests.Everywhere;

/// <summary>Looks at every page of the demo in both themes, on a phone and on a desk; at the dark theme's colours on the phone alone, for they are the same on the desk.</summary>
public sealed class EveryPageTests(Chromium chromium) : TownTest(chromium)
{
    private static readonly Screen[] Screens = [Screen.Phone, Screen.Desk];

    public static TheoryData<Reader> Readers => [.. Enum.GetValues<Reader>()];

    private IEnumerable<string> Routes => Portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null)
        .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is null or { HttpMethods.Count: 0 } || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("GET"))
        .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.Trim('/')}").Distinct(StringComparer.Ordinal);

    [Theory, MemberData(nameof(Readers))]
    public async Task Every_page_is_accessible_and_fits_its_screen(Reader reader)
    {
        var town = await SettleAsync();
        var visitor = await WalkerAsync(reader);

        var findings = new List<string>();
        foreach (var page in PortalPages.All.Where(page => page.Reader == reader))
        {
            findings.AddRange(await LookAsync(visitor.Page, page.AddressIn(town), page.Status));
        }

        Findings.None(findings.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void No_page_is_left_out() => Findings.None(PortalPages.Unlisted(Routes));

    [Fact]
    public void A_page_that_is_left_out_is_found() => Assert.Equal(["/attic"], PortalPages.Unlisted([.. Routes, "/attic"]));

    [Fact]
    public void Every_page_of_the_list_still_exists() =>
        Findings.None(PortalPages.All.Select(page => page.Pattern).Concat(PortalPages.Others.Keys).Except(Routes));

    private static async Task<List<string>> LookAsync(IPage page, string address, int status)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        List<string> findings = [.. await OpenAsync(page, address, status), .. await WidthsAsync(page, Screen.Narrow)];
        foreach (var screen in Screens)
        {
            findings.AddRange(await WidthsAsync(page, screen));
            findings.AddRange((await Accessibility.FlawsAsync(page)).Select(flaw => $"light, {screen.Width}: {flaw}"));
        }

        await page.SetViewportSizeAsync(Screen.Phone.Width, Screen.Phone.Height);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        return [.. findings, .. (await Accessibility.FlawsOfColourAsync(page)).Select(flaw => $"dark: {flaw}")];
    }
}
