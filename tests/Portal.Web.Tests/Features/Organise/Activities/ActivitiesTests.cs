using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organise.Activities;

public sealed class ActivitiesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_activity_is_written_in_two_languages_edited_retired_and_brought_back(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var kind = new QualificationKind { Id = Ids.New(portal.Clock), OrganisationId = kitchen.Id, Name = LocalText.Of("Kitchen hygiene") };
        await portal.Data.SaveAsync(kind);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));

        var form = await organiser.GetAsync("/organise/activities/new");
        var refused = await form.SubmitAsync("Keep it", ("Form.NameEnglish", " "), ("Form.BringFrench", new string('[', 401)));
        Assert.Contains("in one language at least", refused.Text, StringComparison.Ordinal);
        Assert.Contains("too many brackets", refused.Text, StringComparison.Ordinal);
        (string, string?)[] fields = [("Form.NameEnglish", "Soup"), ("Form.NameFrench", "La soupe"), ("Form.DescriptionEnglish", "We *cook*."), ("Form.BringFrench", "Un tablier"), ("Form.DefaultVisibility", "Public"), ("Form.GrantsKindId", kind.Id.ToString())];
        var list = await form.SubmitAsync("Keep it", fields);
        Assert.Equal("/organise/activities", list.Path);
        Assert.Contains("A training: grants Kitchen hygiene", list.Text, StringComparison.Ordinal);
        await form.SubmitAsync("Keep it", fields);
        var same = await (await organiser.GetAsync("/organise/activities/new")).SubmitAsync("Keep it", ("Form.NameFrench", "la soupe"));
        Assert.Contains("one of this name already", same.Text, StringComparison.Ordinal);

        await using (var db = portal.NewContext())
        {
            var activity = await db.Activities.AsNoTracking().SingleAsync(Stop);
            Assert.Equal(
                (LocalText.Of("Soup", "La soupe"), LocalText.Of("We *cook*."), LocalText.Of("", "Un tablier"), Visibility.Public, kind.Id),
                (activity.Name, activity.Description, activity.Bring, activity.DefaultVisibility, activity.GrantsKindId));
            await portal.Data.CreateShiftAsync(kitchen, activity: activity);
        }

        var edit = await organiser.GetAsync((await organiser.GetAsync("/organise/activities")).Link("Edit: Soup"));
        Assert.Contains("1 coming shift stays", edit.Text, StringComparison.Ordinal);
        await edit.SubmitAsync("Keep it", ("Form.NameEnglish", "Hot soup"));
        Assert.Contains("Hot soup", (await organiser.GetAsync("/organise/shifts/new")).Text, StringComparison.Ordinal);
        list = await edit.SubmitAsync("Retire it");
        Assert.Contains("retired", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hot soup", (await organiser.GetAsync("/organise/shifts/new")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hot soup", (await portal.Anonymous().GetAsync($"/organisations/{kitchen.Slug}")).Document.QuerySelector("dl.activities")?.TextContent ?? "", StringComparison.Ordinal);
        await (await organiser.GetAsync("/organise/activities/new")).SubmitAsync("Keep it", ("Form.NameEnglish", "Hot soup"));
        Assert.Contains("one of this name already", (await (await organiser.GetAsync(edit.Path)).SubmitAsync("Bring it back")).Text, StringComparison.Ordinal);
        await using (var db = portal.NewContext())
        {
            await db.Activities.Where(a => a.RetiredAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.Name, LocalText.Of("Cold soup")), Stop);
        }

        await (await organiser.GetAsync(edit.Path)).SubmitAsync("Bring it back");
        Assert.Contains("Hot soup", (await organiser.GetAsync("/organise/shifts/new")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_writes_what_another_group_does(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (kitchen, yard) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var (soup, wood) = (await portal.Data.CreateActivityAsync(kitchen, "Soup"), await portal.Data.CreateActivityAsync(yard, "Wood"));
        var theirs = new QualificationKind { Id = Ids.New(portal.Clock), OrganisationId = kitchen.Id, Name = LocalText.Of("Kitchen hygiene") };
        await portal.Data.SaveAsync(theirs);
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(yard));

        Assert.DoesNotContain("Soup", (await stranger.GetAsync("/organise/activities")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/organise/activities/{soup.Id}/edit")).Status);
        var form = await stranger.GetAsync($"/organise/activities/{wood.Id}/edit");
        Assert.Contains("We could not read this", (await form.SubmitAsync("Keep it", ("Form.GrantsKindId", theirs.Id.ToString()))).Text, StringComparison.Ordinal);
        foreach (var (button, path) in new[] { ("Keep it", "edit"), ("Retire it", "retire") })
        {
            form.Form(button).SetAttribute("action", $"/organise/activities/{soup.Id}/{path}");
            Assert.Equal(HttpStatusCode.NotFound, (await form.SubmitAsync(button)).Status);
        }

        var fresh = await stranger.GetAsync("/organise/activities/new");
        await fresh.SubmitAsync("Keep it", ("Form.OrganisationId", kitchen.Id.ToString()), ("Form.NameEnglish", "Mine now"));
        await using var db = portal.NewContext();
        Assert.Equal(["Soup", "Wood"], (await db.Activities.AsNoTracking().ToListAsync(Stop)).Where(a => a.RetiredAt is null).Select(a => a.Name.In("en")).Order());
    }

    [Fact]
    public async Task As_many_queries_at_fifty_activities_as_at_one()
    {
        await using var portal = await PortalFactory.StartAsync();
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var first = await portal.Data.CreateActivityAsync(kitchen, "Soup");
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));

        var few = await CountAsync();
        for (var more = 0; more < 49; more++)
        {
            await portal.Data.CreateActivityAsync(kitchen, $"Soup {more}");
        }

        Assert.Equal(few, await CountAsync());
        Assert.All(new[] { few.List, few.Edit }, count => Assert.InRange(count, 1, 6));

        async Task<(int List, int Edit)> CountAsync() => (
            (await portal.Queries.DuringAsync(() => organiser.GetAsync("/organise/activities"))).Count,
            (await portal.Queries.DuringAsync(() => organiser.GetAsync($"/organise/activities/{first.Id}/edit"))).Count);
    }
}
