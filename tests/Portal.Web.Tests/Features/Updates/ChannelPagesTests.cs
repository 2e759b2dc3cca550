using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Features.Updates;

public sealed class ChannelPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_word_to_the_people_of_a_shift_is_written_from_its_page_and_stands_in_their_feed_only(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync("Wood");
        var shift = await portal.Data.CreateShiftAsync(organisation);
        var booked = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(booked, shift);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var reader = await portal.SignedInAsync(booked);
        using var other = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var plan = await organiser.GetAsync($"/organise/shifts/{shift.Id}");
        var form = plan.Document.QuerySelector("a[href^='/organise/updates/new']")!.GetAttribute("href")!;
        await organiser.SubmitAsync(form, "/organise/updates/new", ("Form.Title", "Bring gloves"), ("Form.Body", "It is cold."));

        var feed = await reader.GetAsync("/updates");
        Assert.Contains("Bring gloves", feed.Text, StringComparison.Ordinal);
        Assert.Contains("For your shift: Kitchen, ", feed.Text, StringComparison.Ordinal);
        Assert.Contains($"shift:{shift.Id}:1", feed.Document.QuerySelector(".feed")!.GetAttribute("data-follow"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bring gloves", (await other.GetAsync("/updates")).Source, StringComparison.Ordinal);
        var address = feed.Document.QuerySelector(".feed a[href^='/updates/']")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address)).Status);
        Assert.Contains("People on one shift", (await organiser.GetAsync("/organise/updates")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Volunteers_of_a_group_read_what_is_for_them_and_whoever_mutes_it_does_not(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync("Wood");
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var volunteer = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(volunteer, organisation);
        using var member = await portal.SignedInAsync(volunteer);
        await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new", ("Form.Title", "Saw is back"), ("Form.Body", "At last."), ("Form.Channel", "organisation"));
        Assert.Contains("For volunteers of Wood", (await member.GetAsync("/updates")).Text, StringComparison.Ordinal);

        var page = await member.SubmitAsync("/updates/channels", "/updates/channels", ("follow", "community"));

        Assert.Contains("This is what you follow now.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Saw is back", page.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal([Channel.OfOrganisation(organisation.Slug)], await db.ChannelMutes.Select(m => m.Channel).ToListAsync(Stop));
        var choice = await member.GetAsync("/updates/channels");
        Assert.Equal(["community"], choice.Document.QuerySelectorAll("input[name=follow][checked]").Select(i => i.GetAttribute("value")!));
        Assert.Equal("/account/sign-in", (await portal.Anonymous().GetAsync("/updates/channels")).Path.Split('?')[0]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_a_text_gives_away_is_pointed_out_until_it_goes_or_has_a_reason(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));

        var page = await organiser.SubmitAsync(
            "/organise/updates/new", "/organise/updates/new", ("Form.Title", "Ring us"), ("Form.Body", "On <b>06 12 34 56 78</b>, from 12 rue Neuve."));

        Assert.Equal(["06 12 34 56 78", "12 rue Neuve"], page.Document.QuerySelectorAll("#risks mark").Select(m => m.TextContent));
        Assert.Null(page.Document.QuerySelector("#risks b"));
        Assert.Contains("Reason why it may stay: Please take this out, or say why it may stay: 06 12 34 56 78, 12 rue Neuve", page.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Empty(await db.Updates.ToListAsync(Stop));

        var posted = await page.SubmitAsync("/organise/updates/new", ("Form.WhySafe", "our public number"));
        Assert.Contains("Ring us", posted.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("our public number", posted.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feed_takes_three_queries_for_whoever_follows_much()
    {
        await using var portal = await PortalFactory.StartAsync();
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        foreach (var number in Enumerable.Range(0, 10))
        {
            var shift = await portal.Data.CreateShiftAsync(organisation);
            await portal.Data.CreateBookingAsync(organiser, shift);
            await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(
                organiser.Id, organisation.Id, Channel.OfShift(shift.Id), new UpdateText($"Number {number}", "Text", Severity.Normal, "en"), Ids.New(portal.Clock), Stop));
        }

        using var reader = await portal.SignedInAsync(organiser);
        await reader.GetAsync("/updates");

        var commands = await portal.Queries.DuringAsync(() => reader.GetAsync("/updates"));

        Assert.InRange(commands.Count, 1, 3);
        Assert.Equal(10, (await reader.GetAsync("/updates")).Document.QuerySelectorAll(".feed > li").Length);
    }
}
