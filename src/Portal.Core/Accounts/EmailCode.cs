using Portal.Core.Privacy;

namespace Portal.Core.Accounts;

/// <summary>A six-digit code that was mailed to confirm an address from another device: ten minutes, five tries.</summary>
public sealed class EmailCode
{
    /// <summary>The supporter whose address it confirms; one code at a time.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SupporterId { get; init; }

    /// <summary>The keyed hash of the code, or null until the mail that carries it is written.</summary>
    [NotPersonal("a hash of a number that is good for ten minutes")]
    public string? Hash { get; set; }

    /// <summary>Until when it may be entered.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>How many tries are left.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int TriesLeft { get; set; }
}
