using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Privacy;
using Portal.Core.Updates;

namespace Portal.Core.Circles;

/// <summary>Hosts post to the channel of their circle. What is posted is an update like any other, live, checked, and taken back by <see cref="UpdateService.WithdrawAsync"/>.</summary>
public sealed class CirclePosts(CircleTurns turns, UpdatePosting posting, LiveHints hints, TimeProvider clock)
{
    /// <summary>Posts once per <paramref name="formKey"/>.</summary>
    public async Task<UpdateOutcome> PostAsync(Guid hostId, Guid circleId, UpdateText text, Guid formKey, CancellationToken cancellationToken)
    {
        var clean = (text with { Places = PlaceNames.None, Severity = Severity.Normal, CampaignId = null }).Cleaned();
        if (clean.Faults().ToList() is { Count: > 0 } faults)
        {
            return UpdateOutcome.Refused(faults);
        }

        string? moved = null;
        var outcome = await turns.TakeAsync(hostId, circleId, UpdateOutcome.Not(UpdateResult.NotFound), async turn =>
        {
            if (!turn.IsAwake || !await turn.HostsAsync(hostId))
            {
                return turn.Drop(UpdateOutcome.Not(UpdateResult.NotFound));
            }

            if (await FormMade.FindAsync(turn.Db, FormMade.Update, hostId, formKey, turn.Stop) is { } before)
            {
                return turn.Drop(before.Id is { } made ? UpdateOutcome.Done(made) : UpdateOutcome.Not(UpdateResult.NotFound));
            }

            var (id, channel) = (Ids.New(clock), Channel.OfCircle(turn.Circle.Slug));
            FormMade.Add(turn.Db, FormMade.Update, hostId, formKey, id, turn.Now);
            await posting.AddAsync(turn.Db, new UpdatePost(id, hostId, null, channel, clean) { CircleId = circleId }, turn.Stop);
            moved = channel;
            return UpdateOutcome.Done(id);
        }, cancellationToken);
        if (moved is not null)
        {
            hints.ChannelsMoved(moved);
        }

        return outcome;
    }
}
