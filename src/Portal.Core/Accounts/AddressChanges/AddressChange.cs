using Portal.Core.Privacy;

namespace Portal.Core.Accounts.AddressChanges;

/// <summary>
/// That somebody wants their account to have another address. The address stands here, and not in the message about it, so that it is
/// erased by a rule of its own; what proves that mail reaches it stands nowhere, for it is made when the mail is written.
/// </summary>
public sealed class AddressChange
{
    /// <summary>How long the mailed link is good, and the wish kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How long the former address is kept, so that its owner can be written to.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    private const string Kept = "24 hours; once done 7 days";

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose account it is.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SupporterId { get; init; }

    /// <summary>The address that is wanted.</summary>
    [Personal("to ask its owner, and to make it the account's", Tier.Restricted, Kept, Because.Oneself)]
    public required string NewAddress { get; init; }

    /// <summary>The address that the account had, once it has another.</summary>
    [Personal("to tell its owner", Tier.Restricted, Kept, Because.Nobody)]
    public string? OldAddress { get; set; }

    /// <summary>When it was asked for.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When the account got the address, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? DoneAt { get; set; }
}
