using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Organise.Reveals;

public sealed class PausingTests
{
    private const string Point = "Behind the blue gate, ring twice";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_paused_is_hidden_from_those_who_come_and_plain_to_organisers(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync("Kitchen");
        var site = await portal.Data.CreateSiteAsync(organisation);
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(6), site: site);
        var anna = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        await using (var db = portal.NewContext())
        {
            await db.Organisations.Where(o => o.Id == organisation.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.DutyPhone, "+33 6 00 00 00 01"), TestContext.Current.CancellationToken);
        }

        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation, "Ruth"));
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        await organiser.SubmitAsync($"/organise/sites/{site.Id}", $"/organise/sites/{site.Id}/meeting-point", ("Form.Text", Point));
        using var reader = await portal.SignedInAsync(anna);
        async Task<Page> LookAsync() => await reader.GetAsync($"/bookings/{booking.Id}/meeting-point");
        Assert.Contains("blue gate", (await LookAsync()).Text, StringComparison.Ordinal);

        // One shift.
        var page = await organiser.SubmitAsync($"/organise/shifts/{shift.Id}", $"/organise/shifts/{shift.Id}/pause", ("reason", "Two vans watch"));
        Assert.Contains("Paused since today at 10:00: the meeting point of this shift.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Paused by Ruth. Two vans watch", page.Text, StringComparison.Ordinal);
        var paused = await LookAsync();
        Assert.Equal(HttpStatusCode.OK, paused.Status);
        Assert.Contains("Meeting points are not shown for the moment", paused.Text, StringComparison.Ordinal);
        Assert.Contains("ring the duty phone: they tell you what to do now", paused.Text, StringComparison.Ordinal);
        Assert.Contains("+33 6 00 00 00 01", paused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("blue gate", paused.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("vans", paused.Source, StringComparison.Ordinal);
        Assert.True(paused.Response.Headers.CacheControl!.NoStore);
        page = await page.SubmitAsync("Show meeting points again");
        Assert.DoesNotContain("Paused since", page.Text, StringComparison.Ordinal);
        Assert.Contains("blue gate", (await LookAsync()).Text, StringComparison.Ordinal);

        // An organisation.
        await organiser.SubmitAsync("/organise/sites", $"/organise/organisations/{organisation.Id}/pause");
        foreach (var address in new[] { "/organise", "/organise/sites", $"/organise/sites/{site.Id}", $"/organise/shifts/{shift.Id}" })
        {
            var queries = await portal.Queries.DuringAsync(async () => page = await organiser.GetAsync(address));
            Assert.Contains("Paused since today at 10:00: all meeting points of Kitchen.", page.Text, StringComparison.Ordinal);
            Assert.InRange(queries.Count, 1, 6);
            Assert.DoesNotContain("Paused since", (await stranger.GetAsync(address)).Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("blue gate", (await LookAsync()).Source, StringComparison.Ordinal);
        await organiser.SubmitAsync("/organise/sites", $"/organise/organisations/{organisation.Id}/resume");

        // The coalition.
        page = await admin.SubmitAsync("/admin/meeting-points", "/admin/meeting-points/pause");
        Assert.Contains("all meeting points of the whole coalition", page.Text, StringComparison.Ordinal);
        Assert.Contains("all meeting points of the whole coalition", (await organiser.GetAsync("/organise")).Text, StringComparison.Ordinal);
        Assert.Contains("all meeting points of the whole coalition", (await stranger.GetAsync("/organise/sites")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("blue gate", (await LookAsync()).Source, StringComparison.Ordinal);
        await page.SubmitAsync("Show meeting points again");
        Assert.Contains("blue gate", (await LookAsync()).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_pauses_or_resumes_what_is_not_theirs(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        var other = await portal.Data.CreateOrganisationAsync();
        await portal.Data.CreateSiteAsync(other);
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(other));

        foreach (var address in new[] { $"/organise/shifts/{shift.Id}/pause", $"/organise/shifts/{shift.Id}/resume", $"/organise/organisations/{shift.OrganisationId}/pause", $"/organise/organisations/{shift.OrganisationId}/resume", $"/organise/people/{shift.Id}/apart" })
        {
            var page = await stranger.GetAsync("/organise/sites");
            page.Form("Pause now").SetAttribute("action", address);
            Assert.Equal(HttpStatusCode.NotFound, (await page.SubmitAsync(address, ("other", $"{shift.Id}"))).Status);
        }
    }
}
