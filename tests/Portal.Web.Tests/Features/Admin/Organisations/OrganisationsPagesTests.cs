using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;

namespace Portal.Web.Tests.Features.Admin.Organisations;

public sealed class OrganisationsPagesTests
{
    private const string List = "/admin/organisations";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task From_nothing_to_an_organisation_that_somebody_organises(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (samira, ruth) = (await portal.Data.CreateAdministratorAsync("Samira"), await portal.Data.CreateSupporterAsync("Ruth"));
        using var admin = await portal.SignedInAsync(samira);
        using var invited = await portal.SignedInAsync(ruth);

        var page = await (await admin.GetAsync($"{List}/new")).SubmitAsync("Create it", ("Form.Slug", "The Yard"), ("Form.PublicEmail", "nobody"), ("Form.Website", "javascript:alert(1)"));
        foreach (var wrong in new[] { "Please give it a name", "lower-case letters", "member or a partner", "whole address, such as", "begins with https" })
        {
            Assert.Contains(wrong, page.Text, StringComparison.Ordinal);
        }

        page = await page.SubmitAsync("Create it", ("Form.Name", "The Yard"), ("Form.Slug", "the-yard"), ("Form.Standing", "Partner"), ("Form.SummaryFrench", "Coupe du bois."), ("Form.DescriptionEnglish", "Cuts **wood**."), ("Form.PublicEmail", ""), ("Form.Website", ""));
        Assert.Contains("Now invite somebody", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody organises here", (await admin.GetAsync(List)).Text, StringComparison.Ordinal);
        using var visitor = portal.Anonymous();
        Assert.Contains("The Yard", (await visitor.GetAsync("/organisations/the-yard")).Text, StringComparison.Ordinal);

        var known = await page.SubmitAsync("Invite", ("Form.Email", ruth.Email));
        var unknown = await known.SubmitAsync("Invite", ("Form.Email", "nobody@example.org"));
        Assert.Equal(Said(known), Said(unknown));
        Assert.Contains("If somebody with this address has an account", Said(known), StringComparison.Ordinal);
        Assert.DoesNotContain("Ruth", unknown.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody appoints themselves", (await unknown.SubmitAsync("Invite", ("Form.Email", samira.Email))).Text, StringComparison.Ordinal);

        await portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);
        var address = await InvitationAsync(portal, ruth.Id);
        page = await invited.GetAsync(address);
        Assert.Contains("Samira asks you to organise for The Yard", page.Text, StringComparison.Ordinal);
        Assert.Equal("/organisations", (await admin.GetAsync(address)).Path);
        Assert.Equal(HttpStatusCode.Forbidden, (await invited.GetAsync("/organise")).Status);
        await page.SubmitAsync("Yes, I organise");
        await using var db = portal.NewContext();
        Assert.Equal(MembershipRole.Organiser, (await db.Memberships.SingleAsync(m => m.SupporterId == ruth.Id, Stop)).Role);
        Assert.Contains("1 organiser", (await admin.GetAsync(List)).Text, StringComparison.Ordinal);

        page = await (await admin.GetAsync($"{List}/{(await db.Organisations.SingleAsync(Stop)).Id}/edit")).SubmitAsync("Save changes", ("Form.Name", "The Old Yard"));
        Assert.Contains("The Old Yard", page.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Opening_the_link_changes_nothing_and_yes_asks_who_one_is(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (samira, ruth, kitchen) = (await portal.Data.CreateAdministratorAsync("Samira"), await portal.Data.CreateSupporterAsync("Ruth"), await portal.Data.CreateOrganisationAsync("Kitchen"));
        using var admin = await portal.SignedInAsync(samira);
        using var invited = await portal.SignedInAsync(ruth);
        await (await admin.GetAsync($"{List}/{kitchen.Id}")).SubmitAsync("Invite", ("Form.Email", ruth.Email));
        var address = await InvitationAsync(portal, ruth.Id);

        var told = (await invited.GetAsync("/account/profile")).Document.QuerySelector("main a[href^='/invitations/']")!.GetAttribute("href")!;
        Assert.Equal(address, told);
        var page = await invited.GetAsync(told);
        await using var db = portal.NewContext();
        Assert.Null((await db.OrganiserInvitations.AsNoTracking().SingleAsync(Stop)).DecidedAt);
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.StartsWith("/account/prove", (await page.SubmitAsync("Yes, I organise")).Path, StringComparison.Ordinal);
        Assert.Empty(await db.Memberships.ToListAsync(Stop));

        Assert.Contains("Whoever asked is told", (await page.SubmitAsync("Rather not")).Text, StringComparison.Ordinal);
        Assert.Contains("no open invitation", (await invited.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("You are asked to organise", (await invited.GetAsync("/account/profile")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_changes_something_asks_an_administrator_who_they_are(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        var (fresh, desk, edit) = (await admin.GetAsync($"{List}/new"), await admin.GetAsync($"{List}/{kitchen.Id}"), await admin.GetAsync($"{List}/{kitchen.Id}/edit"));
        portal.Clock.Advance(TimeSpan.FromMinutes(20));

        foreach (var page in new[] { await fresh.SubmitAsync("Create it"), await desk.SubmitAsync("Invite", ("Form.Email", "nobody@example.org")), await edit.SubmitAsync("Save changes") })
        {
            Assert.StartsWith("/account/prove", page.Path, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_last_organiser_is_led_to_whoever_may_follow(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var (camille, anna) = (await portal.Data.CreateOrganiserAsync(kitchen, "Camille"), await portal.Data.CreateSupporterAsync("Anna"));
        await portal.Data.MakeMemberAsync(anna, kitchen);
        using var client = await portal.SignedInAsync(camille);
        var link = $"/organise/successors/{kitchen.Slug}";

        foreach (var from in new[] { $"/organisations/{kitchen.Slug}/leave", "/account/delete" })
        {
            Assert.Contains((await client.GetAsync(from)).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == link);
        }

        var page = await client.GetAsync(link);
        Assert.Contains("Nobody else organises here", page.Text, StringComparison.Ordinal);
        Assert.Contains("Please choose a member, or write a whole address", (await page.SubmitAsync("Invite")).Text, StringComparison.Ordinal);
        var annas = page.Document.QuerySelectorAll("option").Single(o => o.TextContent == "Anna").GetAttribute("value");
        page = await page.SubmitAsync("Invite", ("Form.Member", annas));
        Assert.Contains("They get a mail", page.Text, StringComparison.Ordinal);
        Assert.Contains("by Camille", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync($"{link}/withdraw");
        Assert.Contains("The invitation is withdrawn", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/organise/successors/{(await portal.Data.CreateOrganisationAsync()).Slug}")).Status);
    }

    private static string Said(Page page) => page.Document.QuerySelector("[role=status]")?.TextContent.Trim() ?? "";

    private static async Task<string> InvitationAsync(PortalFactory portal, Guid who)
    {
        await using var db = portal.NewContext();
        return $"/invitations/{await db.OrganiserInvitations.Where(i => i.SupporterId == who).Select(i => i.Id).SingleAsync(Stop)}";
    }
}
