using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Concerns;
using Portal.Core.Data;
using Portal.Core.Data.Demo;
using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;
using Portal.Core.Shifts.Series;

namespace Portal.Browser.Tests.Everywhere;

/// <summary>A walk through the demo's pages as one of its people.</summary>
public abstract class TownTest(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>The demo, somebody who has just joined, and somebody who forgot a password.</summary>
    protected async Task<DemoTown> SettleAsync()
    {
        await Portal.RunAsync<DemoData, bool>(demo => demo.SeedAsync(TestContext.Current.CancellationToken));
        using var newcomer = Portal.Anonymous();
        await newcomer.SubmitAsync("/account/register", "/account/register",
            ("DisplayName", "Noor"), ("Email", "noor@example.org"), ("Password", TestData.Password), ("IsAdult", "true"), ("AcceptsCode", "true"));
        await newcomer.SubmitAsync("/account/forgotten", "/account/forgotten", ("Email", "supporter@example.org"));
        await using var db = Portal.NewContext();
        var town = await (await DemoTown.ReadAsync(db, Portal.Clock.GetUtcNow())).WithNewsAsync(Portal, db);
        await HandAsync(db, town);
        var (groupShift, party, token) = await BringGroupAsync(db);
        return town with
        {
            GroupShift = groupShift,
            Party = party,
            PartyToken = token,
            Closure = await CloseAsync(db, town),
            CancelledShift = await CallOffAsync(db, town),
            Series = $"{await MakeSeriesAsync(db)}",
            TaskShift = await MakeTaskAsync(db),
            ImportRun = await BeginImportAsync(db),
            Told = await TellAsync(db),
            ConfirmLink = EndOf((await NewestMailAsync("noor@example.org")).Link("/account/confirm/")),
            ResetLink = EndOf((await NewestMailAsync("supporter@example.org")).Link("/account/reset/")),
        };
    }

    private async Task<string> TellAsync(PortalDbContext db)
    {
        await Portal.RunAsync<ConcernTelling, TellResult>(s => s.TellAsync(null, new("The driver with the red scarf", "They shouted at somebody new.", null, null), TestContext.Current.CancellationToken));
        return $"{await db.PersonConcerns.Select(c => c.Id).SingleAsync()}";
    }

    // A series of the organiser's, whose dates lie beyond the demo's own shifts.
    private async Task<Guid> MakeSeriesAsync(PortalDbContext db)
    {
        var organiser = await DemoTown.FindAsync(db, Reader.Organiser);
        var activity = await db.Activities.FirstAsync(a => a.Organisation!.Slug == "calais-food-collective");
        var start = Portal.Clock.GetUtcNow().UtcDateTime.Date.AddDays(25).AddHours(10);
        var plan = new NewShift(activity.Id, start, start.AddHours(3)) { Positions = [new(LocalText.Of("Cook", "Cuisine"), 1, 4)] };
        var outcome = await Portal.RunAsync<SeriesService, CreateSeriesOutcome>(s => s.CreateAsync(organiser.Id, new(plan, "FREQ=WEEKLY;BYDAY=MO,WE") { GoesOn = true }, Guid.CreateVersion7(), TestContext.Current.CancellationToken));
        return outcome.SeriesId!.Value;
    }

    private async Task<string> MakeTaskAsync(PortalDbContext db)
    {
        var organiser = await DemoTown.FindAsync(db, Reader.Organiser);
        var organisation = await db.Organisations.AsNoTracking().FirstAsync(o => o.Slug == "calais-food-collective");
        var task = await Portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(16), lasts: TimeSpan.Zero, remote: true);
        await Portal.RunAsync<JoiningLinkService, MovePointOutcome>(s => s.MoveAsync(organiser.Id, task.Id, "https://docs.example.org/to-translate", TestContext.Current.CancellationToken));
        return $"{task.Id}";
    }

    private async Task<string> BeginImportAsync(PortalDbContext db)
    {
        var organiser = await DemoTown.FindAsync(db, Reader.Organiser);
        var (run, _) = await Portal.RunAsync<ImportRuns, (Guid Id, bool IsNew)>(runs => runs.BeginAsync(organiser.Id, Guid.CreateVersion7(), 1200, TestContext.Current.CancellationToken));
        return $"{run}";
    }

    /// <summary>One of the demo's people with a browser, signed in, on a phone.</summary>
    protected async Task<Visitor> WalkerAsync(Reader reader, string language = "en")
    {
        var visitor = await VisitorAsync(language: language);
        visitor.Expects("status of 404");
        if (reader != Reader.Anyone)
        {
            await using var db = Portal.NewContext();
            await visitor.SignInAsync(await DemoTown.FindAsync(db, reader));
        }

        return visitor;
    }

    /// <summary>Opens a page; tells where it led instead.</summary>
    protected static async Task<IEnumerable<string>> OpenAsync(IPage page, string address, int status = 200)
    {
        var response = await page.GotoAsync(address);
        return response!.Status == status && new Uri(page.Url).PathAndQuery == address ? [] : [$"{address} answered {response.Status} and led to {page.Url}"];
    }

    /// <summary>Whether the page is wider than the screen, which it is given.</summary>
    protected static async Task<IEnumerable<string>> WidthsAsync(IPage page, Screen screen)
    {
        await page.SetViewportSizeAsync(screen.Width, screen.Height);
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return overflow == 0 ? [] : [$"{page.Url} is {overflow} pixels too wide for {screen.Width}"];
    }

    /// <summary>A group that the volunteer brings, to a shift of its own.</summary>
    private async Task<(string Shift, string Party, string Token)> BringGroupAsync(PortalDbContext db)
    {
        var (cancellation, volunteer) = (TestContext.Current.CancellationToken, await DemoTown.FindAsync(db, Reader.Volunteer));
        var shift = await Portal.Data.CreateShiftAsync(await db.Organisations.AsNoTracking().FirstAsync(o => o.Slug == "the-woodyard", cancellation), TimeSpan.FromDays(15), positions: [("Wood", 1, 6), ("Driver", 1, 2)]);
        var held = await Portal.RunAsync<PartyHolding, HoldOutcome>(s => s.HoldAsync(volunteer.Id, new("Convoy from Ghent", [new(shift.Positions[0].Id, 4)], Guid.CreateVersion7()), cancellation));
        var page = await Portal.RunAsync<PartyQueries, PartyPage?>(q => q.FindAsync(volunteer.Id, held.PartyId!.Value, cancellation));
        return ($"{shift.Id}", $"{page!.Id}", page.Token!);
    }

    /// <summary>A closure that is over, of whom somebody may still not know.</summary>
    private async Task<string> CloseAsync(PortalDbContext db, DemoTown town)
    {
        var (now, volunteer) = (Portal.Clock.GetUtcNow(), await DemoTown.FindAsync(db, Reader.Volunteer));
        var closure = new SiteClosure
        {
            Id = Ids.New(Portal.Clock),
            SiteId = Guid.Parse(town.Site),
            From = now.AddDays(-3),
            Until = now.AddDays(-2),
            Reason = "The road was blocked",
            ClosedById = volunteer.Id,
            ClosedAt = now.AddDays(-3),
        };
        await Portal.Data.SaveAsync(closure, new ClosureNotice { ClosureId = closure.Id, BookingId = Guid.Parse(town.Booking), SupporterId = volunteer.Id });
        return $"{closure.Id}";
    }

    /// <summary>The volunteer offers a place to the lead.</summary>
    private async Task HandAsync(PortalDbContext db, DemoTown town)
    {
        var (volunteer, lead) = (await DemoTown.FindAsync(db, Reader.Volunteer), await DemoTown.FindAsync(db, Reader.Lead));
        await Portal.RunAsync<HandOvers, HandOutcome>(s => s.OfferAsync(volunteer.Id, Guid.Parse(town.Booking), lead.Email, TestContext.Current.CancellationToken));
    }

    /// <summary>A shift that was made to be called off, with somebody on it.</summary>
    private async Task<string> CallOffAsync(PortalDbContext db, DemoTown town)
    {
        var last = Guid.Parse(town.LastShift);
        var organisation = await db.Shifts.Where(s => s.Id == last).Select(s => s.Organisation!).SingleAsync();
        var shift = await Portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(20));
        await Portal.Data.FillAsync(shift, 1);
        var organiser = await DemoTown.FindAsync(db, Reader.Organiser);
        await Portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(plans => plans.CancelAsync(organiser.Id, shift.Id, "Snow", TestContext.Current.CancellationToken));
        return $"{shift.Id}";
    }

    private static string EndOf(string link) => new Uri(link).PathAndQuery.Split('/')[^1];
}
