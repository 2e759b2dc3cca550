using Microsoft.AspNetCore.Identity;
using Portal.Core.Privacy;
using Portal.Core.Resources;

namespace Portal.Core.Accounts;

/// <summary>A person with an account: somebody who follows, volunteers, organises, or all of it.</summary>
public sealed class Supporter : IdentityUser<Guid>
{
    /// <summary>Longest display name, in UTF-16 units: about 100 graphemes of any script.</summary>
    public const int NameLength = 200;

    /// <summary>Longest e-mail address (RFC 5321, section 4.5.3.1.3, less the brackets).</summary>
    public const int EmailLength = 254;

    /// <inheritdoc />
    [NotPersonal(Because.Identifier)]
    public override Guid Id { get; set; }

    /// <summary>The address in the form it is signed in with; the same as <see cref="Email"/>.</summary>
    [Personal("to sign in", Tier.Restricted, "account; unconfirmed 7 days", Because.Oneself)]
    public override string? UserName { get; set; }

    /// <inheritdoc />
    [Personal("to sign in", Tier.Restricted, "account; unconfirmed 7 days", Because.Oneself)]
    public override string? NormalizedUserName { get; set; }

    /// <inheritdoc />
    [Personal("to write to the person", Tier.Restricted, "account; unconfirmed 7 days", Because.Oneself)]
    public override string? Email { get; set; }

    /// <inheritdoc />
    [Personal("to write to the person", Tier.Restricted, "account; unconfirmed 7 days", Because.Oneself)]
    public override string? NormalizedEmail { get; set; }

    /// <inheritdoc />
    [NotPersonal(Because.Bookkeeping)]
    public override bool EmailConfirmed { get; set; }

    /// <inheritdoc />
    [Personal("to sign in", Tier.Restricted, Because.Account, Because.Nobody)]
    public override string? PasswordHash { get; set; }

    /// <inheritdoc />
    [NotPersonal(Because.Bookkeeping)]
    public override string? SecurityStamp { get; set; }

    /// <inheritdoc />
    [NotPersonal(Because.Bookkeeping)]
    public override string? ConcurrencyStamp { get; set; }

    /// <inheritdoc />
    [NotPersonal(Because.Bookkeeping)]
    public override bool TwoFactorEnabled { get; set; }

    /// <inheritdoc />
    [NotPersonal(Because.Bookkeeping)]
    public override DateTimeOffset? LockoutEnd { get; set; }

    /// <inheritdoc />
    [NotPersonal(Because.Bookkeeping)]
    public override bool LockoutEnabled { get; set; }

    /// <inheritdoc />
    [NotPersonal(Because.Bookkeeping)]
    public override int AccessFailedCount { get; set; }

    /// <summary>Any name the person likes; in the words of the reader's language "former volunteer" once the account is erased.</summary>
    [Personal("so that people on a shift can greet each other", Tier.Restricted, "account, then \"former volunteer\"", "same shift and organisation")]
    public required string DisplayName { get; set; }

    /// <summary>Two-letter country code (ISO 3166-1), or null when not said.</summary>
    [Personal("to show how far the community reaches", Tier.Restricted, Because.Account, Because.Oneself)]
    public string? Country { get; set; }

    /// <summary>Two- or three-letter codes (ISO 639) of the languages spoken.</summary>
    [Personal("to find interpreters and make teams that understand each other", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public List<string> SpokenLanguages { get; set; } = [];

    /// <summary>How the person would like to help: of <see cref="Accounts.Intentions"/>; none where nothing was ticked.</summary>
    [Personal("to show first what suits the person", Tier.Restricted, Because.Account, Because.Oneself)]
    public List<string> Intentions { get; set; } = [];

    /// <summary>IANA name of the time zone the person lives in; empty where it was never said.</summary>
    [Personal("to show times of remote work and keep quiet at night", Tier.Restricted, Because.Account, Because.Oneself)]
    public string TimeZone { get; set; } = "Europe/Paris";

    /// <summary>Two-letter code of the language the portal speaks with the person.</summary>
    [Personal("to speak the person's language", Tier.Restricted, Because.Account, Because.Oneself)]
    public string Language { get; set; } = Languages.Default;

    /// <summary>A phone, sealed under the person's data key; null where none was given.</summary>
    [Personal("only for call rounds: so that nobody sets off for a site that was closed", Tier.Secret, "30 days after the last shift", "oneself; organisers of one's shift, for half an hour, on record")]
    public byte[]? Phone { get; set; }

    /// <summary>Whether reminders of booked shifts are mailed.</summary>
    [Personal("to respect the person's wish", Tier.Restricted, Because.Account, Because.Oneself)]
    public bool WantsReminders { get; set; } = true;

    /// <summary>Whether urgent calls for people are mailed.</summary>
    [Personal("to respect the person's wish", Tier.Restricted, Because.Account, Because.Oneself)]
    public bool WantsCallOuts { get; set; } = true;

    /// <summary>When the person said to be 18 or over; nothing more about age is stored.</summary>
    [Personal("volunteers must be adults", Tier.Restricted, Because.Account, Because.Oneself)]
    public DateTimeOffset? AdultSince { get; set; }

    /// <summary>The version of the code of conduct that was accepted last; 0 for none.</summary>
    [Personal("the code protects everyone", Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public int CodeOfConduct { get; set; }

    /// <summary>When the account was made.</summary>
    [Personal("to remove accounts that were never confirmed", Tier.Restricted, Because.Account, Because.Oneself)]
    public required DateTimeOffset CreatedAt { get; set; }

    /// <summary>When everything about the person was erased; then the row is but the number that old shifts and texts refer to. Null for an account.</summary>
    [NotPersonal("a row without a person")]
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>When the welcome began, with the confirmed address; null where it is over or was stopped.</summary>
    [Personal("to welcome the person by three mails", Tier.Restricted, "16 days after confirming", Because.Oneself)]
    public DateTimeOffset? WelcomeFrom { get; set; }

    /// <summary>Since when the account is suspended, or null.</summary>
    [Personal("to keep people safe", Tier.Restricted, Because.Account, "oneself, administrators")]
    public DateTimeOffset? SuspendedAt { get; set; }
}
