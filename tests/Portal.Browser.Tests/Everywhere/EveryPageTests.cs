using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Portal.Browser.Tests.Everywhere;

/// <summary>
/// Looks at every page of the demo on a phone with every rule, on a desk with those that another width can bring, in the dark with
/// those that other colours can, and at its width from 320 pixels on.
/// </summary>
public sealed class EveryPageTests(Chromium chromium) : TownTest(chromium)
{
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
        List<string> findings =
        [
            .. await OpenAsync(page, address, status), .. await WidthsAsync(page, Screen.Narrow),
            .. await WidthsAsync(page, Screen.Desk), .. Said("desk", await Accessibility.FlawsOfLayoutAsync(page)),
            .. await WidthsAsync(page, Screen.Phone), .. Said("phone", await Accessibility.FlawsAsync(page)),
        ];
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        return [.. findings, .. Said("dark", await Accessibility.FlawsOfColourAsync(page))];
    }

    private static IEnumerable<string> Said(string where, IEnumerable<string> flaws) => flaws.Select(flaw => $"{where}: {flaw}");
}
