namespace Portal.Core.Privacy.Audit;

/// <summary>Where the record is sealed to, from the section <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>
    /// The file outside the database to which each seal is appended, best on another disk or an append-only one; relative to where the portal
    /// runs. With several workers each has its own. Empty for none: then nobody can tell that the record's end was cut off.
    /// </summary>
    public string SealsFile { get; set; } = "data/audit-seals.txt";
}
