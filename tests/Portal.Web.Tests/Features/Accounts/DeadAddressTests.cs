using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Standings;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class DeadAddressTests
{
    private const string Says = "Mail does not reach you";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_mail_does_not_reach_reads_it_on_every_page_and_has_it_tried_again(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var amina = await portal.Data.CreateSupporterAsync();
        using var client = await portal.SignedInAsync(amina);
        using var other = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        await client.GetAsync("/my/shifts");
        var before = (await portal.Queries.DuringAsync(() => client.GetAsync("/my/shifts"))).Count;
        await DieAsync(portal, amina);

        Assert.Equal(before, (await portal.Queries.DuringAsync(() => client.GetAsync("/my/shifts"))).Count);
        foreach (var address in new[] { "/", "/shifts", "/my/shifts", "/updates" })
        {
            Assert.Contains(Says, (await client.GetAsync(address)).Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Says, (await other.GetAsync(address)).Text, StringComparison.Ordinal);
        }

        var after = await (await client.GetAsync("/shifts")).SubmitAsync("Try my address again");
        Assert.Equal("/shifts", after.Path);
        Assert.Contains("A mail is on its way to your address.", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Says, after.Text, StringComparison.Ordinal);
        await portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);
        Assert.Equal("Your address works", Assert.Single(portal.Mail.All()).Subject);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_lead_sees_whom_mail_does_not_reach(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var lead = await portal.Data.CreateSupporterAsync("Ruth");
        var shift = await portal.Data.CreateShiftAsync(lead: lead);
        var (amina, noa, sol) = (await portal.Data.CreateSupporterAsync("Amina"), await portal.Data.CreateSupporterAsync("Noa"), await portal.Data.CreateSupporterAsync("Sol"));
        await portal.Data.CreateBookingAsync(amina, shift);
        var lost = await portal.Data.CreateBookingAsync(noa, shift);
        var fine = await portal.Data.CreateBookingAsync(sol, shift);
        await DieAsync(portal, amina);
        await ReminderAsync(portal, noa, lost, MessageState.Failed);
        await ReminderAsync(portal, sol, fine, MessageState.Sent);
        using var client = await portal.SignedInAsync(lead);

        var page = await client.GetAsync($"/shifts/{shift.Id}/roster");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        string Of(string name) => page.Document.QuerySelectorAll("ul.roster li").Single(one => one.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;
        Assert.Contains("no working e-mail", Of("Amina"), StringComparison.Ordinal);
        Assert.Contains("reminder did not arrive", Of("Noa"), StringComparison.Ordinal);
        Assert.DoesNotContain("arrive", Of("Sol"), StringComparison.Ordinal);
        Assert.DoesNotContain("e-mail", Of("Sol"), StringComparison.Ordinal);
    }

    private static async Task DieAsync(PortalFactory portal, Supporter supporter)
    {
        var hash = portal.Services.GetRequiredService<AddressStandings>().HashOf(supporter.Email);
        await portal.Data.SaveAsync(new AddressStanding { AddressHash = hash!, DeadSince = portal.Clock.GetUtcNow(), DeadBecause = "bounced" });
    }

    private static async Task ReminderAsync(PortalFactory portal, Supporter supporter, Booking booking, MessageState state)
    {
        await using var db = portal.NewContext();
        var message = portal.Services.GetRequiredService<Outbox>().Add(db, new MailDraft($"reminder:{booking.Id}:{Ids.New(portal.Clock)}:1", MailPriority.Booking, "reminder", "en") { SupporterId = supporter.Id });
        db.Entry(message).Property(m => m.State).CurrentValue = state;
        await db.SaveChangesAsync(Stop);
    }
}
