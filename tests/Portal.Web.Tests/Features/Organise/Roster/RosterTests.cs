using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organise.Roster;

public sealed class RosterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_lead_runs_an_evening_from_the_first_check_in_to_the_end(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal, places: 2);
        var here = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Jonas"), shift);
        var absent = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Mina"), shift);
        using var phone = await portal.SignedInAsync(lead);
        var address = $"/shifts/{shift.Id}/roster";

        await phone.SubmitAsync(address, $"{address}/{here.Id}/check-in");
        await phone.SubmitAsync(address, $"{address}/{absent.Id}/no-show");
        await phone.SubmitAsync(address, $"{address}/{here.Id}/note", ("note", "<b>Leaves</b> at five"));
        var roster = await phone.SubmitAsync(address, $"{address}/{here.Id}/hours", ("hours", "1"), ("minutes", "30"));
        Assert.Contains("<b>Leaves</b> at five", roster.Text, StringComparison.Ordinal);
        Assert.Contains("1 h 30 min", roster.Text, StringComparison.Ordinal);
        Assert.Contains("did not come", roster.Text, StringComparison.Ordinal);
        var wrong = await roster.SubmitAsync($"{address}/{here.Id}/hours", ("hours", "99"));
        Assert.Contains("This cannot be saved", wrong.Text, StringComparison.Ordinal);

        // The freed place goes to somebody who stands there; one more is asked about first, and the absent person too.
        await phone.SubmitAsync(address, "Add", ("Name", "Ana"));
        var full = await phone.SubmitAsync(address, "Add", ("Name", "Bo & Co"));
        Assert.Contains("All the places of this position are taken", full.Text, StringComparison.Ordinal);
        Assert.Equal("Bo & Co", full.Document.QuerySelector("#WalkInName")!.GetAttribute("value"));
        Assert.Contains("All the places of this position are taken", (await full.SubmitAsync("Add")).Text, StringComparison.Ordinal);
        Assert.Contains("overbooked by 1", (await full.SubmitAsync("Add", ("Anyway", "true"))).Text, StringComparison.Ordinal);
        var late = await phone.SubmitAsync(address, $"{address}/{absent.Id}/check-in");
        Assert.Contains("All the places are taken by now", late.Text, StringComparison.Ordinal);
        Assert.Contains("overbooked by 2", (await late.SubmitAsync($"{address}/{absent.Id}/check-in")).Text, StringComparison.Ordinal);
        Assert.Contains("overbooked by 1", (await phone.SubmitAsync(address, $"{address}/walk-ins/")).Text, StringComparison.Ordinal);

        Assert.Contains("Completed for 2 people", (await phone.SubmitAsync(address, "Complete the shift")).Text, StringComparison.Ordinal);
        await phone.SubmitAsync(address, $"{address}/{here.Id}/undo");
        Assert.Equal((BookingState.CheckedIn, 90), await StateAsync(portal, here));
        Assert.Contains("Open again for one person", (await phone.SubmitAsync(address, "Open it again")).Text, StringComparison.Ordinal);

        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        Assert.All(
            [await stranger.GetAsync(address), await stranger.GetAsync($"{address}/print"), await stranger.GetAsync($"{address}.csv")],
            page => Assert.Equal(HttpStatusCode.NotFound, page.Status));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_check_in_that_waited_is_answered_as_data_and_taken_once_however_often_it_comes(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        var booking = (await portal.Data.FillAsync(shift, 1))[0];
        using var phone = await portal.SignedInAsync(lead);
        var address = $"/shifts/{shift.Id}/roster";
        var token = (await phone.GetAsync(address)).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var tap = (Id: Guid.CreateVersion7(), At: portal.Clock.GetUtcNow().AddMinutes(-7));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(tap.Id)));

        Assert.All(answers, answer => Assert.Contains("\"outcome\":\"Done\"", answer, StringComparison.Ordinal));
        var taken = await portal.Data.ReadBookingAsync(booking.Id);
        Assert.Equal((2, tap.At), (taken.History.Count, taken.CheckedInAt!.Value));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await phone.SubmitAsync(address, $"{address}/{booking.Id}/undo");
        Assert.Contains("Somebody changed this after you tapped", await SendAsync(Guid.CreateVersion7()), StringComparison.Ordinal);

        async Task<string> SendAsync(Guid id)
        {
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("TapId", $"{id}"), new("TappedAt", $"{tap.At:o}")]);
            using var answer = await phone.Http.PostAsync(new Uri($"{address}/{booking.Id}/check-in", UriKind.Relative), form, Token);
            return await answer.Content.ReadAsStringAsync(Token);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_taken_away_holds_no_formula_and_is_on_record(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        var booking = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("=HYPERLINK(\"x\")"), shift);
        using var phone = await portal.SignedInAsync(lead);
        var address = $"/shifts/{shift.Id}/roster";
        await phone.SubmitAsync(address, $"{address}/{booking.Id}/check-in");
        await phone.SubmitAsync(address, $"{address}/{booking.Id}/note", ("note", "@cmd, quoted"));
        await phone.SubmitAsync(address, "Add", ("Name", "-2+3"));
        var print = await phone.GetAsync($"{address}/print");
        Assert.Contains("=HYPERLINK", print.Text, StringComparison.Ordinal);
        Assert.NotNull(print.Document.QuerySelector("svg.qr[role=img][aria-label] > path + path"));

        portal.Clock.Advance(TimeSpan.FromHours(4));

        var bytes = await phone.Http.GetByteArrayAsync(new Uri($"{address}.csv", UriKind.Relative), Token);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Position,Name,State,Checked in,Hours,Note", lines[0]);
        Assert.Equal("Driver,\"'=HYPERLINK(\"\"x\"\")\",here,10:00,4,\"'@cmd, quoted\"", lines[1]);
        Assert.Equal("Driver,\"'-2+3\",walk-in,,4,", lines[2]);

        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(shift.Organisation!));
        Assert.Contains("=HYPERLINK", (await organiser.GetAsync("/organise/hours")).Text, StringComparison.Ordinal);
        var hours = await organiser.Http.GetStringAsync(new Uri("/organise/hours.csv", UriKind.Relative), Token);
        Assert.EndsWith("\"'=HYPERLINK(\"\"x\"\")\",1,4\r\n", hours, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal(
            ["hours.download", "roster.download", "roster.print", "walk-in.add"],
            (await db.AuditEntries.Where(a => a.OrganisationId == shift.OrganisationId).Select(a => a.Action).ToListAsync(Token)).Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_roster_asks_the_database_as_often_for_forty_as_for_two(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal, places: 60);
        await portal.Data.FillAsync(shift, 2);
        using var phone = await portal.SignedInAsync(lead);
        var few = await CountAsync();
        await portal.Data.FillAsync(shift, 38);

        var many = await CountAsync();

        Assert.Equal(few, many);
        Assert.InRange(many, 1, 6);

        async Task<int> CountAsync()
        {
            await phone.GetAsync($"/shifts/{shift.Id}/roster");
            return (await portal.Queries.DuringAsync(() => phone.GetAsync($"/shifts/{shift.Id}/roster"))).Count;
        }
    }

    private static async Task<(BookingState State, int? Minutes)> StateAsync(PortalFactory portal, Booking booking)
    {
        var now = await portal.Data.ReadBookingAsync(booking.Id);
        return (now.State, now.Minutes);
    }

    private static async Task<(Supporter Lead, Shift Shift)> RunningAsync(PortalFactory portal, int places = 8)
    {
        var lead = await portal.Data.CreateSupporterAsync("Ruth");
        return (lead, await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromMinutes(-30), positions: [("Driver", 1, places)], lead: lead));
    }
}
