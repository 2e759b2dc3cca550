using Portal.Core.Privacy;

namespace Portal.Core.Mail;

/// <summary>
/// What is known of an address that mail had trouble with. It outlives the subscription, so that an import does not revive it;
/// the address itself is not in it.
/// </summary>
public sealed class AddressStanding
{
    /// <summary>The keyed hash of the address in capitals (HMAC-SHA-256), 32 bytes.</summary>
    [Personal("not to write to addresses that do not work", Tier.Restricted, "3 years", Because.Nobody)]
    public required byte[] AddressHash { get; init; }

    /// <summary>Since when there is no such address, or null.</summary>
    [Personal("not to write to addresses that do not work", Tier.Restricted, "3 years", "oneself, operators")]
    public DateTimeOffset? DeadSince { get; set; }

    /// <summary>Why, as a short code, or null.</summary>
    [Personal("not to write to addresses that do not work", Tier.Restricted, "3 years", "oneself, operators")]
    public string? DeadBecause { get; set; }

    /// <summary>When its owner called a mail spam, or null.</summary>
    [Personal("to respect the person's wish", Tier.Restricted, "3 years", "oneself, operators")]
    public DateTimeOffset? ComplainedAt { get; set; }

    /// <summary>How much trouble there was lately; decays over 30 days from <see cref="SoftScoreAt"/>.</summary>
    [Personal("not to write to addresses that do not work", Tier.Restricted, "3 years", "operators")]
    public double SoftScore { get; set; }

    /// <summary>When the score was said last, or null.</summary>
    [Personal("not to write to addresses that do not work", Tier.Restricted, "3 years", "operators")]
    public DateTimeOffset? SoftScoreAt { get; set; }

    /// <summary>When its owner last showed that mail reaches it, or null: trouble from before that is out of date.</summary>
    [Personal("not to write to addresses that do not work", Tier.Restricted, "3 years", "operators")]
    public DateTimeOffset? ProvenAt { get; set; }

    /// <summary>When its owner had their account erased, or null: no list that somebody imports brings the address back.</summary>
    [Personal("to respect the person's wish", Tier.Restricted, "3 years", "operators")]
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>Raised with every change. A stale copy cannot be saved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; set; }
}
