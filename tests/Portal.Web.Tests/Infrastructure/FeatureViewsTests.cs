using System.Reflection;
using Portal.Web.Features.Errors;
using Portal.Web.Features.Home;
using Portal.Web.Infrastructure;
using Xunit;

namespace Portal.Web.Tests.Infrastructure;

public sealed class FeatureViewsTests
{
    [Theory]
    [InlineData(typeof(HomeController), "/Features/Home")]
    [InlineData(typeof(ErrorsController), "/Features/Errors")]
    public void A_view_stands_beside_its_controller(Type controller, string folder) =>
        Assert.Equal(folder, FeatureViews.FolderOf(controller.GetTypeInfo()));
}
