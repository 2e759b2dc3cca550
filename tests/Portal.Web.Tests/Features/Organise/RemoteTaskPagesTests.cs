using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;
using static Portal.Web.Tests.Features.Organise.ShiftPlanningTests;

namespace Portal.Web.Tests.Features.Organise;

public sealed class RemoteTaskPagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_task_is_planned_without_a_start_and_told_by_when_it_is_due_everywhere(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        (string Field, string?)[] plan = [.. Plan(await portal.Data.CreateActivityAsync(organisation, "Translation"), await portal.Data.CreateSiteAsync(organisation))
            .Where(field => field.Field is not "Form.Place" and not "Form.Start" and not "Form.End")];
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var form = await organiser.GetAsync("/organise/shifts/new");

        var page = await form.SubmitAsync("Publish", [.. plan, ("Form.Place", "task"), ("Form.Start", ""), ("Form.End", "18:00")]);
        Assert.Contains("To be done by tomorrow, Friday 15 January, 18:00", page.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        var task = await db.Shifts.AsNoTracking().Include(s => s.Positions).SingleAsync(Token);
        Assert.Equal((new DateTimeOffset(2027, 1, 15, 17, 0, 0, TimeSpan.Zero), true, null, task.StartsAt), (task.StartsAt, RemoteTask.Is(task.StartsAt, task.EndsAt), task.SiteId, task.Positions[0].BookableUntil));

        using var anyone = portal.Anonymous();
        var ticket = (await anyone.GetAsync("/shifts")).Document.QuerySelector($"article[data-shift='{task.Id}']")!;
        Assert.Contains("by 18:00", ticket.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("1 min", ticket.TextContent, StringComparison.Ordinal);
        Assert.Contains("To be done by tomorrow, Friday 15 January, 18:00", (await anyone.GetAsync($"/shifts/{task.Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1 min", (await anyone.GetAsync($"/shifts/{task.Id}")).Text, StringComparison.Ordinal);

        // It comes back in its form as what it is; with hours it is none any more.
        var edit = await organiser.GetAsync($"/organise/shifts/{task.Id}/edit");
        Assert.Equal("task", edit.Document.QuerySelector("#Form_Place option[selected]")!.GetAttribute("value"));
        Assert.NotNull((await edit.SubmitAsync($"/organise/shifts/{task.Id}/edit", ("Form.Place", "remote"))).Document.QuerySelector("#Form_Start-wrong"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Its_document_is_sealed_by_an_organiser_and_opened_by_whoever_takes_it_on(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var task = await portal.Data.CreateShiftAsync(organisation, lasts: TimeSpan.Zero, remote: true);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var anna = await portal.Data.CreateRegularAsync(organisation);
        using var volunteer = await portal.SignedInAsync(anna);

        var page = await organiser.GetAsync((await organiser.GetAsync($"/organise/shifts/{task.Id}")).Link("Joining link or document"));
        Assert.NotNull((await page.SubmitAsync("Seal and store", ("Form.Text", " "))).Document.QuerySelector("#Form_Text-wrong"));
        var stored = await page.SubmitAsync("Seal and store", ("Form.Text", "https://docs.example.org/leaflet?a=1&b=2\nPages 3 to 5"));
        Assert.DoesNotContain("docs.example.org", stored.Source, StringComparison.Ordinal);
        var booking = await portal.Data.CreateBookingAsync(anna, task);
        var shift = await volunteer.GetAsync($"/shifts/{task.Id}");
        Assert.DoesNotContain("docs.example.org", shift.Source, StringComparison.Ordinal);

        var shown = await volunteer.GetAsync(shift.Link("Show the link or document"));

        Assert.Equal($"/bookings/{booking.Id}/meeting-point", shown.Path);
        Assert.Equal("https://docs.example.org/leaflet?a=1&b=2", shown.Document.QuerySelector(".point a")!.GetAttribute("href"));
        Assert.Contains("Pages 3 to 5", shown.Text, StringComparison.Ordinal);
        Assert.True(shown.Response.Headers.CacheControl?.NoStore);
        var opened = await organiser.GetAsync($"/organise/shifts/{task.Id}/link/show");
        Assert.Contains("docs.example.org", opened.Source, StringComparison.Ordinal);
        Assert.All([opened, shown], page => Assert.Null(page.Document.QuerySelector("script[src*='/live']")));
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        Assert.Equal(404, (int)(await stranger.GetAsync($"/organise/shifts/{task.Id}/link/show")).Response.StatusCode);
        Assert.Equal(404, (int)(await organiser.GetAsync($"/organise/shifts/{(await portal.Data.CreateShiftAsync(organisation)).Id}/link")).Response.StatusCode);
        Assert.Equal(2, (await portal.Data.RecordAsync("meeting-point.read")).Count(a => a.SubjectId == task.Id));
    }
}
