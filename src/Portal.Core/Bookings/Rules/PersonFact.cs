using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Rules;

/// <summary>
/// One of the many things that the rules know about a person, of whatever kind, so that all of them are read in one command. It
/// is stored nowhere: the rows are those of bookings, qualifications, stays, acquaintances, and of who is kept apart from whom.
/// </summary>
internal sealed class PersonFact
{
    private const string Said = "said where it is stored";

    [NotPersonal(Said)]
    public Guid SupporterId { get; init; }

    /// <summary>The name of the table it comes from.</summary>
    [NotPersonal(Said)]
    public string Source { get; init; } = "";

    /// <summary>The booking, or the kind of the qualification.</summary>
    [NotPersonal(Said)]
    public Guid? Id { get; init; }

    [NotPersonal(Said)]
    public Guid? OrganisationId { get; init; }

    [NotPersonal(Said)]
    public Guid? ShiftId { get; init; }

    [NotPersonal(Said)]
    public Guid? SiteId { get; init; }

    [NotPersonal(Said)]
    public BookingState? State { get; init; }

    [NotPersonal(Said)]
    public DateTimeOffset? StartsAt { get; init; }

    [NotPersonal(Said)]
    public DateTimeOffset? EndsAt { get; init; }

    [NotPersonal(Said)]
    public string? TimeZone { get; init; }

    [NotPersonal(Said)]
    public LocalText? Activity { get; init; }

    [NotPersonal(Said)]
    public DateOnly? FirstDay { get; init; }

    [NotPersonal(Said)]
    public DateOnly? LastDay { get; init; }

    [NotPersonal(Said)]
    public bool? HasAttended { get; init; }
}

/// <summary>One statement that both databases understand; each pushes the person's identifier down into its parts.</summary>
internal sealed class PersonFactConfiguration : IEntityTypeConfiguration<PersonFact>
{
    private static readonly string Live = string.Join(", ", BookingStates.Live.Select(state => $"'{state}'"));

    private static readonly string Holding = string.Join(", ", BookingStates.Holding.Select(state => $"'{state}'"));

    // A null has a type on PostgreSQL, and none on SQLite, which takes the cast for what it is.
    private static readonly string Statement =
        $"""
        SELECT b."SupporterId", 'Bookings' AS "Source", b."Id", s."OrganisationId", b."ShiftId", s."SiteId", b."State", s."StartsAt", s."EndsAt", s."TimeZone", a."Name" AS "Activity", CAST(NULL AS date) AS "FirstDay", CAST(NULL AS date) AS "LastDay", CAST(NULL AS boolean) AS "HasAttended"
        FROM "Bookings" AS b JOIN "Shifts" AS s ON s."Id" = b."ShiftId" JOIN "Activities" AS a ON a."Id" = s."ActivityId"
        WHERE b."State" IN ({Live})
        UNION ALL
        SELECT q."SupporterId", 'Qualifications', q."KindId", q."OrganisationId", CAST(NULL AS uuid), CAST(NULL AS uuid), CAST(NULL AS varchar(32)), CAST(NULL AS timestamptz), CAST(NULL AS timestamptz), CAST(NULL AS varchar(64)), CAST(NULL AS text), CAST(NULL AS date), q."LastDay", CAST(NULL AS boolean)
        FROM "Qualifications" AS q WHERE q."State" = 'Held'
        UNION ALL
        SELECT t."SupporterId", 'Stays', t."Id", CAST(NULL AS uuid), CAST(NULL AS uuid), CAST(NULL AS uuid), CAST(NULL AS varchar(32)), CAST(NULL AS timestamptz), CAST(NULL AS timestamptz), CAST(NULL AS varchar(64)), CAST(NULL AS text), t."FirstDay", t."LastDay", CAST(NULL AS boolean)
        FROM "Stays" AS t
        UNION ALL
        SELECT k."SupporterId", 'Acquaintances', CAST(NULL AS uuid), k."OrganisationId", CAST(NULL AS uuid), CAST(NULL AS uuid), CAST(NULL AS varchar(32)), CAST(NULL AS timestamptz), CAST(NULL AS timestamptz), CAST(NULL AS varchar(64)), CAST(NULL AS text), CAST(NULL AS date), CAST(NULL AS date), k."HasAttended"
        FROM "Acquaintances" AS k
        UNION ALL
        SELECT k."SupporterId", 'KeptApart', CAST(NULL AS uuid), k."OrganisationId", CAST(NULL AS uuid), CAST(NULL AS uuid), CAST(NULL AS varchar(32)), CAST(NULL AS timestamptz), CAST(NULL AS timestamptz), CAST(NULL AS varchar(64)), CAST(NULL AS text), CAST(NULL AS date), CAST(NULL AS date), CAST(NULL AS boolean)
        FROM "KeptApart" AS k
        UNION ALL
        SELECT k."SupporterId", 'KeptApart', CAST(NULL AS uuid), k."OrganisationId", b."ShiftId", CAST(NULL AS uuid), CAST(NULL AS varchar(32)), CAST(NULL AS timestamptz), s."EndsAt", CAST(NULL AS varchar(64)), CAST(NULL AS text), CAST(NULL AS date), CAST(NULL AS date), CAST(NULL AS boolean)
        FROM "KeptApart" AS k JOIN "Bookings" AS b ON b."SupporterId" = k."OtherId" JOIN "Shifts" AS s ON s."Id" = b."ShiftId" AND s."OrganisationId" = k."OrganisationId"
        WHERE b."State" IN ({Holding})
        UNION ALL
        SELECT k."SupporterId", 'KeptApart', CAST(NULL AS uuid), k."OrganisationId", s."Id", CAST(NULL AS uuid), CAST(NULL AS varchar(32)), CAST(NULL AS timestamptz), s."EndsAt", CAST(NULL AS varchar(64)), CAST(NULL AS text), CAST(NULL AS date), CAST(NULL AS date), CAST(NULL AS boolean)
        FROM "KeptApart" AS k JOIN "Shifts" AS s ON s."LeadId" = k."OtherId" AND s."OrganisationId" = k."OrganisationId"
        """;

    public void Configure(EntityTypeBuilder<PersonFact> builder) => builder.HasNoKey().ToSqlQuery(Statement);
}
