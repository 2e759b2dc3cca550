namespace Portal.Core.Ledger.Rounds;

/// <summary>How confirming a round ended.</summary>
public enum ConfirmResult
{
    /// <summary>It counts; an administrator from another organisation has to confirm too.</summary>
    Confirmed,

    /// <summary>It was the second: the round is decided.</summary>
    Decided,

    /// <summary>This person has confirmed already, which counts once.</summary>
    Already,

    /// <summary>This person belongs to no organisation, and so speaks for none.</summary>
    NoOrganisation,

    /// <summary>Who confirmed before belongs to the same organisation.</summary>
    SameOrganisation,

    /// <summary>No shares are proposed.</summary>
    NotProposed,

    /// <summary>It was changed since it was seen.</summary>
    ChangedMeanwhile,

    /// <summary>Two confirmed it before.</summary>
    DecidedBefore,

    /// <summary>Who gets a share is no member any more, or who became one is left out: the shares are to be proposed anew.</summary>
    MembersChanged,

    /// <summary>There is not so much left to share.</summary>
    MoreThanCameIn,

    /// <summary>There is no such round, or whoever confirms is no administrator.</summary>
    NotFound,
}
