using Portal.Core.Privacy;

namespace Portal.Core.Actions;

/// <summary>That somebody did an action: once a person. Only the number is shown, and their sentence where an organiser published it, without a name.</summary>
public sealed class ActionDone
{
    /// <summary>Longest sentence, in UTF-16 units.</summary>
    public const int SentenceLength = 280;

    /// <summary>The action.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid ActionId { get; init; }

    /// <summary>Who did it.</summary>
    [Personal("to count each person once", Tier.Restricted, Because.Account, Because.Oneself)]
    public required Guid SupporterId { get; init; }

    /// <summary>Names the row to whoever decides about its sentence, and not the person.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>When they said so.</summary>
    [Personal("to show the newest sentences first", Tier.Restricted, Because.Account, Because.Oneself)]
    public required DateTimeOffset At { get; init; }

    /// <summary>What they want to say about it, or null.</summary>
    [Personal("to encourage others, where an organiser publishes it", Tier.Restricted, Because.Account, "oneself, organisers of the organisation; without a name everybody, once published")]
    public string? Sentence { get; set; }

    /// <summary>The two-letter code of the language it is written in; of no sentence empty.</summary>
    [NotPersonal("of the sentence")]
    public string Language { get; set; } = "";

    /// <summary>When an organiser published it, or null. Another sentence takes it back.</summary>
    [NotPersonal("of the sentence")]
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When an organiser decided not to publish it, or null.</summary>
    [NotPersonal("of the sentence")]
    public DateTimeOffset? LeftAt { get; set; }
}
