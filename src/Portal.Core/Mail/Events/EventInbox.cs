using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Mail.Events;

/// <summary>Stores the provider's events as they come, each once, in few statements. What they mean is found out afterwards.</summary>
public sealed class EventInbox(IDbContextFactory<PortalDbContext> contexts, EventBell bell, TimeProvider clock)
{
    private const int RowsAtOnce = 500;

    /// <summary>Stores what a body brings; null when it is no JSON, or nested too deep. An event without an id that can be kept is counted and left.</summary>
    public async Task<StoredEvents?> StoreAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (Read(body.Span) is not { } read)
        {
            return null;
        }

        // In one order, so that two requests with the same events wait for each other instead of for ever.
        var usable = read.Where(one => one.EventId is not null).DistinctBy(one => one.EventId, StringComparer.Ordinal).OrderBy(one => one.EventId, StringComparer.Ordinal).ToList();
        var stored = await InsertAsync(usable, cancellationToken);
        bell.Ring();
        return new StoredEvents(stored, read.Count(one => one.EventId is not null) - stored, read.Count(one => one.EventId is null));
    }

    private async Task<int> InsertAsync(List<Incoming> events, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var stored = 0;
        foreach (var some in events.Chunk(RowsAtOnce))
        {
            stored += await db.Database.ExecuteSqlRawAsync(Statement(some.Length), Values(db, some)!, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return stored;
    }

    // Both databases understand it; EF itself has no word for a conflict that is ignored.
    private static string Statement(int rows)
    {
        var values = Enumerable.Range(0, rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"({{{(3 * row) + 1}}}, {{{(3 * row) + 2}}}, {{{(3 * row) + 3}}}, {{0}})"));
        return $"""INSERT INTO "ProviderEvents" ("EventId", "Payload", "MessageId", "ReceivedAt") VALUES {string.Join(", ", values)} ON CONFLICT ("EventId") DO NOTHING""";
    }

    private object?[] Values(PortalDbContext db, Incoming[] events) =>
        [Instants.Stored(db, clock.GetUtcNow()), .. events.SelectMany(one => new object?[] { one.EventId, one.Payload, one.MessageId })];

    private static List<Incoming>? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            // Letters that are none become the sign for that: the rest of the event is as good.
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(body), JsonMembers.Shallow);
            return json.RootElement.ValueKind == JsonValueKind.Array ? [.. json.RootElement.EnumerateArray().Select(Incoming.Of)] : [Incoming.Of(json.RootElement)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Incoming(string? EventId, string Payload, Guid? MessageId)
    {
        public static Incoming Of(JsonElement one) =>
            one.Text("sg_event_id") is { Length: > 0 and <= ProviderEvent.IdLength } id && !id.Contains('\0', StringComparison.Ordinal)
                ? new Incoming(id, one.GetRawText(), DeliveryNews.MessageOf(one))
                : new Incoming(null, "", null);
    }
}

/// <summary>What came of storing: how many are new, how many were there already, and how many cannot be kept.</summary>
public sealed record StoredEvents(int New, int Known, int Unusable);
