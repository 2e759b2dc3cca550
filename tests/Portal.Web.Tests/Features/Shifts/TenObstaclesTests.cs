using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Shifts;

/// <summary>Somebody whom every rule hinders reads every reason at once, in either language, and each names a way out that is there.</summary>
public sealed class TenObstaclesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "en")]
    [InlineData(DatabaseProvider.Postgres, "fr")]
    public async Task Every_reason_is_a_sentence_of_its_own_and_every_link_leads_somewhere(DatabaseProvider provider, string language)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync(confirmed: false, language: language, speaks: [language]);
        var shift = await ForbiddingAsync(portal, anna);
        using var reader = await portal.SignedInAsync(anna);

        var page = await reader.GetAsync($"/shifts/{shift.Id}");
        var reasons = page.Document.QuerySelectorAll("ul.obstacles > li").ToList();
        // Of the ten, that all places are taken is the heading above them, and a place of one's own would be the page itself.
        Assert.NotNull(page.Document.QuerySelector("#obstacles"));
        Assert.Equal(8, reasons.Count);
        Assert.Equal(8, reasons.Select(reason => reason.TextContent.Trim()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(reasons, reason => Assert.Matches(@"\p{L}{3}.*[.?!:]", reason.TextContent.Trim()));

        var links = reasons.SelectMany(reason => reason.QuerySelectorAll("a")).Select(link => link.GetAttribute("href")!).ToList();
        // Of all that one can do something about; that booking opens later one can only wait for.
        Assert.Equal(7, links.Count);
        foreach (var link in links.Select(address => address.Split('#')[0]).Distinct(StringComparer.Ordinal))
        {
            Assert.Equal((link, HttpStatusCode.OK), (link, (await reader.GetAsync(link)).Status));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_sends_the_form_all_the_same_is_told_how_many_stand_in_the_way(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync(confirmed: false);
        var shift = await ForbiddingAsync(portal, anna);
        await portal.Data.CreateBookingAsync(anna, shift, BookingState.Waitlisted);

        var outcome = await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(anna.Id, shift.Id, shift.Positions[0].Id, Guid.CreateVersion7(), Token));

        Assert.Equal(
            [
                ObstacleKind.AddressNotConfirmed, ObstacleKind.NotOpenYet, ObstacleKind.AlreadyBooked, ObstacleKind.MembershipNeeded, ObstacleKind.QualificationMissing,
                ObstacleKind.LanguageNeeded, ObstacleKind.OutsideStay, ObstacleKind.Overlaps, ObstacleKind.Newcomer, ObstacleKind.Full,
            ],
            outcome.Obstacles.Select(o => o.Kind).Where(kind => kind != ObstacleKind.TooLittleRest));
    }

    /// <summary>A full shift that asks for everything which this person is not, has not, and does not speak.</summary>
    private static async Task<Shift> ForbiddingAsync(PortalFactory portal, Supporter anna)
    {
        var elsewhere = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(7) + TimeSpan.FromHours(1), lasts: TimeSpan.FromHours(1));
        await portal.Data.CreateBookingAsync(anna, elsewhere);
        var kind = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Driving licence", "Permis de conduire") };
        await portal.Data.SaveAsync(kind);
        var shift = await portal.Data.CreateShiftAsync(positions: [("Interpreter", 1, 1)], published: false);
        await portal.Data.RequireAsync(shift, kind);
        await using (var db = portal.NewContext())
        {
            var stored = await db.Shifts.Include(s => s.Positions).Include(s => s.Organisation).SingleAsync(s => s.Id == shift.Id, Token);
            stored.BookingOpensAt = portal.Clock.GetUtcNow().AddDays(1);
            stored.Organisation!.Rules = new() { AsksForMembership = true, AsksForStays = true };
            stored.Positions[0].Languages = ["ar", "ps"];
            stored.Positions[0].IsInterpreter = true;
            await db.SaveChangesAsync(Token);
        }

        await portal.Data.FillAsync(shift, 1);
        return await portal.Data.ReadShiftAsync(shift.Id);
    }
}
