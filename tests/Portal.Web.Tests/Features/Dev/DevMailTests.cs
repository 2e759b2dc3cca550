using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Portal.Testing;
using Portal.Web.Features.Dev;

namespace Portal.Web.Tests.Features.Dev;

public sealed class DevMailTests
{
    private const string Mail = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Tea\r\nDate: Thu, 21 Jan 2027 14:30:00 +0000\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nCome to https://localhost/shifts\r\n"
        + "--x\r\nContent-Type: text/html\r\n\r\n<p style=\"color:red\">Come</p>\r\n--x--\r\n";

    [Theory]
    [InlineData("See the archive (https://a.example/n/1).", "https://a.example/n/1")]
    [InlineData("Look: https://a.example/x_(y), or not", "https://a.example/x_(y)")]
    [InlineData("<https://a.example/?s=1&t=ab-_>", "https://a.example/?s=1&t=ab-_")]
    [InlineData("« https://a.example/ »", "https://a.example/")]
    public void A_link_ends_where_its_sentence_goes_on(string text, string link) => Assert.Equal([link], PickedUpMail.LinksIn(text));

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
        Assert.Contains("21 January 2027, 15:30", list, StringComparison.Ordinal);
        Assert.Contains("All times are Calais time.", list, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", list, StringComparison.Ordinal);
        Assert.Contains("href=\"https://localhost/shifts\"", one, StringComparison.Ordinal);
        Assert.Contains("style=", await html.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var policy = Assert.Single(html.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("style-src 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }
}
