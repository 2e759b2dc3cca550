using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organise;

public sealed class SiteClosingTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_site_is_closed_in_one_action_and_the_page_says_who_knows(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var site = await portal.Data.CreateSiteAsync(organisation, "Calais east");
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(3), site: site);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"));
        await portal.Data.CreateBookingAsync(anna, shift);
        await portal.Data.CreateBookingAsync(ben, shift);
        using var annas = await portal.SignedInAsync(anna);
        var phone = await annas.SubmitAsync("/account/phone", "Save", ("Phone", "+33 6 12 34 56 78"));
        Assert.Equal("+33 6 12 34 56 78", phone.Document.QuerySelector("#Phone")!.GetAttribute("value"));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));

        var form = await organiser.GetAsync($"/organise/sites/{site.Id}/close");
        var backwards = await form.SubmitAsync("See what comes of it", ("Form.UntilDay", "2027-01-13"), ("Form.Fate", "cancel"));
        Assert.Contains("The end must come after the start", backwards.Text, StringComparison.Ordinal);
        var preview = await form.SubmitAsync("See what comes of it", ("Form.Fate", "cancel"), ("Form.Reason", "Eviction"));
        Assert.Contains("1 shift · 2 people", preview.Text, StringComparison.Ordinal);
        Assert.Contains("This shift is cancelled: please do not travel.", preview.Text, StringComparison.Ordinal);
        Assert.Equal(ShiftStatus.Published, (await portal.Data.ReadShiftAsync(shift.Id)).Status);

        var closed = await preview.SubmitAsync("Close it and write to 2 people");
        Assert.Contains("2 of 2 may not know yet", closed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("+33", closed.Text, StringComparison.Ordinal);
        await annas.GetAsync($"/shifts/{shift.Id}");
        var address = closed.Document.QuerySelector("form[action$=round]")!.GetAttribute("action")!.Replace("/round", "", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address)).Status);
        var one = await organiser.GetAsync(address);
        Assert.Contains("1 of 2 may not know yet", one.Text, StringComparison.Ordinal);
        Assert.Contains("None of those who may not know yet left a phone", one.Text, StringComparison.Ordinal);
        Assert.Null(one.Document.QuerySelector("form[action$=round]"));
        var told = await one.SubmitAsync("Told by phone: Ben");
        Assert.Contains("0 of 2 may not know yet", told.Text, StringComparison.Ordinal);

        Assert.Contains("Who knows, and who does not", (await organiser.GetAsync($"/organise/sites/{site.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("Nobody goes to Calais east from", (await organiser.GetAsync("/organise")).Text, StringComparison.Ordinal);
        Assert.Contains("Closed from", (await organiser.GetAsync("/organise/sites")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody goes to", (await stranger.GetAsync("/organise")).Text, StringComparison.Ordinal);
        var open = await told.SubmitAsync("Open the site again");
        Assert.DoesNotContain("Nobody goes to", (await organiser.GetAsync("/organise")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Closed from", (await organiser.GetAsync("/organise/sites")).Text, StringComparison.Ordinal);
        Assert.Contains("The site is open again.", open.Text, StringComparison.Ordinal);
        Assert.Equal("Calais east is open again", open.Document.QuerySelector("h1")!.TextContent);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_opens_their_shifts_where_a_closed_site_cancelled_one_knows_and_only_the_first_look_writes(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var (site, elsewhere) = (await portal.Data.CreateSiteAsync(organisation, "Calais east"), await portal.Data.CreateSiteAsync(organisation, "Calais west"));
        var (shift, next) = (await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(3), site: site), await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(9), site: elsewhere));
        var (anna, ben) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"));
        foreach (var person in new[] { anna, ben })
        {
            await portal.Data.CreateBookingAsync(person, shift);
        }

        await portal.Data.CreateBookingAsync(anna, next);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var annas = await portal.SignedInAsync(anna);
        await annas.GetAsync("/my/shifts");
        var closed = await (await organiser.SubmitAsync($"/organise/sites/{site.Id}/close", "See what comes of it", ("Form.Fate", "cancel"))).SubmitAsync("Close it and write to 2 people");

        var first = await portal.Queries.DuringAsync(() => annas.GetAsync("/my/shifts"));
        Assert.Contains("1 of 2 may not know yet", (await organiser.GetAsync(closed.Path)).Text, StringComparison.Ordinal);
        var second = await portal.Queries.DuringAsync(() => annas.GetAsync("/my/shifts"));
        Assert.Single(first, sql => sql.Contains("UPDATE", StringComparison.Ordinal));
        Assert.DoesNotContain(second, sql => sql.Contains("UPDATE", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_waits_for_a_shift_that_a_closed_site_moved_reads_so_among_their_shifts(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var (site, elsewhere) = (await portal.Data.CreateSiteAsync(organisation, "Calais east"), await portal.Data.CreateSiteAsync(organisation, "Calais west"));
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(3), site: site, positions: [("Cook", 1, 1)]);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Ben"), shift);
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        using var annas = await portal.SignedInAsync(anna);
        await portal.RunAsync<WaitingList, WaitOutcome>(w => w.JoinAsync(anna.Id, shift.Id, shift.Positions[0].Id, TestContext.Current.CancellationToken));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var closed = await (await organiser.SubmitAsync($"/organise/sites/{site.Id}/close", "See what comes of it", ("Form.Fate", $"{elsewhere.Id}"))).SubmitAsync("Close it and write to 2 people");

        Assert.Contains("Its place has changed", (await annas.GetAsync("/my/shifts")).Text, StringComparison.Ordinal);
        Assert.Contains("1 of 2 may not know yet", (await organiser.GetAsync(closed.Path)).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Phones_are_shown_in_a_call_round_only(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        var site = await portal.Data.CreateSiteAsync(organisation);
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(3), site: site);
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        await portal.Data.CreateBookingAsync(anna, shift);
        await portal.Services.GetRequiredService<PhoneService>().SaveAsync(anna.Id, "+33 6 12 34 56 78", TestContext.Current.CancellationToken);
        var preview = await organiser.SubmitAsync($"/organise/sites/{site.Id}/close", "See what comes of it", ("Form.Fate", "cancel"));
        var closed = await preview.SubmitAsync("Close it and write to 1 person");

        // A day after signing in the phone may be in other hands.
        var asked = await closed.SubmitAsync("Show the phones", ("Reason", "Eviction"));
        Assert.Equal("Is it still you?", asked.Heading);
        closed = await asked.SubmitAsync("Go on", ("Password", TestData.Password));
        Assert.DoesNotContain("+33", closed.Text, StringComparison.Ordinal);
        Assert.Contains("say in a few words", (await closed.SubmitAsync("Show the phones", ("Reason", " "))).Text, StringComparison.Ordinal);
        var shown = await closed.SubmitAsync("Show the phones", ("Reason", "Eviction"));
        Assert.Equal("tel:+33612345678", shown.Document.QuerySelector("a[href^='tel:']")!.GetAttribute("href"));
        portal.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.DoesNotContain("+33", (await organiser.GetAsync(closed.Document.QuerySelector("form[action$=round]")!.GetAttribute("action")!.Replace("/round", "", StringComparison.Ordinal))).Text, StringComparison.Ordinal);
    }
}
