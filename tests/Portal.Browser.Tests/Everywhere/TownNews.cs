using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.CallOuts;
using Portal.Core.Data;
using Portal.Core.Ledger.Imports;
using Portal.Core.Needs;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Privacy;
using Portal.Core.Shifts;
using Portal.Core.Updates;
using Portal.Core.Updates.Pictures;
using Portal.Testing;

namespace Portal.Browser.Tests.Everywhere;

/// <summary>What happens in the demo's newsletters and campaigns, so that its pages have something to show.</summary>
internal static class TownNews
{
    /// <summary>A campaign that ended, updates that are pinned, translated, planned and held, a picture that waits, a call-out, an issue that an administrator asked to send, an import, and a reader's link to their preferences.</summary>
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
        var payments = new PaymentImport { Id = Ids.New(portal.Clock), ById = administrator.Id, At = now, Layout = "Stripe (balance history)", Added = 3, Known = 2, Skipped = 1 };
        var update = await db.Updates.AsNoTracking().SingleAsync(u => u.Id == Guid.Parse(town.Update), TestContext.Current.CancellationToken);
        var (planned, held) = (Planned(portal, update, "Blankets tomorrow", now.AddDays(1)), Planned(portal, update, "Wood today", now.AddHours(-1)));
        held.HeldAt = now;
        var invitation = new OrganiserInvitation
        {
            Id = Ids.New(portal.Clock),
            OrganisationId = Guid.Parse(town.Organisation),
            SupporterId = (await DemoTown.FindAsync(db, Reader.Lead)).Id,
            InvitedById = administrator.Id,
            InvitedAt = now,
            ExpiresAt = now + OrganiserInvitation.Waits,
        };
        await portal.Data.SaveAsync(
            invitation, issue, import, payments, planned, held,
            new UpdateTranslation { UpdateId = update.Id, Language = update.Language == "fr" ? "en" : "fr", Title = "Une traduction", Body = "Du **thé**.", Html = "<p>Du <strong>thé</strong>.</p>" });
        await db.Updates.Where(u => u.Id == update.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsPinned, true), TestContext.Current.CancellationToken);
        await portal.Data.CreateCampaignAsync("last-winter", LocalText.Of("Last winter", "L’hiver dernier"), ended: true);
        await PictureAsync(portal, db, town);
        var reader = await db.Subscribers.Where(s => s.State == SubscriberState.Confirmed).OrderBy(s => s.Id).Select(s => s.Id).FirstAsync(TestContext.Current.CancellationToken);
        var token = portal.Services.GetRequiredService<SubscriberTokens>().Preferences(reader);
        var callOut = await db.CallOuts.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        var volunteer = await DemoTown.FindAsync(db, Reader.Volunteer);
        var pledge = await db.Pledges.AsNoTracking().SingleAsync(p => p.SupporterId == volunteer.Id && p.State == PledgeState.Open && p.Need!.OrganisationId == Guid.Parse(town.Organisation), TestContext.Current.CancellationToken);
        return town with { Need = $"{pledge.NeedId}", Pledge = $"{pledge.Id}", CallOut = $"{callOut.Id}", Lacking = $"{await LackingAsync(db, callOut, now)}", Awaiting = $"{issue.Id}", SubscriberImport = $"{import.Id}", PaymentImport = $"{payments.Id}", Preferences = $"{reader:N}/{token}", Planned = $"{planned.Id}", Invitation = $"{invitation.Id}" };
    }

    private static Task<Guid> LackingAsync(PortalDbContext db, CallOut callOut, DateTimeOffset now) => db.Positions
        .Where(p => p.Id != callOut.PositionId && p.Held < p.Capacity && p.RemovedAt == null && p.Shift!.Status == ShiftStatus.Published && p.Shift.StartsAt > now && p.Shift.OrganisationId == callOut.OrganisationId)
        .OrderBy(p => p.Shift!.StartsAt).ThenBy(p => p.Id).Select(p => p.Id).FirstAsync(TestContext.Current.CancellationToken);

    private static PlannedUpdate Planned(PortalFactory portal, Update like, string title, DateTimeOffset at) => new()
    {
        Id = Ids.New(portal.Clock),
        AuthorId = like.AuthorId,
        OrganisationId = like.OrganisationId!.Value,
        Channel = like.Channel,
        Severity = Severity.Normal,
        Title = title,
        Body = "From **ten**.",
        Language = "en",
        PublishAt = at,
    };

    // A colleague's, so that the organiser can decide on it.
    private static async Task PictureAsync(PortalFactory portal, PortalDbContext db, DemoTown town)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var update = await db.Updates.SingleAsync(u => u.Id == Guid.Parse(town.Update), cancellation);
        var colleague = await portal.Data.CreateOrganiserAsync(await db.Organisations.SingleAsync(o => o.Id == update.OrganisationId, cancellation));
        var draft = await portal.RunAsync<PictureService, PictureDraft>(s => s.ReadAsync(new MemoryStream(TestPictures.Corners(900, 1200)), "Hands around a cup of tea", PlaceNames.None, cancellation));
        await portal.RunAsync<PictureService, PictureOutcome>(s => s.AddAsync(colleague.Id, update.Id, draft.Picture!, draft.Alt, cancellation));
    }
}
