using Portal.Web.Features.Shared;
using Xunit;

namespace Portal.Web.Tests.Features.Shared;

public sealed class PagerModelTests
{
    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(2, 3, "1 2 3")]
    [InlineData(5, 12, "1 0 4 5 6 0 12")]
    [InlineData(12, 12, "1 0 11 12")]
    public void The_first_the_last_and_the_neighbours_are_offered(int page, int pages, string offered) =>
        Assert.Equal(offered, string.Join(' ', new PagerModel(page, pages, _ => "").Offered()));
}
