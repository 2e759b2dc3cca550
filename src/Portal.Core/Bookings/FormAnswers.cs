using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Bookings;

/// <summary>Keeps the outcome of a booking's form under its key and gives it back word for word. A key of another kind of form finds nothing.</summary>
internal static class FormAnswers
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new LocalTextJson(), new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    private static readonly CompiledQuery<Func<PortalDbContext, Guid, Guid, CancellationToken, Task<string?>>> One = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, Guid supporterId, Guid key, CancellationToken _) => db.FormOutcomes.AsNoTracking()
            .Where(f => f.SupporterId == supporterId && f.Key == key)
            .Select(f => f.Answer)
            .FirstOrDefault()));

    public static async Task<BookOutcome?> FindAsync(PortalDbContext db, Guid supporterId, Guid key, CancellationToken cancellationToken)
    {
        var answer = await TextAsync(db, supporterId, key, cancellationToken);
        return answer is null ? null
            : answer.StartsWith('{') ? JsonSerializer.Deserialize<BookOutcome>(answer, Json)
            : new BookOutcome(BookResult.NotFound, null, []);
    }

    /// <summary>What is kept under a key of this person, whichever kind of form it is of; null for nothing yet.</summary>
    public static Task<string?> TextAsync(PortalDbContext db, Guid supporterId, Guid key, CancellationToken cancellationToken) =>
        One.For(db)(db, supporterId, key, cancellationToken);

    public static void Add(PortalDbContext db, Guid supporterId, Guid key, BookOutcome outcome, DateTimeOffset now) =>
        db.FormOutcomes.Add(new FormOutcome
        {
            SupporterId = supporterId,
            Key = key,
            BookingId = outcome.BookingId,
            Answer = JsonSerializer.Serialize(outcome, Json),
            At = now,
        });

    private sealed class LocalTextJson : JsonConverter<LocalText>
    {
        public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LocalText.Parse(reader.GetString() ?? "{}");

        public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToJson());
    }
}
