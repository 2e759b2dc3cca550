namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>The words that people agree to. They stand in the resources as <c>Newsletters.Consent.1</c>, <c>.2</c>…; older ones stay, for proof.</summary>
public static class Consent
{
    /// <summary>The version that is shown now.</summary>
    public const int Current = 1;
}
