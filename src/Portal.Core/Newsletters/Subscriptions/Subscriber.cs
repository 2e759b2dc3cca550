using Portal.Core.Privacy;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>An address with proof of consent, with or without an account.</summary>
public sealed class Subscriber
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The address as it was typed.</summary>
    [Personal("to send the newsletter", Tier.Restricted, "subscription", Because.Oneself)]
    public required string Address { get; set; }

    /// <summary>The address in capitals, by which it is found; unique.</summary>
    [Personal("to send the newsletter", Tier.Restricted, "subscription", Because.Nobody)]
    public required string NormalizedAddress { get; set; }

    /// <summary>The account it belongs to, or null.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? SupporterId { get; set; }

    /// <summary>Two-letter code of the language it is written to in.</summary>
    [Personal("to write in the reader's language", Tier.Restricted, "subscription", Because.Oneself)]
    public required string Language { get; set; }

    /// <summary>Two-letter code of the country (ISO 3166-1), or null.</summary>
    [Personal("to write about what is near", Tier.Restricted, "subscription", Because.Oneself)]
    public string? Country { get; set; }

    /// <summary>The time zone (IANA) in whose morning it is written to; empty for the coalition's.</summary>
    [Personal("to write in the morning", Tier.Restricted, "subscription", Because.Oneself)]
    public string TimeZone { get; set; } = "";

    /// <summary>What its reader chose to hear of; none means everything.</summary>
    public List<SubscriberTopic> Topics { get; init; } = [];

    /// <summary>How consent was given.</summary>
    [Personal("proof of consent", Tier.Restricted, "subscription + 3 years", Because.Oneself)]
    public ConsentSource Source { get; set; } = ConsentSource.Form;

    /// <summary>The import it came with, or null.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? ImportId { get; set; }

    /// <summary>Why it is suppressed, as a short code, or null.</summary>
    [Personal("to respect the person's wish", Tier.Restricted, "subscription", Because.Oneself)]
    public string? SuppressedBecause { get; set; }

    /// <summary>Where it stands.</summary>
    [Personal("to respect the person's wish", Tier.Restricted, "subscription", Because.Oneself)]
    public required SubscriberState State { get; set; }

    /// <summary>When it was asked for.</summary>
    [Personal("proof of consent", Tier.Restricted, "subscription + 3 years", Because.Oneself)]
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>When the address was confirmed, or null.</summary>
    [Personal("proof of consent", Tier.Restricted, "subscription + 3 years", Because.Oneself)]
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Which version of the words of consent was shown.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int ConsentText { get; set; }

    /// <summary>The keyed hash of the address (HMAC-SHA-256), which outlives the address as proof.</summary>
    [Personal("proof of consent", Tier.Secret, "subscription + 3 years", Because.Nobody)]
    public required byte[] AddressHash { get; set; }

    /// <summary>When it was left, or null.</summary>
    [Personal("proof of consent", Tier.Restricted, "subscription + 3 years", Because.Oneself)]
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Notes that the newsletter was asked for. It changes no state: whoever left stays away until they confirm anew.</summary>
    public void Ask(string language, DateTimeOffset now)
    {
        RequestedAt = now;
        if (State != SubscriberState.Confirmed)
        {
            Language = language;
        }
    }

    /// <summary>Takes over what the reader chose to hear of; none means everything.</summary>
    public void Choose(IEnumerable<Guid> topics)
    {
        var chosen = topics.ToHashSet();
        Topics.RemoveAll(topic => !chosen.Contains(topic.TopicId));
        Topics.AddRange(chosen.Where(id => Topics.TrueForAll(topic => topic.TopicId != id)).Select(id => new SubscriberTopic { SubscriberId = Id, TopicId = id }).ToList());
    }

    /// <summary>
    /// Begins the subscription, with proof. Refused for a suppressed address, and for a consent given before the person left:
    /// a link out of an old mail brings nobody back.
    /// </summary>
    public bool TryConfirm(DateTimeOffset consentAt, DateTimeOffset now)
    {
        if (State == SubscriberState.Suppressed || consentAt <= LeftAt)
        {
            return false;
        }

        if (State != SubscriberState.Confirmed)
        {
            State = SubscriberState.Confirmed;
            ConfirmedAt = now;
            ConsentText = Consent.Current;
        }

        return true;
    }

    /// <summary>Whether its reader left since they confirmed it, whatever became of the address meanwhile.</summary>
    public bool HasLeft => LeftAt is { } left && !(left < ConfirmedAt);

    /// <summary>
    /// Ends the subscription. Leaving twice is leaving once. A suppressed address stays suppressed, and the wish is kept for the day on which
    /// the address works again. False where nothing changed.
    /// </summary>
    public bool Leave(DateTimeOffset now)
    {
        if (HasLeft || State == SubscriberState.Unsubscribed)
        {
            return false;
        }

        LeftAt = now;
        State = State == SubscriberState.Suppressed ? State : SubscriberState.Unsubscribed;
        return true;
    }
}

/// <summary>How consent to the newsletter was given.</summary>
public enum ConsentSource
{
    /// <summary>The address was typed into the form and confirmed by its owner.</summary>
    Form,

    /// <summary>By the switch of an account whose address is confirmed.</summary>
    Account,

    /// <summary>An administrator imported it and certified that its owner had agreed.</summary>
    Certified,

    /// <summary>An administrator imported it, and its owner confirmed.</summary>
    Imported,
}

/// <summary>Where a subscription stands.</summary>
public enum SubscriberState
{
    /// <summary>Asked for; the address is not confirmed.</summary>
    Pending,

    /// <summary>Gets the newsletter.</summary>
    Confirmed,

    /// <summary>Left.</summary>
    Unsubscribed,

    /// <summary>The address does not work, or its owner complained.</summary>
    Suppressed,
}
