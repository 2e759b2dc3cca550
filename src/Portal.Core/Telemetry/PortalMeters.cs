using System.Diagnostics.Metrics;
using Portal.Core.Bookings;
using Portal.Core.Mail;

namespace Portal.Core.Telemetry;

/// <summary>What the portal counts of its own work. The tags are words of the portal's own, never anything of a person. Costs nothing while nobody listens.</summary>
public static class PortalMeters
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Portal";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("portal.mail.messages", "{message}", "Messages that the dispatcher handled, by the state they were left in.");

    private static readonly Counter<long> Bookings = Meter.CreateCounter<long>("portal.bookings", "{booking}", "Answers to those who asked for a place, by result.");

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("portal.refusals", "{refusal}", "What was refused as an attack would be, by kind.");

    private static readonly UpDownCounter<long> Connections = Meter.CreateUpDownCounter<long>("portal.live.connections", "{connection}", "Live connections that are open in this process.");

    /// <summary>Messages were left in a state: Sent, InDoubt, Pending for those that wait again, and so on.</summary>
    public static void Message(MessageState state, int times = 1) => Messages.Add(times, new KeyValuePair<string, object?>("state", state.ToString()));

    /// <summary>Somebody asked for a place and was answered.</summary>
    public static void Booking(BookResult result) => Bookings.Add(1, new KeyValuePair<string, object?>("result", result.ToString()));

    /// <summary>Something was refused.</summary>
    public static void Refusal(string kind) => Refusals.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>A live connection was opened (1) or closed (−1).</summary>
    public static void Connection(int change) => Connections.Add(change);
}
