using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Portal.Core.Mail;
using Portal.Web.Infrastructure;

namespace Portal.Web.Tests.Infrastructure;

public sealed class ListeningAddressTests
{
    [Theory]
    [InlineData("Development", null, true)]
    [InlineData("Development", "https://portal.example", false)]
    [InlineData("Testing", null, false)]
    public async Task Links_lead_to_where_the_portal_listens_only_in_Development_and_only_if_nothing_else_is_said(string environment, string? setting, bool leads)
    {
        await using var portal = new PortalFactory
        {
            More = services => services.AddSingleton<IHostEnvironment>(
                new HostingEnvironment { EnvironmentName = environment, ApplicationName = "Portal.Web", ContentRootPath = AppContext.BaseDirectory }),
        };
        portal.ServeOnKestrel();
        portal.Settings.Remove("Portal:BaseAddress");
        if (setting is not null)
        {
            portal.Settings["Portal:BaseAddress"] = setting;
        }

        await portal.InitializeAsync();

        var link = portal.Services.GetRequiredService<PortalLinks>().To("/shifts");

        Assert.Equal(leads, link == $"{portal.Settings["urls"]}/shifts");
    }

    [Theory]
    [InlineData("http://[::]:5095", "http://localhost:5095")]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080")]
    [InlineData("https://127.0.0.1:7000", "https://127.0.0.1:7000")]
    public void An_address_that_means_all_of_this_machine_is_told_as_localhost(string listening, string address) =>
        Assert.Equal(address, ListeningAddress.FirstOf([listening, "http://later.example:1"]));

    [Fact]
    public void Who_listens_nowhere_has_no_address() => Assert.Null(ListeningAddress.FirstOf([]));
}
