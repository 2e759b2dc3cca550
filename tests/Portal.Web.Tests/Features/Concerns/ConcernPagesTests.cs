using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Concerns;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Web.Tests.Features.Concerns;

public sealed class ConcernPagesTests
{
    private const string Page = "/concern";
    private const string What = "He followed me to my tent.\r\nTwice.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_stranger_tells_it_an_administrator_outside_reads_takes_and_closes_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        var (samira, within) = (await portal.Data.CreateAdministratorAsync("Samira"), await portal.Data.CreateAdministratorAsync("Jonas"));
        await portal.Data.MakeMemberAsync(within, kitchen);
        using var stranger = portal.Anonymous();

        var page = await stranger.GetAsync($"{Page}?organisation={kitchen.Slug}");
        Assert.Contains("Call 112", page.Text, StringComparison.Ordinal);
        Assert.Equal($"{kitchen.Id}", page.Document.QuerySelector("select[name='Form.Organisation'] option[selected]")?.GetAttribute("value"));
        Assert.Contains("no-store", $"{page.Response.Headers.CacheControl}", StringComparison.Ordinal);
        page = await page.SubmitAsync(Page, ("Form.Contact", "not an address"));
        Assert.Contains("Please say about whom", page.Text, StringComparison.Ordinal);
        Assert.Contains("does not look like an e-mail address", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync(Page, ("Form.About", "The driver"), ("Form.Organisation", $"{kitchen.Id}"), ("Form.What", What), ("Form.Contact", "quiet@example.org"));
        Assert.Equal("/concern/told", page.Path);
        Assert.Contains("erased twelve months", page.Text, StringComparison.Ordinal);

        await portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);
        Assert.Equal(["Somebody told a concern"], portal.Mail.To(samira.Email!).Select(mail => mail.Subject));
        Assert.Empty(portal.Mail.To(within.Email!));
        using var inside = await portal.SignedInAsync(within);
        Assert.Contains("Nothing for you to read", (await inside.GetAsync("/concerns")).Text, StringComparison.Ordinal);

        using var admin = await portal.SignedInAsync(samira);
        page = await admin.GetAsync("/concerns");
        Assert.DoesNotContain("driver", page.Source, StringComparison.Ordinal);
        var address = page.Document.QuerySelectorAll("a[href^='/concerns/']").Select(a => a.GetAttribute("href")!).Single();
        Assert.Equal(HttpStatusCode.NotFound, (await inside.GetAsync(address)).Status);
        page = await admin.GetAsync(address);
        Assert.Contains("He followed me to my tent.", page.Text, StringComparison.Ordinal);
        Assert.Contains("quiet@example.org", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("I take care of it");
        Assert.Contains("You take care of it now", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Close it");
        Assert.Contains("Please choose what came of it", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Close it", ("Form.Outcome", "Acted"), ("Form.Note", "Spoke with both."));
        Assert.Equal("/concerns", page.Path);
        Assert.Contains("Spoke with both.", (await admin.GetAsync(address)).Text, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.StartsWith("/account/prove", (await admin.GetAsync(address)).Path, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal((1, 4), (await db.PersonConcerns.CountAsync(Stop), await db.AuditEntries.CountAsync(a => a.Action == ConcernReading.Action, Stop)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Where_nobody_could_read_it_that_is_said_before_anything_is_stored_and_others_are_offered(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (kitchen, woodyard) = (await portal.Data.CreateOrganisationAsync("Kitchen of Calais"), await portal.Data.CreateOrganisationAsync("The Woodyard"));
        await portal.Data.MakeMemberAsync(await portal.Data.CreateAdministratorAsync(), kitchen);
        var mona = await portal.Data.CreateOrganiserAsync(woodyard);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        using var reporter = await portal.SignedInAsync(ruth);

        var page = await (await reporter.GetAsync(Page)).SubmitAsync(Page, ("Form.About", "The driver"), ("Form.Organisation", $"{kitchen.Id}"), ("Form.What", What));
        Assert.Contains("Nothing was sent yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("The organisers of The Woodyard", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The organisers of Kitchen of Calais", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync(Page, ("Form.Organisation", $"{woodyard.Id}"), ("Form.Readers", $"{woodyard.Id}"));
        Assert.Contains("this is the organisation you named", page.Text, StringComparison.Ordinal);
        await using (var db = portal.NewContext())
        {
            Assert.Empty(await db.PersonConcerns.ToListAsync(Stop));
        }

        page = await page.SubmitAsync(Page, ("Form.Organisation", "unknown"), ("Form.Readers", $"{woodyard.Id}"), ("Form.MayWrite", "true"));
        Assert.Equal("/concern/told", page.Path);
        using var reader = await portal.SignedInAsync(mona);
        var list = await reader.GetAsync("/concerns");
        page = await reader.GetAsync(list.Document.QuerySelectorAll("a[href^='/concerns/']").Select(a => a.GetAttribute("href")!).Single());
        Assert.Contains("You may write to Ruth", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_limited_and_offered_where_people_are()
    {
        await using var portal = await PortalFactory.StartAsync(settings: new Dictionary<string, string?> { ["Limits:ConcernsPerHour"] = "1" });
        var (ruth, shift) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateShiftAsync());
        await portal.Data.CreateBookingAsync(ruth, shift);
        using var reader = await portal.SignedInAsync(ruth);

        foreach (var place in new[] { "/account/profile", $"/organisations/{shift.Organisation!.Slug}", $"/shifts/{shift.Id}" })
        {
            Assert.Contains((await reader.GetAsync(place)).Document.QuerySelectorAll("main a"), a => a.GetAttribute("href")!.StartsWith(Page, StringComparison.Ordinal));
        }

        var page = await reader.GetAsync(Page);
        Assert.NotNull(page.Document.QuerySelector("footer a[href='/concern']"));
        Assert.Equal(HttpStatusCode.OK, (await page.SubmitAsync(Page)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await page.SubmitAsync(Page)).Status);
    }
}
