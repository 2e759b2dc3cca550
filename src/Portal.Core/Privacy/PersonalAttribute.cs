namespace Portal.Core.Privacy;

/// <summary>
/// Says of a stored property that it tells something about a person: what for, how secret, how long, and who sees it.
/// The page "How we treat your data" and the register of processing (GDPR article 30) are made from these.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute(string purpose, Tier tier, string retention, string visibleTo) : Attribute
{
    /// <summary>What the portal needs it for.</summary>
    public string Purpose { get; } = purpose;

    /// <summary>How it is guarded.</summary>
    public Tier Tier { get; } = tier;

    /// <summary>How long it is kept.</summary>
    public string Retention { get; } = retention;

    /// <summary>Who may see it.</summary>
    public string VisibleTo { get; } = visibleTo;
}
