using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates.Following;

namespace Portal.Core.Updates.Pictures;

/// <summary>Reads pictures. The bytes are read one picture at a time and nowhere else.</summary>
public sealed class PictureQueries(IDbContextFactory<PortalDbContext> contexts, ChannelQueries channels, TimeProvider clock)
{
    /// <summary>Waiting pictures on a page.</summary>
    public const int PageSize = 50;

    /// <summary>
    /// One picture for whoever may see it: once released, the readers of its update's channel; before, those who may release it; its own
    /// organisation's organisers always. Null for everybody else, and where there is none.
    /// </summary>
    public async Task<PictureFile?> ReadAsync(Guid id, bool small, Guid? readerId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Updates.AsNoTracking()
            .Where(u => u.Picture!.Id == id && u.WithdrawnAt == null)
            .Select(u => new { u.Channel, u.OrganisationId, IsReleased = u.Picture!.ReleasedAt != null })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var isPublic = found is { IsReleased: true, Channel: Channel.Public };
        if (!isPublic && (readerId is not { } reader || !await MaySeeAsync(db, reader, found.Channel, found.OrganisationId, found.IsReleased, cancellationToken)))
        {
            return null;
        }

        // A picture that is released never waits again, so what was decided above still holds.
        var jpeg = await db.UpdatePictures.Where(p => p.Id == id).Select(p => small ? p.Small : p.Large).SingleOrDefaultAsync(cancellationToken);
        return jpeg is null ? null : new PictureFile(jpeg, isPublic);
    }

    /// <summary>What waits for release, longest first; null for whoever may not release any.</summary>
    public async Task<WaitingPictures?> WaitingAsync(Guid personId, CancellationToken cancellationToken)
    {
        if (await CountWaitingAsync(personId, cancellationToken) is not { } all)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var longest = await (
            from update in db.Updates
            join picture in db.UpdatePictures on update.Id equals picture.UpdateId
            join person in db.Supporters on picture.UploadedById equals person.Id
            where picture.ReleasedAt == null && update.WithdrawnAt == null
            orderby picture.UploadedAt, picture.Id
            select new WaitingPicture(
                picture.Id, update.Id, picture.Alt, update.Language, picture.Width, picture.Height, update.Organisation!.Name, update.Channel,
                update.Channel == Channel.Public || update.Channel == Channel.Community || (update.OrganisationId != null && db.OrganisedBy(personId, now).Contains(update.OrganisationId.Value)) ? update.Title : null,
                picture.UploadedById, person.DisplayName, picture.UploadedAt))
            .Take(PageSize).ToListAsync(cancellationToken);
        return new WaitingPictures(longest, all);
    }

    /// <summary>How many wait, in one query; null for whoever may not release any.</summary>
    public async Task<int?> CountWaitingAsync(Guid personId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.MembersOrganisedBy(personId, clock.GetUtcNow())
            .Select(_ => (int?)db.UpdatePictures.Count(p => p.ReleasedAt == null))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The picture of an update of one of these organisations; null where there is none.</summary>
    public async Task<OwnPicture?> OfUpdateAsync(Guid updateId, IReadOnlyList<Guid> organisationIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Updates.AsNoTracking()
            .Where(u => u.Id == updateId && u.OrganisationId != null && organisationIds.Contains(u.OrganisationId.Value) && u.Picture != null)
            .Select(u => new OwnPicture(u.Picture!.Id, u.Picture.Alt, u.Language, u.Picture.Width, u.Picture.Height, u.Picture.ReleasedAt != null))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<bool> MaySeeAsync(PortalDbContext db, Guid readerId, string channel, Guid? organisationId, bool isReleased, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return (organisationId is { } owner && await db.OrganisesAsync(readerId, owner, now, cancellationToken))
            || (isReleased ? (await channels.ReadAsync(readerId, cancellationToken)).Find(channel) is not null : await db.MembersOrganisedBy(readerId, now).AnyAsync(cancellationToken));
    }
}
