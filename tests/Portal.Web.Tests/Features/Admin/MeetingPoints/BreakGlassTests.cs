using System.Net;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Web.Tests.Features.Admin.MeetingPoints;

public sealed class BreakGlassTests
{
    private const string Point = "Behind the blue gate, ring twice";
    private const string Reason = "Nobody of theirs answers, and a van waits there in the snow";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_administrator_reads_a_point_only_with_a_reason_and_fresh_proof(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var site = await portal.Data.CreateSiteAsync(kitchen);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        await organiser.SubmitAsync($"/organise/sites/{site.Id}", $"/organise/sites/{site.Id}/meeting-point", ("Form.Text", Point));
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync("Ada"));
        var address = $"/admin/meeting-points/{site.Id}";

        Assert.Equal(HttpStatusCode.Forbidden, (await organiser.GetAsync(address)).Status);
        var list = await admin.GetAsync("/admin/meeting-points");
        Assert.DoesNotContain("blue gate", list.Source, StringComparison.Ordinal);
        var form = await admin.GetAsync(list.Link("Break the glass: Calais east, Kitchen"));
        Assert.DoesNotContain("blue gate", form.Source, StringComparison.Ordinal);
        var refused = await form.SubmitAsync("Read it now, on record", ("Form.Reason", "urgent"));
        Assert.Contains("Please say why in at least 20 and at most 400 characters", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("blue gate", refused.Source, StringComparison.Ordinal);

        var shown = await form.SubmitAsync("Read it now, on record", ("Form.Reason", Reason));
        Assert.Contains(Point, shown.Text, StringComparison.Ordinal);
        Assert.Contains("all who organise for Kitchen are told by mail", shown.Text, StringComparison.Ordinal);
        Assert.True(shown.Response.Headers.CacheControl!.NoStore);
        Assert.Null(shown.Document.QuerySelector("script[src*='/live']"));

        // A device that was left alone for ten minutes opens nothing, with or without the form.
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        var later = await form.SubmitAsync("Read it now, on record", ("Form.Reason", Reason));
        Assert.StartsWith("/account/prove", later.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("blue gate", later.Source, StringComparison.Ordinal);
        Assert.StartsWith("/account/prove", (await admin.GetAsync(address)).Path, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Beyond_ten_looks_an_hour_it_waits_and_whoever_organises_there_goes_the_ordinary_way(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (kitchen, own) = (await portal.Data.CreateOrganisationAsync("Kitchen"), await portal.Data.CreateOrganisationAsync("Woodyard"));
        var (site, mine) = (await portal.Data.CreateSiteAsync(kitchen), await portal.Data.CreateSiteAsync(own));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        await organiser.SubmitAsync($"/organise/sites/{site.Id}", $"/organise/sites/{site.Id}/meeting-point", ("Form.Text", Point));
        var ada = await portal.Data.CreateAdministratorAsync("Ada");
        await portal.Data.MakeMemberAsync(ada, own, MembershipRole.Organiser);
        using var admin = await portal.SignedInAsync(ada);
        await admin.SubmitAsync($"/organise/sites/{mine.Id}", $"/organise/sites/{mine.Id}/meeting-point", ("Form.Text", Point));

        Assert.Equal($"/organise/sites/{mine.Id}", (await admin.GetAsync($"/admin/meeting-points/{mine.Id}")).Path);
        Assert.Contains("You organise here", (await admin.GetAsync("/admin/meeting-points")).Text, StringComparison.Ordinal);
        var form = await admin.GetAsync($"/admin/meeting-points/{site.Id}");
        for (var look = 0; look < Portal.Core.Privacy.MeetingPointReader.MostAnHour; look++)
        {
            Assert.Equal(HttpStatusCode.OK, (await form.SubmitAsync("Read it now, on record", ("Form.Reason", Reason))).Status);
        }

        var refused = await form.SubmitAsync("Read it now, on record", ("Form.Reason", Reason));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.DoesNotContain("blue gate", refused.Source, StringComparison.Ordinal);
    }
}
