using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Bookings;

public sealed class CertificateTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_counts_what_was_given_in_a_period_by_organisation_in_either_language_and_names_no_place(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var jonas = await portal.Data.CreateSupporterAsync("Jonas");
        var woodyard = await portal.Data.CreateOrganisationAsync("The Woodyard");
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        await GiveAsync(woodyard, daysAgo: 3, minutes: null);
        await GiveAsync(woodyard, daysAgo: 2, minutes: 90);
        await GiveAsync(kitchen, daysAgo: 40, minutes: null);
        using var reader = await portal.SignedInAsync(jonas);

        var mine = await reader.GetAsync("/my/shifts");
        Assert.Contains("9 h 30 min", mine.Text, StringComparison.Ordinal);
        var all = await reader.GetAsync(mine.Link("Certificate of hours"));
        Assert.Contains("We certify that Jonas gave 9 h 30 min of volunteer work on 3 shifts, between 15 January 2026 and 14 January 2027.", all.Text, StringComparison.Ordinal);
        Assert.Equal(["The Woodyard", "2", "5 h 30 min"], all.Document.QuerySelectorAll("tbody tr:first-child > *").Select(cell => cell.TextContent.Trim().Replace('\u00a0', ' ')));
        Assert.Contains("Calais Appeal, 14 January 2027", all.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Calais east", all.Text, StringComparison.Ordinal);

        var lately = await reader.GetAsync($"/my/shifts/certificate?From=2027-01-01&To=2027-01-31&Organisation={woodyard.Slug}");
        Assert.Contains("5 h 30 min of volunteer work on 2 shifts, between 1 January 2027 and 14 January 2027.", lately.Text, StringComparison.Ordinal);
        Assert.Contains("No hours are counted", (await reader.GetAsync("/my/shifts/certificate?From=2026-06-01&To=2026-06-02")).Text, StringComparison.Ordinal);
        Assert.Contains("9 h 30 min", (await reader.GetAsync("/my/shifts/certificate?From=0001-01-01&To=9999-12-31&Organisation=nobody")).Text, StringComparison.Ordinal);
        await reader.GetAsync("/language/fr");
        Assert.Contains("a donné 9 h 30 min de bénévolat lors de 3 créneaux", (await reader.GetAsync("/my/shifts/certificate")).Text, StringComparison.Ordinal);

        async Task GiveAsync(Portal.Core.Organisations.Organisation organisation, int daysAgo, int? minutes)
        {
            var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(-daysAgo));
            var lead = await portal.Data.CreateOrganiserAsync(organisation);
            var booking = await portal.Data.CreateBookingAsync(jonas, shift, BookingState.CheckedIn);
            if (minutes is not null)
            {
                await portal.RunAsync<RosterNotes, NoteOutcome>(s => s.CountAsync(lead.Id, shift.Id, booking.Id, minutes, TestContext.Current.CancellationToken));
            }
        }
    }
}
