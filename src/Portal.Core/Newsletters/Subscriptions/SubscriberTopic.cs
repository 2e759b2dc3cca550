using Portal.Core.Privacy;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>A campaign or an organisation that a reader chose to hear of.</summary>
public sealed class SubscriberTopic
{
    /// <summary>The reader.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SubscriberId { get; init; }

    /// <summary>The campaign or organisation.</summary>
    [Personal("to write about what was asked for", Tier.Restricted, "subscription", Because.Oneself)]
    public required Guid TopicId { get; init; }
}
