using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Updates.Pictures;
using Portal.Testing;

namespace Portal.Browser.Tests.Everywhere;

/// <summary>What happens in the demo's newsletters and campaigns, so that its pages have something to show.</summary>
internal static class TownNews
{
    /// <summary>A campaign that ended, a colleague's picture that waits, an issue that an administrator asked to send, an import, and a reader's link to their preferences.</summary>
    public static async Task<DemoTown> WithNewsAsync(this DemoTown town, PortalFactory portal, PortalDbContext db)
    {
        var administrator = await DemoTown.FindAsync(db, Reader.Administrator);
        var now = portal.Clock.GetUtcNow();
        var issue = new Newsletter
        {
            Id = Ids.New(portal.Clock),
            AuthorId = administrator.Id,
            MainLanguage = "en",
            State = NewsletterState.Scheduled,
            CreatedAt = now,
            AskedById = administrator.Id,
            AskedAt = now.AddMinutes(-20),
        };
        issue.Editions.Add(new NewsletterEdition { NewsletterId = issue.Id, Language = "en", Subject = "Gloves", Preview = "Size L and up", Body = "Hello **all**.\n\n{{shifts}}" });
        var import = new SubscriberImport { Id = Ids.New(portal.Clock), ById = administrator.Id, At = now, Statement = "Paper list of the film evening", Certified = false, Added = 3, Known = 2, KeptAway = 1, Repeated = 1 };
        await portal.Data.SaveAsync(issue, import);
        await portal.Data.CreateCampaignAsync("last-winter", LocalText.Of("Last winter", "L’hiver dernier"), ended: true);
        await PictureAsync(portal, db, town);
        var reader = await db.Subscribers.Where(s => s.State == SubscriberState.Confirmed).OrderBy(s => s.Id).Select(s => s.Id).FirstAsync(TestContext.Current.CancellationToken);
        var token = portal.Services.GetRequiredService<SubscriberTokens>().Preferences(reader);
        return town with { Awaiting = $"{issue.Id}", SubscriberImport = $"{import.Id}", Preferences = $"{reader:N}/{token}" };
    }

    // A colleague's, so that the organiser can decide on it.
    private static async Task PictureAsync(PortalFactory portal, PortalDbContext db, DemoTown town)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var update = await db.Updates.SingleAsync(u => u.Id == Guid.Parse(town.Update), cancellation);
        var colleague = await portal.Data.CreateOrganiserAsync(await db.Organisations.SingleAsync(o => o.Id == update.OrganisationId, cancellation));
        var draft = await portal.RunAsync<PictureService, PictureDraft>(s => s.ReadAsync(new MemoryStream(TestPictures.Corners(900, 1200)), "Hands around a cup of tea", cancellation));
        await portal.RunAsync<PictureService, PictureOutcome>(s => s.AddAsync(colleague.Id, update.Id, draft.Picture!, draft.Alt, cancellation));
    }
}
