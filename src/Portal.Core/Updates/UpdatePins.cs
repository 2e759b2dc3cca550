using Microsoft.EntityFrameworkCore;

namespace Portal.Core.Updates;

/// <summary>Puts updates above the others of their channel, and back.</summary>
public sealed class UpdatePins(UpdateChanges changes)
{
    /// <summary>Most pinned updates of one channel, whoever posted them.</summary>
    public const int Most = 3;

    /// <summary>Makes it so; twice is the same as once. Readers are told as of a change; nobody is told that it was edited, for its text was not.</summary>
    public Task<UpdateOutcome> SetAsync(Guid organiserId, Guid updateId, bool pinned, CancellationToken cancellationToken) => changes.MakeAsync(
        organiserId, updateId, ChannelEventKind.Edited,
        (_, update) => Task.FromResult(
            pinned == update.IsPinned && update.WithdrawnAt is null ? UpdateOutcome.Done(updateId)
            : update.TryPin(pinned) ? null
            : UpdateOutcome.Not(UpdateResult.Withdrawn)),
        cancellationToken,
        // Counted under the channel's lock: of two at once the second sees the first.
        async (db, update) => pinned && await db.Updates.CountAsync(u => u.Channel == update.Channel && u.IsPinned && u.WithdrawnAt == null, cancellationToken) > Most
            ? UpdateOutcome.Refused([UpdateFault.TooManyPinned])
            : null);
}
