using System.Net;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Home;

public sealed class HomePageTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Everyone_may_open_the_front_door(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);

        var page = await portal.Anonymous().GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotEmpty(page.Heading);
        Assert.Equal("en", page.Document.DocumentElement.GetAttribute("lang"));
    }
}
