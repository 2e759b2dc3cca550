namespace Portal.Core.Privacy;

/// <summary>
/// One look at, or change of, something that must be on record. Written in the transaction it speaks of; never changed. Who did it to whom is
/// kept sealed under the key of its month (<c>AuditBoxes</c>): no query can ask for it, and it is read by opening the row.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>When it happened.</summary>
    [NotPersonal("who did it to whom is sealed")]
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for the portal itself, and where the row is not opened.</summary>
    public Guid? ActorId { get; set; }

    /// <summary>What was done, for example <c>meeting-point.read</c>.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required string Action { get; init; }

    /// <summary>The row it was done to; <see cref="Guid.Empty"/> where the row is not opened.</summary>
    public required Guid SubjectId { get; set; }

    /// <summary>The organisation it concerns, where there is one.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? OrganisationId { get; init; }

    /// <summary>More about it, never a secret; null where the row is not opened.</summary>
    public string? Detail { get; set; }

    /// <summary>Who did it, to what, and more about it, sealed; made by the save that writes the row.</summary>
    [Personal("to find misuse", Tier.Secret, "12 months", "auditors, by pseudonym")]
    public byte[] Sealed { get; internal set; } = [];

    /// <summary>What shows that the row is as it was written; made by the save that writes it.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public byte[] Mac { get; internal set; } = [];

    /// <summary>The seal that covers it; null until the next one is made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public long? SealNumber { get; private set; }

    /// <summary>Who did it, in a row from before rows were sealed; the job that makes seals empties it.</summary>
    [Personal("to find misuse", Tier.Secret, "12 months", "auditors, by pseudonym")]
    public Guid? ClearActorId { get; private set; }

    /// <summary>What it was done to, likewise.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? ClearSubjectId { get; private set; }

    /// <summary>More about it, likewise.</summary>
    [Personal("to find misuse", Tier.Secret, "12 months", "auditors")]
    public string? ClearDetail { get; private set; }

    /// <summary>Says in clear no more what the box says.</summary>
    internal void LeaveInBox() => (ClearActorId, ClearSubjectId, ClearDetail) = (null, null, null);
}
