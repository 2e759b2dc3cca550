using System.Net;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Web.Tests.Features.Organise.People;

public sealed class RoleEndPagesTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_role_that_ends_is_shown_to_whom_it_concerns_and_opens_nothing_afterwards(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var (camille, anna) = (await portal.Data.CreateOrganiserAsync(kitchen, "Camille"), await portal.Data.CreateSupporterAsync("Anna"));
        var hers = await portal.Data.MakeMemberAsync(anna, kitchen, MembershipRole.Organiser);
        using var client = await portal.SignedInAsync(camille);
        using var own = await portal.SignedInAsync(anna);
        var address = $"/organise/people/{hers.Id}";
        var form = $"{address}/role-end";

        var page = await (await client.GetAsync(address)).SubmitAsync(form, ("LastDay", "2027-01-13"));
        Assert.Contains("Choose today or a coming day", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync(form, ("LastDay", "no day"));
        Assert.Contains("Choose today or a coming day", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync(form, ("LastDay", "2027-01-20"));
        Assert.Contains("until 20 January 2027", page.Text, StringComparison.Ordinal);
        Assert.Contains("until 20 January 2027", (await client.GetAsync("/organise/people")).Text, StringComparison.Ordinal);
        Assert.Contains("until 20 January 2027", (await own.GetAsync("/account/profile")).Text, StringComparison.Ordinal);
        Assert.Contains("Nobody lengthens their own role", (await (await own.GetAsync(address)).SubmitAsync(form, ("LastDay", ""))).Text, StringComparison.Ordinal);

        portal.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 20, 23, 0, 0, TimeSpan.Zero));
        using var later = await portal.SignedInAsync(anna);
        Assert.Equal(HttpStatusCode.Forbidden, (await later.GetAsync("/organise/people")).Status);
        Assert.DoesNotContain("Kitchen", (await later.GetAsync("/account/profile")).Text, StringComparison.Ordinal);
        using var again = await portal.SignedInAsync(camille);
        Assert.DoesNotContain("Anna", (await again.GetAsync("/organise/people")).Text, StringComparison.Ordinal);
    }
}
