using System.Net;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organise.Reveals;

public sealed class ConcernsTests
{
    private const string Point = "Behind the blue gate, ring twice";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_gave_three_places_back_after_opening_their_points_is_held_back_until_an_organiser_decides(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var woodyard = await portal.Data.CreateOrganisationAsync("Woodyard");
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen, "Ruth"));
        using var other = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(woodyard));
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        using var annas = await portal.SignedInAsync(anna);

        await OpenAndGiveBackAsync(portal, other, annas, anna, woodyard);
        await OpenAndGiveBackAsync(portal, organiser, annas, anna, kitchen);
        Assert.Contains("Nothing to decide", (await organiser.GetAsync("/organise/concerns")).Text, StringComparison.Ordinal);
        await OpenAndGiveBackAsync(portal, organiser, annas, anna, kitchen);

        var week = await organiser.GetAsync("/organise");
        Assert.Contains("1 person opened meeting points and gave the places back: please decide.", week.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("please decide", (await other.GetAsync("/organise")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing to decide", (await other.GetAsync("/organise/concerns")).Text, StringComparison.Ordinal);
        Page page = null!;
        var queries = await portal.Queries.DuringAsync(async () => page = await organiser.GetAsync(week.Link("Have a look")));
        Assert.InRange(queries.Count, 1, 6);
        Assert.True(page.Response.Headers.CacheControl!.NoStore);
        Assert.Contains("Anna", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll("main ul.rows li").Length);
        Assert.DoesNotContain("Woodyard", page.Source, StringComparison.Ordinal);
        Assert.Contains("gets meeting points by the duty phone only", page.Text, StringComparison.Ordinal);

        // She is told calmly.
        var (shift, booking) = await PlaceAsync(portal, organiser, anna, kitchen);
        var look = await annas.GetAsync($"/bookings/{booking}/meeting-point");
        Assert.Contains("For now, the team tells you itself where to meet", look.Text, StringComparison.Ordinal);
        Assert.Contains("no reproach", look.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("blue gate", look.Source, StringComparison.Ordinal);

        page = await page.SubmitAsync("By phone only: Anna");
        Assert.Contains("Decided by Ruth", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("please decide", (await organiser.GetAsync("/organise")).Text, StringComparison.Ordinal);
        var stale = page;
        page = await page.SubmitAsync("Show meeting points again: Anna");
        Assert.Contains("this person reads meeting points as everyone", page.Text, StringComparison.Ordinal);
        Assert.Contains("Somebody else decided meanwhile", (await stale.SubmitAsync("Show meeting points again: Anna")).Text, StringComparison.Ordinal);
        Assert.Contains("blue gate", (await annas.GetAsync($"/bookings/{booking}/meeting-point")).Text, StringComparison.Ordinal);
        stale.Form("Show meeting points again: Anna").SetAttribute("action", $"/organise/concerns/{shift.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await stale.SubmitAsync("Show meeting points again: Anna")).Status);
    }

    private static async Task OpenAndGiveBackAsync(PortalFactory portal, FormClient organiser, FormClient reader, Supporter who, Organisation organisation)
    {
        var (shift, booking) = await PlaceAsync(portal, organiser, who, organisation);
        Assert.Contains("blue gate", (await reader.GetAsync($"/bookings/{booking}/meeting-point")).Text, StringComparison.Ordinal);
        var asked = await reader.GetAsync($"/bookings/{booking}/cancel");
        await asked.SubmitAsync($"/bookings/{booking}/cancel");
        Assert.NotEqual(Guid.Empty, shift.Id);
    }

    private static async Task<(Shift Shift, Guid Booking)> PlaceAsync(PortalFactory portal, FormClient organiser, Supporter who, Organisation organisation)
    {
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(6));
        await organiser.SubmitAsync($"/organise/sites/{shift.SiteId}", $"/organise/sites/{shift.SiteId}/meeting-point", ("Form.Text", Point));
        return (shift, (await portal.Data.CreateBookingAsync(who, shift)).Id);
    }
}
