using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;

namespace Portal.Web.Tests.Features.Organise.Qualifications;

public sealed class KindsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_groups_own_kind_is_added_renamed_and_retired_and_those_for_all_stand_there(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var licence = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Driving licence B") };
        await portal.Data.SaveAsync(licence);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await organiser.GetAsync("/organise/qualifications");
        Assert.Contains("in one language at least", (await page.SubmitAsync("Add it")).Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Add it", ("Form.NameEnglish", "Chainsaw"), ("Form.NameFrench", "Tronçonneuse"));
        Assert.Contains("Chainsaw", page.Text, StringComparison.Ordinal);
        Assert.Contains("counts with all groups", page.Text, StringComparison.Ordinal);
        Assert.Contains("one of this name already", (await page.SubmitAsync("Add it", ("Form.NameEnglish", "driving licence b"))).Text, StringComparison.Ordinal);
        Assert.Contains("one of this name already", (await page.SubmitAsync("Keep this name: Chainsaw", ("english", "Driving licence B"))).Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Keep this name: Chainsaw", ("english", "Chainsaw ticket"));
        Assert.Contains("Chainsaw ticket", (await reader.GetAsync("/account/qualifications")).Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Retire it: Chainsaw ticket");
        Assert.Contains("retired", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Chainsaw", (await reader.GetAsync("/account/qualifications")).Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Bring it back: Chainsaw ticket");

        // One for all is not a group's to change.
        Assert.DoesNotContain(page.Document.Forms, form => form.Action.Contains(licence.Id.ToString(), StringComparison.Ordinal));
        page.Form("Keep this name: Chainsaw ticket").SetAttribute("action", $"/organise/qualifications/{licence.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await page.SubmitAsync("Keep this name: Chainsaw ticket", ("english", "Mine"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await page.SubmitAsync("Add it", ("Form.Owner", "all"), ("Form.NameEnglish", "Mine"))).Status);
        await using var db = portal.NewContext();
        Assert.Equal(
            ["qualification-kind.add", "qualification-kind.bring-back", "qualification-kind.rename", "qualification-kind.retire"],
            (await db.AuditEntries.Where(a => a.Action.StartsWith("qualification-kind")).ToListAsync(Stop)).Select(a => a.Action).Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_administrator_who_organises_writes_those_for_all_and_nobody_those_of_another_group(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (kitchen, yard) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var theirs = new QualificationKind { Id = Ids.New(portal.Clock), OrganisationId = yard.Id, Name = LocalText.Of("Chainsaw") };
        await portal.Data.SaveAsync(theirs);
        var samira = await portal.Data.CreateAdministratorAsync();
        await portal.Data.MakeMemberAsync(samira, kitchen, MembershipRole.Organiser);
        using var organiser = await portal.SignedInAsync(samira);

        var page = await (await organiser.GetAsync("/organise/qualifications")).SubmitAsync("Add it", ("Form.Owner", "all"), ("Form.NameEnglish", "First aid"));

        Assert.Contains("First aid", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Chainsaw", page.Text, StringComparison.Ordinal);
        page.Form("Keep this name: First aid").SetAttribute("action", $"/organise/qualifications/{theirs.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await page.SubmitAsync("Keep this name: First aid")).Status);
        Assert.InRange((await portal.Queries.DuringAsync(() => organiser.GetAsync("/organise/qualifications"))).Count, 1, 6);
    }
}
