namespace Portal.FakeSendGrid;

/// <summary>What to report of accepted mails.</summary>
/// <param name="Kinds">Which events of each mail, such as <c>processed</c>, <c>delivered</c>, <c>bounce</c>, <c>blocked</c>, <c>dropped</c>.</param>
/// <param name="To">Where to; null for the address of <c>--events-to</c>.</param>
/// <param name="Copies">How often each event is sent, always with the same identifier.</param>
/// <param name="Shuffle">The dice's seed for their order; null for the order in which they happened.</param>
/// <param name="BatchSize">How many go into one request.</param>
/// <param name="At">The epoch second at which all of it happens and is signed; null for now.</param>
/// <param name="DelayMilliseconds">How long after an acceptance they are sent, where they are sent by themselves.</param>
public sealed record EventsOrder(
    IReadOnlyList<string> Kinds, string? To = null, int Copies = 1, int? Shuffle = null, int BatchSize = 1000, long? At = null, int DelayMilliseconds = 0);

/// <summary>Events that were taken by the portal, requests that were, and tries that failed.</summary>
public sealed record EventStats(int Events, int Requests, int Failures);
