namespace Portal.Core.Updates.Campaigns;

/// <summary>What came of writing a campaign; where it was refused, all reasons at once.</summary>
/// <param name="LacksReason">Something in it may lead the wrong people to a place or a person, and no usable reason says why it may stay.</param>
public sealed record CampaignOutcome(CampaignResult Result, IReadOnlyList<TextFault> Faults, SlugFault? Slug, bool LacksReason = false)
{
    /// <summary>One without reasons.</summary>
    public CampaignOutcome(CampaignResult result)
        : this(result, [], null)
    {
    }
}

/// <summary>How it ended.</summary>
public enum CampaignResult
{
    /// <summary>It stands as written, now or by the same form before.</summary>
    Done,

    /// <summary>Something about it must be changed first.</summary>
    Refused,

    /// <summary>There is no such campaign, or the form was one of another kind.</summary>
    NotFound,

    /// <summary>Somebody else changed it since the form was opened.</summary>
    ChangedMeanwhile,
}
