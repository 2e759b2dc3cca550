using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Following;
using Portal.Core.Updates.Pictures;

namespace Portal.Core.Updates;

/// <summary>Reads updates for pages. Which channels a reader may see is said by the caller, and stands in every query.</summary>
public sealed class UpdateQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Updates on a page.</summary>
    public const int PageSize = 50;

    private const int MostPages = int.MaxValue / PageSize;

    // With members, not with a constructor: then queries may go on from a card. Of translations only that of the page is read.
    private static Expression<Func<Update, UpdateCard>> AsCard(string language) => u => new UpdateCard
    {
        Id = u.Id,
        Channel = u.Channel,
        Organisation = u.Organisation != null ? u.Organisation.Name : u.Circle!.Name,
        Severity = u.Severity,
        Title = u.Title,
        Html = u.Html,
        Language = u.Language,
        PublishedAt = u.PublishedAt,
        EditedAt = u.EditedAt,
        Campaign = u.Campaign == null ? null : new CampaignLink(u.Campaign.Slug, u.Campaign.Name),
        InSolidarity = u.Solidarities.Count,
        IsPinned = u.IsPinned,
        Translation = u.Translations.Where(t => t.Language == language).Select(t => new UpdateWords(t.Language, t.Title, t.Html)).FirstOrDefault(),
        Picture = u.Picture == null || u.Picture.ReleasedAt == null ? null
            : new CardPicture(u.Picture.Id, u.Picture.Alt, u.Language, u.Picture.Width, u.Picture.Height, u.Picture.ReleasedAt.Value),
    };

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>
    /// One page of the feed of what somebody follows, those that are pinned before the others, newest first; pages count from 1. One query. What the reader may see was read
    /// before: what is posted between the two reads is then sent again rather than missed.
    /// </summary>
    public Task<UpdatePage> ListAsync(ChannelSight sight, int page, CancellationToken cancellationToken) => PageAsync(sight, campaignId: null, page, cancellationToken);

    /// <summary>The same of what belongs to one campaign.</summary>
    public Task<UpdatePage> OfCampaignAsync(Guid campaignId, ChannelSight sight, int page, CancellationToken cancellationToken) => PageAsync(sight, campaignId, page, cancellationToken);

    private async Task<UpdatePage> PageAsync(ChannelSight sight, Guid? campaignId, int page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var shown = campaignId is null ? Shown(db, sight) : Shown(db, sight).Where(u => u.CampaignId == campaignId);
        page = Math.Max(page, 1);
        var rows = await RowsAsync(page);
        if (rows.Count == 0 && page > 1)
        {
            page = PagesOf(await shown.CountAsync(cancellationToken));
            rows = await RowsAsync(page);
        }

        return new UpdatePage([.. rows.Select(r => r.Card.Translated())], page, PagesOf(rows.FirstOrDefault().All), sight.Heads);

        async Task<List<(UpdateCard Card, int All)>> RowsAsync(int number) => [.. (await Newest(shown.OrderByDescending(u => u.IsPinned)).Skip((Math.Min(number, MostPages) - 1) * PageSize).Take(PageSize)
            .Select(AsCard(Language))
            .Select(card => new { Card = card, All = shown.Count() })
            .ToListAsync(cancellationToken)).Select(r => (r.Card, r.All))];
    }

    /// <summary>The newest few public ones, whatever is pinned, with the head they were read at.</summary>
    public async Task<UpdatePage> NewestAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var head = await db.Channels.Where(c => c.Name == Channel.Public).Select(c => c.Head).SingleAsync(cancellationToken);
        var sight = new ChannelSight([new SeenChannel(Channel.Public, head)]);
        var cards = await Shown(db, sight).OrderByDescending(u => u.PublishedAt).ThenByDescending(u => u.Seq).ThenByDescending(u => u.Id)
            .Take(count).Select(AsCard(Language)).ToListAsync(cancellationToken);
        return new UpdatePage([.. cards.Select(card => card.Translated() with { IsPinned = false })], 1, 1, sight.Heads);
    }

    /// <summary>One update of the channels that somebody may read, muted ones too; null where there is none.</summary>
    public async Task<FoundUpdate?> FindAsync(Guid id, ChannelSight sight, Guid? readerId, CancellationToken cancellationToken)
    {
        var channels = sight.Readable;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var update = await db.Updates.AsNoTracking()
            .Where(u => u.Id == id && channels.Contains(u.Channel))
            .Select(AsCard(Language))
            .Select(card => new
            {
                Card = card,
                IsWithdrawn = db.Updates.Any(u => u.Id == card.Id && u.WithdrawnAt != null),
                ReaderStands = db.Solidarities.Any(s => s.UpdateId == card.Id && s.SupporterId == readerId),
                Head = db.Channels.Where(c => c.Name == card.Channel).Select(c => c.Head).First(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return update is null ? null : new FoundUpdate(update.IsWithdrawn ? null : update.Card.Translated(), update.ReaderStands, update.Head);
    }

    /// <summary>The newest few words to the people of a shift, for one of them; none for anybody else. One query.</summary>
    public Task<UpdatePage> OfShiftAsync(Guid shiftId, Guid readerId, int count, CancellationToken cancellationToken) => OfChannelAsync(Channel.OfShift(shiftId), readerId, count, cancellationToken);

    /// <summary>The newest few of one channel, for somebody who may read it; none for anybody else. One query.</summary>
    public async Task<UpdatePage> OfChannelAsync(string channel, Guid readerId, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Newest(ChannelQueries.ReadableBy(db, readerId, channel, clock.GetUtcNow()).Where(u => u.WithdrawnAt == null).OrderBy(u => u.Channel)).Take(count)
            .Select(AsCard(Language))
            .Select(card => new { Card = card, Head = db.Channels.Where(c => c.Name == channel).Select(c => c.Head).First() })
            .ToListAsync(cancellationToken);
        // Where there is none yet, whatever comes is news.
        return new UpdatePage([.. rows.Select(r => r.Card.Translated() with { IsPinned = false })], 1, 1, new Dictionary<string, long>(StringComparer.Ordinal) { [channel] = rows is [var first, ..] ? first.Head : 0 });
    }

    /// <summary>One page of what these organisations posted, newest first, withdrawn ones included, for their organisers.</summary>
    public async Task<OwnUpdatePage> OfOrganisationsAsync(IReadOnlyList<Guid> organisationIds, int page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pages = PagesOf(await db.Updates.CountAsync(u => u.OrganisationId != null && organisationIds.Contains(u.OrganisationId.Value), cancellationToken));
        page = Math.Clamp(page, 1, pages);
        return new OwnUpdatePage(await Own(db, organisationIds).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken), page, pages);
    }

    /// <summary>One of these organisations' updates; null where there is none.</summary>
    public async Task<OwnUpdate?> OwnAsync(Guid id, IReadOnlyList<Guid> organisationIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Own(db, organisationIds, id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>What is pinned in the channel of an update, each with its organisation's name; to say what may be unpinned.</summary>
    public async Task<IReadOnlyList<PinnedTitle>> PinnedBesideAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Updates.AsNoTracking()
            .Where(u => u.IsPinned && u.WithdrawnAt == null && db.Updates.Any(own => own.Id == id && own.Channel == u.Channel))
            .OrderBy(u => u.PublishedAt).Select(u => new PinnedTitle(u.Title, u.Organisation != null ? u.Organisation.Name : u.Circle!.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>These organisations by name, for the choice of whose update it is.</summary>
    public async Task<IReadOnlyList<PostingOrganisation>> OrganisationsAsync(IReadOnlyList<Guid> organisationIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Organisations.AsNoTracking().Where(o => organisationIds.Contains(o.Id)).OrderBy(o => o.Name)
            .Select(o => new PostingOrganisation(o.Id, o.Slug, o.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>A shift of these organisations that takes place, for a word to those who have a place on it; null where there is none.</summary>
    public async Task<ShiftAudience?> ShiftAsync(Guid shiftId, IReadOnlyList<Guid> organisationIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Shifts.AsNoTracking()
            .Where(s => s.Id == shiftId && organisationIds.Contains(s.OrganisationId) && s.Status == ShiftStatus.Published)
            .Select(s => new ShiftAudience(s.Id, s.OrganisationId, s.Activity!.Name, s.StartsAt, s.TimeZone))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<Update> Shown(PortalDbContext db, ChannelSight sight)
    {
        var (followed, urgentOnly) = (sight.Followed, sight.UrgentOnly);
        return db.Updates.AsNoTracking()
            .Where(u => u.WithdrawnAt == null && (followed.Contains(u.Channel) || (u.Severity == Severity.Urgent && urgentOnly.Contains(u.Channel))));
    }

    private static IQueryable<Update> Newest(IOrderedQueryable<Update> updates) => updates.ThenByDescending(u => u.PublishedAt).ThenByDescending(u => u.Seq).ThenByDescending(u => u.Id);

    private static int PagesOf(int updates) => Math.Max(1, (updates + PageSize - 1) / PageSize);

    private static IQueryable<OwnUpdate> Own(PortalDbContext db, IReadOnlyList<Guid> organisationIds, Guid? id = null) => db.Updates.AsNoTracking()
        .Where(u => u.OrganisationId != null && organisationIds.Contains(u.OrganisationId.Value) && (id == null || u.Id == id))
        .OrderByDescending(u => u.PublishedAt).ThenByDescending(u => u.Seq).ThenByDescending(u => u.Id)
        .Select(u => new OwnUpdate(
            u.Id, u.OrganisationId!.Value, u.Organisation!.Name, u.Channel, u.Severity, u.Title, u.Body, u.Language, u.PublishedAt, u.EditedAt, u.WithdrawnAt, u.CampaignId, u.Version)
        {
            IsPinned = u.IsPinned,
            Translations = u.Translations.OrderBy(t => t.Language).Select(t => t.Language).ToList(),
        });
}
