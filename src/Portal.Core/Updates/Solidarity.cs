using Portal.Core.Privacy;

namespace Portal.Core.Updates;

/// <summary>That somebody stands with an update: the one reaction, once a person. Only their number is ever shown.</summary>
public sealed class Solidarity
{
    /// <summary>The update.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid UpdateId { get; init; }

    /// <summary>Who.</summary>
    [Personal("to count each person once", Tier.Restricted, Because.Account, Because.Oneself)]
    public required Guid SupporterId { get; init; }
}
