using System.Text.Json.Serialization;

namespace Portal.FakeSendGrid;

/// <summary>What it was told to do with the next requests.</summary>
public sealed class Behaviour
{
    private readonly Lock _door = new();
    private Order _order = new(Conduct.Accept);
    private int _left;

    /// <summary>Takes an order; it replaces the one before.</summary>
    public void Take(Order order)
    {
        lock (_door)
        {
            _order = order;
            _left = order.Times ?? int.MaxValue;
        }
    }

    /// <summary>The order for the request at hand; after its last time comes what it says is to come then, or to accept again.</summary>
    public Order Next()
    {
        lock (_door)
        {
            if (_left <= 0)
            {
                return _order.Then ?? new Order(Conduct.Accept);
            }

            _left--;
            return _order;
        }
    }
}

/// <summary>How to treat requests.</summary>
/// <param name="Conduct">What to do.</param>
/// <param name="Times">For how many requests; null for all that come.</param>
/// <param name="ResetAt">With 429: the epoch second that <c>X-RateLimit-Reset</c> names.</param>
/// <param name="DelayMilliseconds">How long to wait before accepting.</param>
/// <param name="Then">What to do with the requests after those.</param>
public sealed record Order(Conduct Conduct, int? Times = null, long? ResetAt = null, int DelayMilliseconds = 0, Order? Then = null);

/// <summary>What it can do.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Conduct>))]
public enum Conduct
{
    /// <summary>202, after the delay.</summary>
    Accept,

    /// <summary>429 with <c>X-RateLimit-Reset</c>.</summary>
    TooMany,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>500.</summary>
    Broken,

    /// <summary>401.</summary>
    Unauthorised,

    /// <summary>400 for this mail.</summary>
    Refuse,

    /// <summary>Cuts the connection after the request was read, without accepting.</summary>
    Reset,

    /// <summary>Accepts, then cuts the connection without a reply.</summary>
    AcceptAndDrop,
}
