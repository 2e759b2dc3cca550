using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Bookings;
using Portal.Core.Privacy;

namespace Portal.Core.CallOuts;

/// <summary>
/// A question that waits for an answer: people are still looked for, and the person said nothing and has no place on the shift. One
/// statement, for every page and for the list alike; it is stored nowhere. Of a shift that has begun it knows nothing: that is asked by its start.
/// </summary>
internal sealed class OpenAsk
{
    private const string Said = "said where it is stored";

    [NotPersonal(Said)]
    public Guid SupporterId { get; init; }

    [NotPersonal(Said)]
    public Guid CallOutId { get; init; }

    [NotPersonal(Said)]
    public DateTimeOffset StartsAt { get; init; }
}

internal sealed class OpenAskConfiguration : IEntityTypeConfiguration<OpenAsk>
{
    private static readonly string Live = string.Join(", ", BookingStates.Live.Select(state => $"'{state}'"));

    private static readonly string Statement =
        $"""
        SELECT a."SupporterId", a."CallOutId", s."StartsAt"
        FROM "CallOutAsks" AS a JOIN "CallOuts" AS c ON c."Id" = a."CallOutId" JOIN "Shifts" AS s ON s."Id" = c."ShiftId" JOIN "Positions" AS p ON p."Id" = c."PositionId"
        WHERE a."DeclinedAt" IS NULL AND c."EndedAt" IS NULL AND s."Status" = 'Published' AND p."RemovedAt" IS NULL AND p."Held" - p."Seeking" < c."Target"
        AND NOT EXISTS (SELECT 1 FROM "Bookings" AS b WHERE b."ShiftId" = c."ShiftId" AND b."SupporterId" = a."SupporterId" AND b."State" IN ({Live}))
        """;

    public void Configure(EntityTypeBuilder<OpenAsk> builder) => builder.HasNoKey().ToSqlQuery(Statement);
}
