using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Updates.Pictures;

/// <summary>
/// Adds pictures to updates, releases and removes them, each in one transaction. Where readers see a difference it ends with the channel's
/// next number, so that open pages show it.
/// </summary>
public sealed class PictureService(Retry retry, PictureEncoder encoder, LiveHints hints, TimeProvider clock)
{
    /// <summary>
    /// Reads a file and the words to it, laid beside the names in the points of its organisation; nothing is stored yet. Of a file no more is read than a
    /// picture may have.
    /// </summary>
    public async Task<PictureDraft> ReadAsync(Stream? file, string? alt, PlaceNames places, CancellationToken cancellationToken)
    {
        var words = PictureAlt.Cleaned(alt);
        if (file is null)
        {
            return new PictureDraft(null, words, words.Length > 0 ? [PictureFault.Missing] : []);
        }

        var reading = await encoder.EncodeAsync(await BytesOfAsync(file, cancellationToken), cancellationToken);
        PictureFault[] faults = [.. reading.Fault is { } fault ? new[] { fault } : [], .. PictureAlt.Faults(words, places)];
        return new PictureDraft(faults.Length == 0 ? reading.Picture : null, words, faults);
    }

    /// <summary>
    /// Gives an update of the organiser's organisation a picture, in place of the one it had. It waits for a second person, whatever was
    /// released before. The same picture once more, as by a double tap, changes nothing.
    /// </summary>
    public Task<PictureOutcome> AddAsync(Guid organiserId, Guid updateId, EncodedPicture picture, string alt, CancellationToken cancellationToken) =>
        ChangeAsync((db, token) => AddOnceAsync(db, organiserId, updateId, picture, alt, token), cancellationToken);

    /// <summary>Releases a picture for the readers of its update: an organiser of any member does, who did not add it. Twice is the same as once.</summary>
    public Task<PictureOutcome> ReleaseAsync(Guid personId, Guid pictureId, CancellationToken cancellationToken) =>
        ChangeAsync((db, token) => ReleaseOnceAsync(db, personId, pictureId, token), cancellationToken);

    /// <summary>
    /// Deletes a picture for good: organisers of its organisation may at any time, and as long as it waits, whoever may release it.
    /// </summary>
    public Task<PictureOutcome> RemoveAsync(Guid personId, Guid pictureId, CancellationToken cancellationToken) =>
        ChangeAsync((db, token) => RemoveOnceAsync(db, personId, pictureId, token), cancellationToken);

    private static async Task<byte[]> BytesOfAsync(Stream file, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(file.Length, PictureEncoder.MostBytes) + 1];
        var length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer[..length];
    }

    // Who meets another change looks again and decides anew.
    private async Task<PictureOutcome> ChangeAsync(Func<PortalDbContext, CancellationToken, Task<(PictureOutcome Outcome, string? Moved)>> change, CancellationToken cancellationToken)
    {
        var (outcome, moved) = await retry.RunAsync(change, cancellationToken);
        if (moved is not null)
        {
            hints.ChannelsMoved(moved);
        }

        return outcome;
    }

    private async Task<(PictureOutcome Outcome, string? Moved)> AddOnceAsync(
        PortalDbContext db, Guid organiserId, Guid updateId, EncodedPicture picture, string alt, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var update = await db.Updates.Include(u => u.Picture)
            .SingleOrDefaultAsync(u => u.Id == updateId && u.OrganisationId != null && db.OrganisedBy(organiserId, now).Contains(u.OrganisationId.Value), cancellationToken);
        if (update is null)
        {
            return (PictureOutcome.NotFound, null);
        }

        var before = update.Picture;
        if (before is not null && before.UploadedById == organiserId && before.Alt == alt && before.Large.AsSpan().SequenceEqual(picture.Large))
        {
            return (PictureOutcome.Done, null);
        }

        // The update's version moves, so that a withdrawal at the same moment finds the picture and takes it along.
        if (!update.TryAccompany())
        {
            return (PictureOutcome.Withdrawn, null);
        }

        if (before is not null)
        {
            db.Remove(before);
        }

        db.Add(new UpdatePicture
        {
            Id = Ids.New(clock),
            UpdateId = updateId,
            Alt = alt,
            Width = picture.Width,
            Height = picture.Height,
            Large = picture.Large,
            Small = picture.Small,
            UploadedById = organiserId,
            UploadedAt = now,
        });
        return await SaveAsync(db, update, isSeen: before?.ReleasedAt is not null, now, cancellationToken);
    }

    private async Task<(PictureOutcome Outcome, string? Moved)> ReleaseOnceAsync(PortalDbContext db, Guid personId, Guid pictureId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var update = await FindAsync(db, pictureId, cancellationToken);
        if (update?.Picture is not { } picture || !await db.MembersOrganisedBy(personId, now).AnyAsync(cancellationToken))
        {
            return (PictureOutcome.NotFound, null);
        }

        if (!picture.TryRelease(personId, now))
        {
            return (picture.ReleasedAt is null ? PictureOutcome.OwnUpload : PictureOutcome.Done, null);
        }

        Record(db, personId, "picture.released", update, pictureId, now);
        return await SaveAsync(db, update, isSeen: true, now, cancellationToken);
    }

    private async Task<(PictureOutcome Outcome, string? Moved)> RemoveOnceAsync(PortalDbContext db, Guid personId, Guid pictureId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var update = await FindAsync(db, pictureId, cancellationToken);
        if (update?.Picture is not { } picture || !await MayRemoveAsync(db, personId, update, picture, now, cancellationToken))
        {
            return (PictureOutcome.NotFound, null);
        }

        db.Remove(picture);
        Record(db, personId, "picture.removed", update, pictureId, now);
        return await SaveAsync(db, update, isSeen: picture.ReleasedAt is not null, now, cancellationToken);
    }

    private static Task<Update?> FindAsync(PortalDbContext db, Guid pictureId, CancellationToken cancellationToken) =>
        db.Updates.Include(u => u.Picture).SingleOrDefaultAsync(u => u.Picture!.Id == pictureId && u.WithdrawnAt == null, cancellationToken);

    private static async Task<bool> MayRemoveAsync(PortalDbContext db, Guid personId, Update update, UpdatePicture picture, DateTimeOffset now, CancellationToken cancellationToken) =>
        (update.OrganisationId is { } owner && await db.OrganisesAsync(personId, owner, now, cancellationToken))
        || (picture.ReleasedAt is null && picture.UploadedById != personId && await db.MembersOrganisedBy(personId, now).AnyAsync(cancellationToken));

    private void Record(PortalDbContext db, Guid actorId, string action, Update update, Guid pictureId, DateTimeOffset now) => db.AuditEntries.Add(new AuditEntry
    {
        Id = Ids.New(clock),
        At = now,
        ActorId = actorId,
        Action = action,
        SubjectId = pictureId,
        OrganisationId = update.OrganisationId,
        Detail = $"update {update.Id}",
    });

    private static async Task<(PictureOutcome Outcome, string? Moved)> SaveAsync(PortalDbContext db, Update update, bool isSeen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        if (isSeen)
        {
            var seq = await ChannelNumbers.NextAsync(db, update.Channel, now, cancellationToken);
            db.ChannelEvents.Add(new ChannelEvent { Channel = update.Channel, Seq = seq, UpdateId = update.Id, Kind = ChannelEventKind.Edited, At = now });
            await db.SaveChangesAsync(cancellationToken);
        }

        await db.Database.CurrentTransaction!.CommitAsync(cancellationToken);
        return (PictureOutcome.Done, isSeen ? update.Channel : null);
    }
}
