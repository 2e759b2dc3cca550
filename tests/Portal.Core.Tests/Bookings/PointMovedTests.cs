using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings;

public sealed class PointMovedTests
{
    private const string First = "Behind the blue gate";
    private const string Second = "At the red bridge";
    private const string Third = "Under the old lighthouse";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_may_have_read_the_point_is_told_once_for_each_move_in_their_language_and_never_the_point(DatabaseProvider provider)
    {
        var folder = TestFolder.New("mail");
        await using var portal = await TestPortal.StartAsync(provider, new Dictionary<string, string?> { ["Mail:PickupFolder"] = folder });
        var (site, shift) = await ReadyAsync(portal, startsIn: TimeSpan.FromHours(10));
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        var luc = await portal.Data.CreateSupporterAsync("Luc", language: "fr");
        var asked = await portal.Data.CreateSupporterAsync("Mia");
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        await portal.Data.CreateBookingAsync(luc, shift);
        await portal.Data.CreateBookingAsync(asked, shift, BookingState.Requested);

        await MoveAsync(portal, site, Second);
        await SendAsync(portal);
        await SendAsync(portal);

        var box = new MailBox(folder);
        var english = Assert.Single(box.To(anna.Email!));
        Assert.Equal(("A change to your shift", "Un changement pour votre créneau"), (english.Subject, Assert.Single(box.To(luc.Email!)).Subject));
        Assert.Empty(box.To(asked.Email!));
        foreach (var part in box.All().SelectMany(mail => new[] { mail.TextBody, mail.HtmlBody }))
        {
            Assert.Contains("/meeting-point", part, StringComparison.Ordinal);
            Assert.DoesNotContain("gate", part, StringComparison.Ordinal);
            Assert.DoesNotContain("bridge", part, StringComparison.Ordinal);
        }

        Assert.Contains($"/bookings/{booking.Id}/meeting-point", english.HtmlBody, StringComparison.Ordinal);
        await MoveAsync(portal, site, Third);
        await SendAsync(portal);
        Assert.Equal(2, box.To(anna.Email!).Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_first_point_far_shifts_past_ones_and_other_sites_are_no_news(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (site, soon) = await ReadyAsync(portal, startsIn: TimeSpan.FromHours(25));
        var anna = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(anna, soon);
        var (_, elsewhere) = await ReadyAsync(portal, startsIn: TimeSpan.FromHours(3));
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), elsewhere);

        await MoveAsync(portal, site, Second);
        Assert.Empty(await ToldAsync(portal));
        portal.Clock.Advance(TimeSpan.FromHours(2));
        await MoveAsync(portal, site, First);
        Assert.Equal(anna.Id, Assert.Single(await ToldAsync(portal)).SupporterId);
        portal.Clock.Advance(TimeSpan.FromHours(40));
        await MoveAsync(portal, site, Second);

        Assert.Single(await ToldAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_point_that_opens_early_is_news_as_soon_as_it_could_be_read(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (site, shift) = await ReadyAsync(portal, startsIn: TimeSpan.FromHours(40));
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        await using (var db = portal.NewContext())
        {
            await db.Organisations.Where(o => o.Id == shift.OrganisationId).ExecuteUpdateAsync(set => set.SetProperty(o => o.RevealHours, 48), Token);
        }

        await MoveAsync(portal, site, Second);

        Assert.Single(await ToldAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_moves_in_a_row_the_last_is_told_and_nobody_who_gave_the_place_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (site, shift) = await ReadyAsync(portal, startsIn: TimeSpan.FromHours(10));
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await portal.Data.CreateBookingAsync(anna, shift);
        var given = await portal.Data.CreateBookingAsync(ben, shift);

        await MoveAsync(portal, site, Second);
        await MoveAsync(portal, site, Third);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(ben.Id, given.Id, Token));
        await SendAsync(portal);

        var told = await ToldAsync(portal);
        Assert.Equal(["point-moved-again", null], told.Where(m => m.SupporterId == anna.Id).OrderBy(m => m.Key).Select(m => m.Reason));
        Assert.All(told.Where(m => m.SupporterId == ben.Id), m => Assert.Equal((MessageState.Skipped, "booking-cancelled"), (m.State, m.Reason)));
    }

    private static async Task<(Site Site, Shift Shift)> ReadyAsync(TestPortal portal, TimeSpan startsIn)
    {
        var shift = await portal.Data.CreateShiftAsync(startsIn: startsIn);
        await using var db = portal.NewContext();
        var site = await db.Sites.AsNoTracking().SingleAsync(s => s.Id == shift.SiteId, Token);
        await MoveAsync(portal, site, First);
        return (site, shift);
    }

    private static async Task MoveAsync(TestPortal portal, Site site, string point)
    {
        await using var db = portal.NewContext();
        var organiser = await portal.Data.CreateOrganiserAsync(await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == site.OrganisationId, Token));
        Assert.Equal(MovePointOutcome.Moved, await portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(organiser.Id, site.Id, point, Token)));
    }

    private static Task<DispatchReport> SendAsync(TestPortal portal) => portal.RunAsync<Dispatcher, DispatchReport>(d => d.DispatchUntilEmptyAsync(Token));

    private static async Task<List<Message>> ToldAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        return await db.Messages.AsNoTracking().Where(m => m.Template == BookingMail.PointMovedTemplate).ToListAsync(Token);
    }
}
