using System.Net;
using Portal.Core.Accounts;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class ProofTests
{
    private const string Point = "Behind the blue gate, ring twice";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_kept_close_asks_for_the_password_again_and_leads_back(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (organiser, addresses) = await CloseAsync(portal);
        using var client = await portal.SignedInAsync(organiser);
        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, address));
        }

        portal.Clock.Advance(TimeSpan.FromHours(12));

        foreach (var address in addresses)
        {
            var page = await client.GetAsync(address);
            Assert.Equal($"/account/prove?back={Uri.EscapeDataString(address)}", page.Path);
            Assert.DoesNotContain("blue gate", page.Source, StringComparison.Ordinal);
        }

        var shown = await (await client.GetAsync(addresses[0])).SubmitAsync("Go on", ("Password", TestData.Password));
        Assert.Equal(addresses[0], shown.Path);
        Assert.Contains(Point, shown.Text, StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(addresses.Select(address => StatusAsync(client, address))), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task A_wrong_password_is_slowed_down_as_at_the_door_and_shows_nothing()
    {
        await using var portal = await PortalFactory.StartAsync();
        var (organiser, addresses) = await CloseAsync(portal);
        using var client = await portal.SignedInAsync(organiser);
        portal.Clock.Advance(TimeSpan.FromHours(12));
        var page = await client.GetAsync(addresses[0]);

        page = await page.SubmitAsync("Go on");
        Assert.Contains("password", page.Document.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            page = await page.SubmitAsync("Go on", ("Password", "not the password"));
            Assert.Contains("The password is not right", page.Text, StringComparison.Ordinal);
        }

        page = await page.SubmitAsync("Go on", ("Password", TestData.Password));
        Assert.Contains("Many tries, so we wait a little", page.Text, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains(Point, (await page.SubmitAsync("Go on", ("Password", TestData.Password))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_leads_to_no_other_portal()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var client = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var page = await client.GetAsync("/account/prove?back=https://evil.example/");

        page = await page.SubmitAsync("Go on", ("Password", TestData.Password));

        Assert.Equal("/account/profile", page.Path);
    }

    private static async Task<HttpStatusCode> StatusAsync(FormClient client, string address)
    {
        using var response = await client.Http.GetAsync(address, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>An organiser, and the addresses of what is kept close for them, a site's point first.</summary>
    private static async Task<(Supporter Organiser, string[] Addresses)> CloseAsync(PortalFactory portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var site = await portal.Data.CreateSiteAsync(organisation);
        var shift = await portal.Data.CreateShiftAsync(organisation, site: site);
        using var client = await portal.SignedInAsync(organiser);
        await client.SubmitAsync($"/organise/sites/{site.Id}", $"/organise/sites/{site.Id}/meeting-point", ("Form.Text", Point));
        return (organiser, [$"/organise/sites/{site.Id}/meeting-point", $"/shifts/{shift.Id}/roster.csv", $"/shifts/{shift.Id}/roster/print", "/organise/hours.csv", "/organise/export.csv", "/organise/export.ics"]);
    }
}
