using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Portal.Core;
using Portal.Core.Mail;
using Portal.Web.Infrastructure;

namespace Portal.Web.Tests.Infrastructure;

public sealed class OwnAddressTests
{
    [Theory]
    [InlineData("http://localhost:5094", "http://localhost:5094")]
    [InlineData("http://*:5094;https://localhost:7001", "http://localhost:5094")]
    [InlineData("http://[::]:80/", "http://localhost")]
    [InlineData("http://127.0.0.1:0", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void It_is_the_first_that_the_process_listens_on(string? urls, string? address) => Assert.Equal(address, OwnAddress.Of(urls));

    [Theory]
    [InlineData("Development", null, "http://localhost:5094/shifts")]
    [InlineData("Development", "https://portal.example", "https://portal.example/shifts")]
    [InlineData("Production", null, "http://localhost:5080/shifts")]
    public void Links_lead_there_in_Development_where_nothing_else_was_set(string environment, string? set, string link)
    {
        KeyValuePair<string, string?>[] settings = [new("urls", "http://localhost:5094"), .. set is null ? [] : new[] { KeyValuePair.Create("Portal:BaseAddress", (string?)set) }];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton<PortalLinks>();
        services.AddOptions<PortalOptions>().BindConfiguration("Portal");
        services.AddOwnAddress(configuration, new HostingEnvironment { EnvironmentName = environment });
        using var provider = services.BuildServiceProvider();

        Assert.Equal(link, provider.GetRequiredService<PortalLinks>().To("/shifts"));
    }
}
