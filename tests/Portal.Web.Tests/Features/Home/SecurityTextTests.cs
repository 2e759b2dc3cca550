using System.Net;

namespace Portal.Web.Tests.Features.Home;

public sealed class SecurityTextTests
{
    private const string Address = "/.well-known/security.txt";

    [Fact]
    public async Task Whoever_found_a_hole_is_told_whom_to_write_to()
    {
        await using var portal = new PortalFactory();
        portal.Settings["Portal:SecurityContact"] = "mailto:security@example.org";
        await portal.InitializeAsync();
        using var visitor = portal.Anonymous();

        var page = await visitor.GetAsync(Address);

        Assert.Equal("text/plain", page.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Contact: mailto:security@example.org\nExpires: 2027-07-14T00:00:00Z\nPreferred-Languages: en, fr\nCanonical: https://localhost/.well-known/security.txt\n", page.Source);
    }

    [Fact]
    public async Task Where_nobody_is_named_there_is_no_such_file()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var visitor = portal.Anonymous();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Address)).Status);
    }
}
