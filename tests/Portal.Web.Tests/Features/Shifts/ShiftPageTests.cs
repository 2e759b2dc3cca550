using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Shifts;

public sealed class ShiftPageTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_shift_that_was_called_off_thanks_who_was_coming_and_shows_only_what_else_there_is(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        await SayBeforeYouComeAsync(portal, organisation.Id);
        var (activity, site) = (await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation));
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(5), activity: activity, site: site);
        var other = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(30), activity: activity, site: site);
        var supporter = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(supporter, shift);
        await portal.CallOffAsync(shift);
        using var ready = await portal.SignedInAsync(supporter);
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await ready.GetAsync($"/shifts/{shift.Id}");
        var foreign = await stranger.GetAsync($"/shifts/{shift.Id}");

        Assert.Contains("This shift is cancelled: please do not travel. Storm Thank you for being ready; these teams still need people.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Thank you", foreign.Text, StringComparison.Ordinal);
        foreach (var seen in new[] { page, foreign })
        {
            Assert.NotNull(seen.Document.QuerySelector($"#alternatives [data-shift='{other.Id}']"));
            Assert.Null(seen.Document.QuerySelector("#obstacles, aside .positions, aside form"));
            Assert.DoesNotContain("In 5 h", seen.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Before you come", seen.Text, StringComparison.Ordinal);
        }

        Assert.Contains("Before you come", (await ready.GetAsync($"/shifts/{other.Id}")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Work_from_home_asks_nobody_to_come(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        await SayBeforeYouComeAsync(portal, shift.OrganisationId);
        await MakeRemoteAsync(portal, shift);

        var page = await portal.Anonymous().GetAsync($"/shifts/{shift.Id}");

        Assert.Contains("From anywhere", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Before you come", page.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Among_those_who_come_the_reader_finds_themselves_once(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        foreach (var person in new[] { await portal.Data.CreateSupporterAsync("Anna"), ruth, await portal.Data.CreateSupporterAsync("Ruth") })
        {
            await portal.Data.CreateBookingAsync(person, shift);
        }

        using var reader = await portal.SignedInAsync(ruth);

        Assert.Contains("Volunteer Anna, Ruth (you), Ruth", (await reader.GetAsync($"/shifts/{shift.Id}")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Work_from_home_is_called_ones_own_time_only_where_that_was_said(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        await MakeRemoteAsync(portal, shift);
        var noa = await portal.Data.CreateSupporterAsync("Noa");
        using var reader = await portal.SignedInAsync(noa);
        async Task<Page> LivingInAsync(string zone)
        {
            await using var db = portal.NewContext();
            await db.Supporters.Where(s => s.Id == noa.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.TimeZone, zone), TestContext.Current.CancellationToken);
            return await reader.GetAsync($"/shifts/{shift.Id}");
        }

        var unsaid = await LivingInAsync("");
        Assert.Contains("Calais time. Set your own in your profile", unsaid.Text, StringComparison.Ordinal);
        Assert.Equal("/account/profile#TimeZone", unsaid.Link("Set your own in your profile"));
        Assert.Contains("In your time (Sao Paulo).", (await LivingInAsync("America/Sao_Paulo")).Text, StringComparison.Ordinal);
    }

    private static async Task SayBeforeYouComeAsync(PortalFactory portal, Guid organisationId)
    {
        await using var db = portal.NewContext();
        await db.Organisations.Where(o => o.Id == organisationId)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.BeforeYouCome, LocalText.Of("You can lift.")), TestContext.Current.CancellationToken);
    }

    private static async Task MakeRemoteAsync(PortalFactory portal, Shift shift)
    {
        await using var db = portal.NewContext();
        await db.Shifts.Where(s => s.Id == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SiteId, (Guid?)null), TestContext.Current.CancellationToken);
    }
}
