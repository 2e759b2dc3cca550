using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Xunit;

namespace Portal.Web.Tests.Features.Shared;

public sealed class NavigationTests
{
    [Fact]
    public void Only_organisers_find_organising_on_their_phone()
    {
        Assert.DoesNotContain(Navigation.ForPhone(null), place => place.Icon == "organise");
        Assert.DoesNotContain(Navigation.ForPhone(new Viewer(Guid.Empty, "Amina", false, false)), place => place.Icon == "organise");
        Assert.Equal("/organise", Navigation.Link(Navigation.ForPhone(new Viewer(Guid.Empty, "Ruth", true, false)).Last()));
    }

    [Theory]
    [InlineData("/shifts/12", "shifts")]
    [InlineData("/", "home")]
    [InlineData("/shiftsandmore", "")]
    public void A_page_lies_in_one_place_at_most(string page, string icon) =>
        Assert.Equal(icon, string.Concat(Navigation.ForPhone(null).Where(place => Navigation.IsIn(place, page, null)).Select(place => place.Icon)));

    [Theory]
    [InlineData("/shifts/12/roster", true, "organise")]
    [InlineData("/shifts/12/roster", false, "shifts")]
    [InlineData("/shifts/12", true, "shifts")]
    [InlineData("/bookings/12/meeting-point", false, "person")]
    [InlineData("/bookings/12/cancel", true, "person")]
    [InlineData("/campaigns/winter-shelter", true, "live")]
    public void A_roster_lies_where_its_reader_came_from_a_booking_among_ones_own_and_a_campaign_among_the_updates(string page, bool organises, string icon)
    {
        var viewer = new Viewer(Guid.Empty, "Ruth", organises, false);

        Assert.Equal([icon], Navigation.ForPhone(viewer).Where(place => Navigation.IsIn(place, page, viewer)).Select(place => place.Icon));
    }

    [Fact]
    public void An_administrator_finds_the_administration_on_their_phone_and_nobody_has_more_than_five_places()
    {
        Assert.Equal("/admin/newsletters", Navigation.Link(Navigation.ForPhone(new Viewer(Guid.Empty, "Samira", false, true)).Last()));
        Assert.DoesNotContain(Navigation.ForPhone(new Viewer(Guid.Empty, "Amina", false, false)), place => place.Icon == "lock");
        Assert.Equal(5, Navigation.ForPhone(new Viewer(Guid.Empty, "Samira", true, true)).Count());
    }
}
