using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;

namespace Portal.Web.Tests.Features.Organise;

public sealed class PlanningManyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_file_is_looked_at_then_taken_in_once_and_given_out_again(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        await portal.Data.CreateActivityAsync(organisation);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var page = await organiser.GetAsync("/organise/import");
        const string header = "activity;date;start;end;positions\n";

        var wrong = await SendAsync(organiser, page, Encoding.UTF8.GetBytes(header + "Kitchen;never;18:00;20:00;Cook (1-2)\nParty;2027-01-31;18:00;20:00;Cook (1-2)\n"));
        Assert.Contains("Line 2: this is no day.", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("Line 3: no activity of your group has this name", wrong.Text, StringComparison.Ordinal);
        var big = await SendAsync(organiser, page, new byte[ShiftFile.MostBytes + 1]);
        Assert.Contains("larger than 2 MB", big.Text, StringComparison.Ordinal);
        var huge = await SendAsync(organiser, page, new byte[40 * 1024 * 1024]);
        Assert.Contains("larger than 2 MB", huge.Text, StringComparison.Ordinal);

        var fine = await SendAsync(organiser, page, Encoding.Unicode.GetBytes(header + "Kitchen;31/01/2027;18h00;20:00;Cook (1-2)\n"));
        Assert.Contains("1 shift would be made", fine.Text, StringComparison.Ordinal);
        Assert.Contains("2027 · From home · Cook 1–2", fine.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Shifts.CountAsync(Token));
        Assert.Contains("Made as drafts: 1 shift.", (await fine.SubmitAsync("Make these shifts")).Text, StringComparison.Ordinal);
        await fine.SubmitAsync("Make these shifts");
        Assert.Equal(1, await db.Shifts.CountAsync(Token));
        Assert.Contains("is no text file", (await fine.SubmitAsync("Make these shifts", ("Form.Checked", "AAAA"))).Text, StringComparison.Ordinal);

        Assert.Contains("Kitchen,2027-01-31,18:00,20:00", (await organiser.GetAsync("/organise/export.csv?status=Draft")).Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Kitchen,", (await organiser.GetAsync("/organise/export.csv?status=Published")).Source, StringComparison.Ordinal);
        Assert.Contains("STATUS:TENTATIVE", (await organiser.GetAsync("/organise/export.ics")).Source, StringComparison.Ordinal);
        Assert.Contains("/organise/export.csv?status=Draft", (await organiser.GetAsync("/organise/export?status=Draft")).Source, StringComparison.Ordinal);
        var template = (await organiser.GetAsync("/organise/import/template.csv")).Source;
        Assert.Contains("activity,date,start,end", template, StringComparison.Ordinal);
        Assert.Contains("1 shift would be made", (await SendAsync(organiser, page, Encoding.UTF8.GetBytes(template.TrimStart('\uFEFF')))).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Shifts_are_picked_in_the_list_and_changed_or_copied_after_a_look(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        var list = await organiser.GetAsync("/organise/shifts");
        Assert.Empty(list.Document.QuerySelectorAll("input[name=shifts][checked]"));
        Assert.Single((await organiser.GetAsync(list.Link("Choose all on this page"))).Document.QuerySelectorAll("input[name=shifts][checked]"));
        Assert.Contains("Please tick the shifts", (await list.SubmitAsync("Change those chosen")).Text, StringComparison.Ordinal);
        var many = await list.SubmitAsync("Change those chosen", ("shifts", shift.Id.ToString()));
        Assert.Contains("Please say what shall change", (await many.SubmitAsync("Show me what would change")).Text, StringComparison.Ordinal);
        var look = await many.SubmitAsync("Show me what would change", ("Form.MoveMinutes", "60"));
        Assert.Equal(shift.StartsAt, (await portal.Data.ReadShiftAsync(shift.Id)).StartsAt);
        Assert.Contains("Changed: 1 shift.", (await look.SubmitAsync("Change these shifts")).Text, StringComparison.Ordinal);
        Assert.Equal(shift.StartsAt.AddHours(1), (await portal.Data.ReadShiftAsync(shift.Id)).StartsAt);

        var copy = await organiser.GetAsync((await organiser.GetAsync($"/organise/shifts/{shift.Id}")).Link("Copy this shift"));
        Assert.Contains("Please choose at least one shift and one day", (await copy.SubmitAsync("Show me the copies")).Text, StringComparison.Ordinal);
        var copies = await copy.SubmitAsync("Show me the copies", ("Form.Days[0]", "2027-02-01"), ("Form.Days[1]", "2027-02-02"));
        Assert.Contains("2 shifts would be made", copies.Text, StringComparison.Ordinal);
        Assert.Contains("Made as drafts: 2 shifts.", (await copies.SubmitAsync("Make these copies")).Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal(3, await db.Shifts.CountAsync(Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Days_at_the_ends_of_the_calendar_hold_no_shifts_and_what_is_cancelled_is_not_coming(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        foreach (var address in new[] { "/organise/shifts", "/organise/shifts/copy" })
        {
            foreach (var day in new[] { "0001-01-01", "9999-12-31" })
            {
                var page = await organiser.GetAsync($"{address}?day={day}");
                Assert.Equal(HttpStatusCode.OK, page.Status);
                Assert.Contains("No shift here", page.Text, StringComparison.Ordinal);
            }
        }

        var copy = await organiser.GetAsync($"/organise/shifts/copy?shift={shift.Id}&day={TimeZoneDay(shift)}");
        var empty = await copy.SubmitAsync("Show me the copies", ("Form.Day", null), ("Form.Shifts", null), ("Form.FormKey", null));
        Assert.Equal(HttpStatusCode.OK, empty.Status);

        Assert.Contains($"/organise/shifts/{shift.Id}", (await organiser.GetAsync("/organise/shifts")).Source, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        await db.Shifts.ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, ShiftStatus.Cancelled), Token);
        Assert.DoesNotContain($"/organise/shifts/{shift.Id}", (await organiser.GetAsync("/organise/shifts")).Source, StringComparison.Ordinal);
        Assert.Contains($"/organise/shifts/{shift.Id}", (await organiser.GetAsync("/organise/shifts?status=Cancelled")).Source, StringComparison.Ordinal);
    }

    private static string TimeZoneDay(Shift shift) => WallTime.DayOf(shift.StartsAt, WallTime.Zone(shift.TimeZone)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task<Page> SendAsync(FormClient client, Page page, byte[] file)
    {
        var form = page.Form("Check this file");
        var content = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(file), "Form.File", "shifts.csv" },
        };
        return client.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(page.Address, "/organise/import")) { Content = content });
    }
}
