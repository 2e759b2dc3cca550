namespace Portal.Core.Privacy;

/// <summary>One look at, or change of, something that must be on record. Written in the transaction it speaks of; never changed.</summary>
public sealed class AuditEntry
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>When it happened.</summary>
    [Personal("to find misuse", Tier.Secret, "12 months", "auditors")]
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for the portal itself.</summary>
    [Personal("to find misuse", Tier.Secret, "12 months", "auditors, by pseudonym")]
    public Guid? ActorId { get; init; }

    /// <summary>What was done, for example <c>meeting-point.read</c>.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required string Action { get; init; }

    /// <summary>The row it was done to.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SubjectId { get; init; }

    /// <summary>The organisation it concerns, where there is one.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? OrganisationId { get; init; }

    /// <summary>More about it, never a secret.</summary>
    [Personal("to find misuse", Tier.Secret, "12 months", "auditors")]
    public string? Detail { get; init; }

    /// <summary>What shows that the row is as it was written; made by the save that writes it.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public byte[] Mac { get; private set; } = [];

    /// <summary>The seal that covers it; null until the next one is made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public long? SealNumber { get; private set; }
}
