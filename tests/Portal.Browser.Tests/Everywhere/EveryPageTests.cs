using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Core.Data.Demo;

namespace Portal.Browser.Tests.Everywhere;

/// <summary>Looks at every page of the demo in both themes, on a phone and on a desk.</summary>
public sealed class EveryPageTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly ColorScheme[] Themes = [ColorScheme.Light, ColorScheme.Dark];
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
        var visitor = await VisitorAsync();
        visitor.Expects("status of 404");
        if (reader != Reader.Anyone)
        {
            await using var db = Portal.NewContext();
            await visitor.SignInAsync(await DemoTown.FindAsync(db, reader));
        }

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
        var response = await page.GotoAsync(address);
        if (response!.Status != status || new Uri(page.Url).PathAndQuery != address)
        {
            return [$"{address} answered {response.Status} and led to {page.Url}"];
        }

        List<string> findings = [.. await WidthsAsync(page, Screen.Narrow)];
        foreach (var screen in Screens)
        {
            findings.AddRange(await WidthsAsync(page, screen));
            foreach (var theme in Themes)
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme });
                findings.AddRange((await Accessibility.FlawsAsync(page)).Select(flaw => $"{theme}, {screen.Width}: {flaw}"));
            }
        }

        return findings;
    }

    private static async Task<IEnumerable<string>> WidthsAsync(IPage page, Screen screen)
    {
        await page.SetViewportSizeAsync(screen.Width, screen.Height);
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return overflow == 0 ? [] : [$"{page.Url} is {overflow} pixels too wide for {screen.Width}"];
    }

    // The demo, somebody who has just joined, and somebody who forgot a password.
    private async Task<DemoTown> SettleAsync()
    {
        await Portal.RunAsync<DemoData, bool>(demo => demo.SeedAsync(TestContext.Current.CancellationToken));
        using var newcomer = Portal.Anonymous();
        await newcomer.SubmitAsync("/account/register", "/account/register",
            ("DisplayName", "Noor"), ("Email", "noor@example.org"), ("Password", TestData.Password), ("IsAdult", "true"), ("AcceptsCode", "true"));
        await newcomer.SubmitAsync("/account/forgotten", "/account/forgotten", ("Email", "supporter@example.org"));
        await using var db = Portal.NewContext();
        return await DemoTown.ReadAsync(db, Portal.Clock.GetUtcNow()) with
        {
            ConfirmLink = EndOf((await NewestMailAsync("noor@example.org")).Link("/account/confirm/")),
            ResetLink = EndOf((await NewestMailAsync("supporter@example.org")).Link("/account/reset/")),
        };
    }

    private static string EndOf(string link) => new Uri(link).PathAndQuery.Split('/')[^1];
}
