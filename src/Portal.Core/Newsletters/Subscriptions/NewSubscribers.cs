namespace Portal.Core.Newsletters.Subscriptions;

internal static class NewSubscribers
{
    /// <summary>A subscription that was asked for and is not confirmed.</summary>
    public static Subscriber Pending(Guid id, SubscriberAddress address, string language, SubscriberTokens tokens, DateTimeOffset now) => new()
    {
        Id = id,
        Address = address.Typed,
        NormalizedAddress = address.Normalized,
        Language = language,
        State = SubscriberState.Pending,
        RequestedAt = now,
        ConsentText = Consent.Current,
        AddressHash = tokens.HashOf(address),
    };
}
