using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;

namespace Portal.Web.Tests.Features.Admin.Roles;

public sealed class RolesPagesTests
{
    private const string Page = "/admin/roles";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_asks_the_other_agrees_and_all_are_told(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (samira, jonas, ruth) = (await portal.Data.CreateAdministratorAsync("Samira"), await portal.Data.CreateAdministratorAsync("Jonas"), await portal.Data.CreateSupporterAsync("Ruth"));
        using var first = await portal.SignedInAsync(samira);
        using var second = await portal.SignedInAsync(jonas);

        var page = await (await first.GetAsync(Page)).SubmitAsync("Ask");
        Assert.Contains("Please choose a role", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Ask", ("Form.Email", "nobody@example.org"), ("Form.Kind", "Auditor"));
        Assert.Contains("no other confirmed account", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Ask", ("Form.Email", ruth.Email), ("Form.Kind", "Auditor"), ("Form.LastDay", "2027-01-13"));
        Assert.Contains("This day is over already", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Ask", ("Form.Email", ruth.Email), ("Form.Kind", "Auditor"), ("Form.LastDay", "2027-03-31"));
        Assert.Contains("Samira asks that Ruth reads the record", page.Text, StringComparison.Ordinal);
        Assert.Contains("Another administrator has to agree", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("button"), button => button.TextContent.StartsWith("Agree", StringComparison.Ordinal));

        await portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);
        page = await second.GetAsync(Page);
        var address = page.Document.QuerySelectorAll("form").Select(form => form.GetAttribute("action")!).First(action => action.Contains("/requests/", StringComparison.Ordinal));
        page = await page.SubmitAsync(address, ("grant", "true"));
        Assert.Contains("Agreed. All concerned are told", page.Text, StringComparison.Ordinal);
        Assert.Contains("until 31 March 2027", page.Text, StringComparison.Ordinal);

        await portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);
        Assert.Equal(["Two people are needed", "Two people have agreed"], portal.Mail.To(ruth.Email!).Select(mail => mail.Subject).Order(StringComparer.Ordinal));
        using var auditor = await portal.SignedInAsync(ruth);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync("/audit")).Status);
        // The last of March is theirs, in Calais; the day after is not.
        portal.Clock.SetUtcNow(DateTimeOffset.Parse("2027-03-31T22:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        using var later = await portal.SignedInAsync(ruth);
        Assert.Equal(HttpStatusCode.Forbidden, (await later.GetAsync("/audit")).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_last_administrator_stays_and_a_role_that_is_ended_opens_nothing(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (samira, jonas) = (await portal.Data.CreateAdministratorAsync("Samira"), await portal.Data.CreateAdministratorAsync("Jonas"));
        using var first = await portal.SignedInAsync(samira);
        using var second = await portal.SignedInAsync(jonas);
        var page = await first.GetAsync(Page);

        page = await page.SubmitAsync($"/admin/roles/{jonas.Id}/end", ("kind", "Administrator"));

        Assert.Contains("The role is over", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await second.GetAsync(Page)).Status);
        page = await page.SubmitAsync($"/admin/roles/{samira.Id}/end", ("kind", "Administrator"));
        Assert.Contains("You are the last who administers", page.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_fellow_organiser_asks_for_a_new_way_in(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (camille, fellow) = (await portal.Data.CreateSupporterAsync("Camille"), await portal.Data.CreateOrganiserAsync(kitchen));
        var membership = await portal.Data.MakeMemberAsync(camille, kitchen, MembershipRole.Organiser);
        var foreign = await portal.Data.MakeMemberAsync(camille, await portal.Data.CreateOrganisationAsync(), MembershipRole.Organiser);
        using var client = await portal.SignedInAsync(fellow);

        var page = await (await client.GetAsync($"/organise/people/{membership.Id}")).SubmitAsync("Ask for a new way in");

        Assert.Contains("no second step that could be lost", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/organise/people/{foreign.Id}")).Status);
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.StartsWith("/account/prove", (await page.SubmitAsync("Ask for a new way in")).Path, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Empty(await db.TwoPersonRequests.ToListAsync(Stop));
    }
}
