using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Updates.Planned;

namespace Portal.Web.Tests.Features.Organise.Updates;

public sealed class PlannedUpdatesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // The clock of the tests shows 10:00 in Calais on 14 January 2027.
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_plans_changes_and_it_is_posted_at_its_time_by_the_clocks_of_Calais(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        (string, string?)[] text = [("Form.Title", "Soup tonight"), ("Form.Body", "At seven.")];

        var planned = await organiser.SubmitAsync("/organise/updates/new", "Post at this time", [.. text, ("Form.Day", "2027-01-14"), ("Form.Time", "18:00")]);
        Assert.Contains("Planned. It waits below until its time", planned.Text, StringComparison.Ordinal);
        Assert.Contains("Soup tonight", planned.Document.QuerySelector("section[aria-labelledby='planned-title']")!.TextContent, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        var row = await db.PlannedUpdates.AsNoTracking().SingleAsync(Stop);
        Assert.Equal(DateTimeOffset.Parse("2027-01-14T17:00:00Z", null), row.PublishAt);

        var edit = await organiser.GetAsync($"/organise/updates/planned/{row.Id}/edit");
        Assert.Equal("18:00", edit.Document.QuerySelector("#Form_Time")!.GetAttribute("value")![..5]);
        var stale = await organiser.GetAsync($"/organise/updates/planned/{row.Id}/edit");
        await edit.SubmitAsync("Save changes", ("Form.Title", "Tea tonight"), ("Form.Time", "17:00"));
        var met = await stale.SubmitAsync("Save changes", ("Form.Title", "Coffee tonight"));
        Assert.Contains("Somebody else changed this update", met.Text, StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromHours(7));
        await portal.RunAsync<PlannedPosting, (int, int)>(s => s.RunAsync(Stop));
        var update = await db.Updates.AsNoTracking().SingleAsync(Stop);
        Assert.Equal(("Tea tonight", row.Id), (update.Title, update.Id));
        Assert.Contains("no longer planned", (await met.SubmitAsync("Save changes")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_is_past_skipped_missing_or_not_meant_is_refused_in_a_sentence()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        (string, string?)[] text = [("Form.Title", "Soup"), ("Form.Body", "Hot")];

        foreach (var (button, day, time, sentence) in new[]
        {
            ("Post at this time", "2027-01-14", "09:59", "This time is past."),
            ("Post at this time", "2027-03-28", "02:30", "the clocks go forward"),
            ("Post at this time", "2029-01-01", "12:00", "within the next twelve months"),
            ("Post at this time", "2027-01-15", "", "Please fill this in"),
            ("Post now", "2027-01-15", "12:00", "You gave a time."),
        })
        {
            var form = await organiser.GetAsync("/organise/updates/new");
            var values = text.Append(("Form.Day", day)).Append(("Form.Time", time));
            var page = await form.SubmitAsync("/organise/updates/new", [.. button == "Post now" ? values : values.Append(("Form.Later", "true"))]);

            Assert.Contains(sentence, page.Document.QuerySelector(".field.is-wrong")?.TextContent ?? page.Text, StringComparison.Ordinal);
            Assert.NotNull(page.Document.QuerySelector("details[open] #Form_Day"));
        }

        await using var db = portal.NewContext();
        Assert.Equal((0, 0), (await db.Updates.CountAsync(Stop), await db.PlannedUpdates.CountAsync(Stop)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_planned_can_be_posted_at_once_or_given_up(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var foreign = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        foreach (var title in new[] { "Soup", "Tea" })
        {
            await organiser.SubmitAsync("/organise/updates/new", "Post at this time", ("Form.Title", title), ("Form.Body", "Hot"), ("Form.Day", "2027-01-20"), ("Form.Time", "18:00"));
        }

        await using var db = portal.NewContext();
        var (soup, tea) = (await db.PlannedUpdates.Where(p => p.Title == "Soup").Select(p => p.Id).SingleAsync(Stop), await db.PlannedUpdates.Where(p => p.Title == "Tea").Select(p => p.Id).SingleAsync(Stop));
        Assert.DoesNotContain("Soup", (await foreign.GetAsync("/organise/updates")).Text, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await foreign.GetAsync($"/organise/updates/planned/{soup}/edit")).Status);

        var posted = await organiser.SubmitAsync("/organise/updates", $"/organise/updates/planned/{soup}/post");
        Assert.Contains("Posted. It is on the open screens of those it is for.", posted.Text, StringComparison.Ordinal);
        var asked = await organiser.GetAsync($"/organise/updates/planned/{tea}/drop");
        Assert.Contains("Nobody has seen it.", asked.Text, StringComparison.Ordinal);
        await asked.SubmitAsync("Do not post it");
        Assert.Contains("no longer planned", (await asked.SubmitAsync("Do not post it")).Text, StringComparison.Ordinal);
        Assert.Equal(soup, await db.Updates.Select(u => u.Id).SingleAsync(Stop));
        Assert.False(await db.PlannedUpdates.AnyAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_held_says_why_and_what_to_do(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var author = await portal.Data.CreateOrganiserAsync(organisation);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using (var writer = await portal.SignedInAsync(author))
        {
            await writer.SubmitAsync("/organise/updates/new", "Post at this time", ("Form.Title", "Soup"), ("Form.Body", "Hot"), ("Form.Day", "2027-01-14"), ("Form.Time", "18:00"));
        }

        await using var db = portal.NewContext();
        await db.Supporters.Where(s => s.Id == author.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, portal.Clock.GetUtcNow()), Stop);
        portal.Clock.Advance(TimeSpan.FromHours(9));
        Assert.Equal((0, 1), await portal.RunAsync<PlannedPosting, (int, int)>(s => s.RunAsync(Stop)));

        var week = await organiser.GetAsync("/organise");
        Assert.Contains("1 planned update was held instead of being posted.", week.Text, StringComparison.Ordinal);
        var list = await organiser.GetAsync(week.Link("See why"));
        Assert.Contains("is no longer an organiser of this group. Read it, then post it now", list.Text, StringComparison.Ordinal);
        var posted = await list.SubmitAsync($"/organise/updates/planned/{(await db.PlannedUpdates.SingleAsync(Stop)).Id}/post");
        Assert.Contains("Posted.", posted.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("held instead", (await organiser.GetAsync("/organise")).Text, StringComparison.Ordinal);
    }
}
