namespace Portal.Core.Updates.Campaigns;

/// <summary>
/// The campaigns that run, kept for as long as a cached page is, so that pages that list them beside something else need no query more.
/// What is changed in this process shows at once, in another one ten seconds later at most.
/// </summary>
public sealed class RunningCampaigns(CampaignQueries queries, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private Kept? _kept;
    private int _changes;

    /// <summary>The newest first.</summary>
    public async ValueTask<IReadOnlyList<CampaignLink>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (Volatile.Read(ref _kept) is { } kept && kept.Until > now && kept.Changes == Volatile.Read(ref _changes))
        {
            return kept.Campaigns;
        }

        // What is changed while this is read makes it old before it is kept.
        var changes = Volatile.Read(ref _changes);
        var campaigns = await queries.RunningAsync(cancellationToken);
        Volatile.Write(ref _kept, new Kept(campaigns, now + Longest, changes));
        return campaigns;
    }

    /// <summary>To be called after a change was committed.</summary>
    internal void Forget() => Interlocked.Increment(ref _changes);

    private sealed record Kept(IReadOnlyList<CampaignLink> Campaigns, DateTimeOffset Until, int Changes);
}
