using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Portal.Testing;

namespace Portal.Web.Tests.Features.Dev;

public sealed class DevMailTests
{
    private const string Mail = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Tea\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nCome to https://localhost/shifts\r\n"
        + "--x\r\nContent-Type: text/html\r\n\r\n<p style=\"color:red\">Come</p>\r\n--x--\r\n";

    [Fact]
    public async Task Mail_is_not_to_be_seen_outside_Development()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var client = portal.CreateClient();

        using var answer = await client.GetAsync("/dev/mail", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task In_Development_mail_is_listed_and_read_and_its_html_stands_under_a_policy_of_its_own()
    {
        await using var portal = await PortalFactory.StartAsync(more: services => services.AddSingleton<IHostEnvironment>(
            new HostingEnvironment { EnvironmentName = Environments.Development, ApplicationName = "Portal.Web", ContentRootPath = AppContext.BaseDirectory }));
        using var client = portal.CreateClient();
        var id = Guid.CreateVersion7(TestPortal.Begin);
        await File.WriteAllTextAsync(Path.Combine(portal.Settings["Mail:PickupFolder"]!, $"{id}.eml"), Mail, TestContext.Current.CancellationToken);

        var list = await client.GetStringAsync("/dev/mail", TestContext.Current.CancellationToken);
        var one = await client.GetStringAsync($"/dev/mail/{id}", TestContext.Current.CancellationToken);
        using var html = await client.GetAsync($"/dev/mail/{id}/html", TestContext.Current.CancellationToken);

        Assert.Contains($"/dev/mail/{id}", list, StringComparison.Ordinal);
        Assert.Contains("href=\"https://localhost/shifts\"", one, StringComparison.Ordinal);
        Assert.Contains("style=", await html.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var policy = Assert.Single(html.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("style-src 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }
}
