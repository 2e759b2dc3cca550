using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Web.Tests.Features.Bookings;

public sealed class MeetingPointTests
{
    private const string Point = "Behind the blue gate, ring twice";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_point_is_shown_only_in_its_window_and_every_look_is_on_record(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var site = await portal.Data.CreateSiteAsync(organisation);
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(30), site: site);
        var supporter = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(supporter, shift);
        using var planner = await portal.SignedInAsync(organiser);
        await planner.SubmitAsync($"/organise/sites/{site.Id}", $"/organise/sites/{site.Id}/meeting-point", ("Form.Text", Point));
        using var reader = await portal.SignedInAsync(supporter);

        async Task<Page> LookAsync() => await reader.GetAsync($"/bookings/{booking.Id}/meeting-point");

        var before = await LookAsync();
        Assert.DoesNotContain("blue gate", before.Source, StringComparison.Ordinal);
        Assert.Contains("The meeting point opens here tomorrow at 04:00", before.Text, StringComparison.Ordinal);
        Assert.Contains("Kitchen · Tomorrow, Friday 15 January, 16:00–20:00", before.Text, StringComparison.Ordinal);

        // Who signed in before it opened gives the password once more: the phone may be in other hands.
        portal.Clock.Advance(TimeSpan.FromHours(20));
        var asked = await LookAsync();
        Assert.Contains("It is open. Enter your password once", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("blue gate", asked.Source, StringComparison.Ordinal);
        var wrong = await asked.SubmitAsync("Go on", ("Password", "not the password"));
        Assert.Contains("The password is not right", wrong.Text, StringComparison.Ordinal);
        var shown = await wrong.SubmitAsync("Go on", ("Password", TestData.Password));
        Assert.Equal($"/bookings/{booking.Id}/meeting-point", shown.Path);
        shown = await LookAsync();
        Assert.Contains(Point, shown.Text, StringComparison.Ordinal);
        Assert.True(shown.Response.Headers.CacheControl!.NoStore);
        Assert.InRange(shown.Source.Length, 1, 10_240);
        // Nothing reads it again by itself: that would be another look. Other pages are live.
        Assert.Null(shown.Document.QuerySelector("script[src*='/live']"));
        Assert.NotNull((await reader.GetAsync("/my/shifts")).Document.QuerySelector("script[src*='/live']"));
        foreach (var address in new[] { "/shifts", $"/shifts/{shift.Id}", "/my/shifts", $"/bookings/{booking.Id}/calendar.ics" })
        {
            Assert.DoesNotContain("blue gate", (await reader.GetAsync(address)).Source, StringComparison.Ordinal);
        }

        portal.Clock.Advance(TimeSpan.FromHours(17));
        Assert.DoesNotContain("blue gate", (await LookAsync()).Source, StringComparison.Ordinal);
        Assert.Equal(2, (await portal.Data.RecordAsync()).Count(a => a.ActorId == supporter.Id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Beyond_ten_looks_an_hour_an_organiser_is_told_to_wait(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var site = await portal.Data.CreateSiteAsync(organisation);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        await organiser.SubmitAsync($"/organise/sites/{site.Id}", $"/organise/sites/{site.Id}/meeting-point", ("Form.Text", $"{Point}\u202E"));
        for (var look = 0; look < MeetingPointReader.MostAnHour; look++)
        {
            var shown = await organiser.GetAsync($"/organise/sites/{site.Id}/meeting-point");
            Assert.Equal((HttpStatusCode.OK, Point), (shown.Status, shown.Document.QuerySelector(".point p")!.TextContent));
            Assert.Null(shown.Document.QuerySelector("script[src*='/live']"));
        }

        var refused = await organiser.GetAsync($"/organise/sites/{site.Id}/meeting-point");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("Please wait a little", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("blue gate", refused.Source, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_site_of_others_is_not_found_and_a_bad_point_keeps_what_was_written(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var site = await portal.Data.CreateSiteAsync(organisation);
        using var own = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var foreign = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        var form = await own.GetAsync($"/organise/sites/{site.Id}");

        var tooLong = await form.SubmitAsync($"/organise/sites/{site.Id}/meeting-point", ("Form.Text", new string('é', MeetingPointService.Length + 1)));

        Assert.NotNull(tooLong.Document.QuerySelector(".error-summary"));
        Assert.Contains("ééé", tooLong.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        foreach (var address in new[] { $"/organise/sites/{site.Id}", $"/organise/sites/{site.Id}/meeting-point" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(address)).Status);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Before_a_point_is_replaced_the_page_says_how_many_people_are_told(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var site = await portal.Data.CreateSiteAsync(organisation);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var page = await organiser.GetAsync($"/organise/sites/{site.Id}");
        Assert.DoesNotContain("The old one is gone", page.Text, StringComparison.Ordinal);

        page = await page.SubmitAsync($"/organise/sites/{site.Id}/meeting-point", ("Form.Text", Point));
        Assert.Contains("Nobody with a place sets off soon", page.Text, StringComparison.Ordinal);
        await portal.Data.FillAsync(await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(6), site: site), 3);
        await portal.Data.FillAsync(await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(6), site: site), 2);
        var queries = await portal.Queries.DuringAsync(async () => page = await organiser.GetAsync($"/organise/sites/{site.Id}"));

        Assert.Contains("3 people have a place and set off soon", page.Text, StringComparison.Ordinal);
        Assert.InRange(queries.Count, 1, 6);
    }
}
