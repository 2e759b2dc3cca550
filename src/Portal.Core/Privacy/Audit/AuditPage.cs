using Portal.Core.Organisations;

namespace Portal.Core.Privacy.Audit;

/// <summary>What is looked for in the record.</summary>
public sealed record AuditSearch
{
    /// <summary>One kind of deed, such as <c>meeting-point.read</c>; null for all.</summary>
    public string? Action { get; init; }

    /// <summary>The pseudonym of who did it, or of what it was done to.</summary>
    public string? Who { get; init; }

    /// <summary>The address name of an organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>The first day, in the coalition's zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>A page of the record, the newest first.</summary>
public sealed record AuditPage(int Total, int Page, int Pages, IReadOnlyList<AuditLine> Lines, IReadOnlyList<string> Actions, IReadOnlyList<OrganisationRef> Organisations);

/// <summary>A line of the record as an auditor sees it.</summary>
/// <param name="Actor">The pseudonym of who did it; null for the portal itself.</param>
/// <param name="Subject">That of what it was done to.</param>
public sealed record AuditLine(DateTimeOffset At, string Action, string? Actor, string Subject, string? Organisation, string? Detail);
