using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Privacy;

namespace Portal.Core.Updates.Following;

/// <summary>
/// That somebody with an account may read a channel, and why. It is stored nowhere: the rows are those of people, memberships, bookings
/// and shifts. The same channel may stand there twice for one person. Whether the account may be used at all is the caller's to know.
/// </summary>
internal sealed class ChannelRight
{
    private const string Said = "said where it is stored";

    [NotPersonal(Said)]
    public Guid SupporterId { get; init; }

    /// <summary>The channel's name.</summary>
    [NotPersonal(Said)]
    public string Channel { get; init; } = "";

    /// <summary>The organisation's name, for its own channel and those of its shifts; the circle's for its own.</summary>
    [NotPersonal(Said)]
    public string? Organisation { get; init; }

    [NotPersonal(Said)]
    public Guid? OrganisationId { get; init; }

    /// <summary>What is done on the shift; null for an organisation's channel.</summary>
    [NotPersonal(Said)]
    public LocalText? Activity { get; init; }

    [NotPersonal(Said)]
    public DateTimeOffset? StartsAt { get; init; }

    [NotPersonal(Said)]
    public string? TimeZone { get; init; }

    /// <summary>When the shift ends, or the membership; null where it does not.</summary>
    [NotPersonal(Said)]
    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>One statement that both databases understand; each pushes the person's identifier down into its five parts.</summary>
internal sealed class ChannelRightConfiguration : IEntityTypeConfiguration<ChannelRight>
{
    private const string Shift =
        """'shift:' || lower(CAST(s."Id" AS text)), o."Name", s."OrganisationId", a."Name", s."StartsAt", s."TimeZone", s."EndsAt" """;

    // A null has a type on PostgreSQL, and none on SQLite. An identifier is upper-case text on SQLite; in a channel's name it is lower-case.
    private const string Statement =
        $"""
        SELECT p."Id" AS "SupporterId", c."Name" AS "Channel", CAST(NULL AS text) AS "Organisation", CAST(NULL AS uuid) AS "OrganisationId", CAST(NULL AS text) AS "Activity", CAST(NULL AS timestamptz) AS "StartsAt", CAST(NULL AS text) AS "TimeZone", CAST(NULL AS timestamptz) AS "EndsAt"
        FROM "Supporters" AS p CROSS JOIN "Channels" AS c
        WHERE c."Name" IN ('public', 'community')
        UNION ALL
        SELECT m."SupporterId", 'organisation:' || o."Slug", o."Name", m."OrganisationId", CAST(NULL AS text), CAST(NULL AS timestamptz), CAST(NULL AS text), m."EndsAt"
        FROM "Memberships" AS m JOIN "Organisations" AS o ON o."Id" = m."OrganisationId"
        WHERE m."State" = 'Active'
        UNION ALL
        SELECT m."SupporterId", 'circle:' || c."Slug", c."Name", CAST(NULL AS uuid), CAST(NULL AS text), CAST(NULL AS timestamptz), CAST(NULL AS text), CAST(NULL AS timestamptz)
        FROM "CircleMembers" AS m JOIN "Circles" AS c ON c."Id" = m."CircleId"
        WHERE m."Standing" = 'Active' AND c."State" = 'Approved'
        UNION ALL
        SELECT b."SupporterId", {Shift}
        FROM "Bookings" AS b JOIN "Shifts" AS s ON s."Id" = b."ShiftId" JOIN "Organisations" AS o ON o."Id" = s."OrganisationId" JOIN "Activities" AS a ON a."Id" = s."ActivityId"
        WHERE b."State" IN ('Confirmed', 'SeekingCover', 'CheckedIn', 'Completed')
        UNION ALL
        SELECT s."LeadId", {Shift}
        FROM "Shifts" AS s JOIN "Organisations" AS o ON o."Id" = s."OrganisationId" JOIN "Activities" AS a ON a."Id" = s."ActivityId"
        WHERE s."LeadId" IS NOT NULL
        """;

    public void Configure(EntityTypeBuilder<ChannelRight> builder) => builder.HasNoKey().ToSqlQuery(Statement);
}
