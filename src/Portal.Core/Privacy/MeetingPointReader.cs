using Portal.Core.Data;

namespace Portal.Core.Privacy;

/// <summary>The one class that opens a meeting point. Every look is on record in the same transaction: no audit, no answer; any error means no.</summary>
public sealed class MeetingPointReader(Retry retry, Vault vault, TimeProvider clock)
{
    /// <summary>The meeting point of one's own booking, if the rule allows it now.</summary>
    public Task<MeetingPointOutcome> ReadAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The meeting point of a site, for an organiser of its organisation.</summary>
    public Task<MeetingPointOutcome> ReadForOrganiserAsync(Guid actorId, Guid siteId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
