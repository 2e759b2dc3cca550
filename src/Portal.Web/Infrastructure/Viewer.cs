using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Organisations;

namespace Portal.Web.Infrastructure;

/// <summary>What a page needs to know of the person who is signed in.</summary>
public sealed record Viewer(Guid Id, string DisplayName, bool IsOrganiser, bool IsAdministrator)
{
    /// <summary>The session in which they came.</summary>
    public Guid Session { get; init; }

    /// <summary>When they last showed in it who they are.</summary>
    public DateTimeOffset ProvenAt { get; init; }

    /// <summary>Whether they came on a phone that several people use: without use it locks.</summary>
    public bool IsOnSharedPhone { get; init; }

    /// <summary>Whether they read the record of who looked at what.</summary>
    public bool IsAuditor { get; init; }

    /// <summary>Two-letter code of the language the portal speaks with them.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Codes (ISO 639) of the languages they speak.</summary>
    public IReadOnlyList<string> Speaks { get; init; } = [];

    /// <summary>IANA name of the time zone they live in; the coalition's as long as they have not said.</summary>
    public string TimeZone { get; init; } = "Europe/Paris";

    /// <summary>Whether they have said in which time zone they live, so that it may be called theirs.</summary>
    public bool SaidTimeZone { get; init; } = true;

    /// <summary>Whether their address is confirmed. Who is not may sign in, and do nothing else yet.</summary>
    public bool IsConfirmed { get; init; } = true;

    /// <summary>Whether mail to their address is of no use, and none goes there.</summary>
    public bool AddressIsDead { get; init; }

    /// <summary>When their account is to be erased; null where it is not.</summary>
    public DateTimeOffset? DeletionDueAt { get; init; }

    /// <summary>How many call-outs ask them and wait for an answer.</summary>
    public int OpenAsks { get; init; }

    /// <summary>The organisations they organise for.</summary>
    public IReadOnlyList<Guid> OrganiserOf { get; init; } = [];

    /// <summary>The organisations they belong to in whatever role.</summary>
    public IReadOnlyList<Guid> MemberOf { get; init; } = [];

    /// <summary>All memberships, also those asked for.</summary>
    public IReadOnlyList<PersonMembership> Memberships { get; init; } = [];

    /// <summary>The person behind facts just read.</summary>
    /// <param name="usualZone">The time zone of who has not said theirs.</param>
    public static Viewer From(ViewerFacts facts, string usualZone)
    {
        PersonMembership[] active = [.. facts.Memberships.Where(m => m.State == MembershipState.Active)];
        return new Viewer(facts.Id, facts.DisplayName, facts.IsOrganiser, facts.IsAdministrator)
        {
            IsAuditor = facts.IsAuditor,
            Language = facts.Language,
            Speaks = facts.Speaks,
            TimeZone = facts.TimeZone.Length > 0 ? facts.TimeZone : usualZone,
            SaidTimeZone = facts.TimeZone.Length > 0,
            IsConfirmed = facts.IsConfirmed,
            AddressIsDead = facts.AddressIsDead,
            DeletionDueAt = facts.DeletionDueAt,
            OpenAsks = facts.OpenAsks,
            OrganiserOf = [.. active.Where(m => m.Role == MembershipRole.Organiser).Select(m => m.OrganisationId).Distinct()],
            MemberOf = [.. active.Select(m => m.OrganisationId).Distinct()],
            Memberships = facts.Memberships,
        };
    }
}

/// <summary>The person of this request; <see cref="Value"/> is null for anonymous visitors.</summary>
public sealed class CurrentViewer
{
    /// <summary>Set once, after authentication.</summary>
    public Viewer? Value { get; set; }

    /// <summary>Who gave the right password and has yet to take the second step: nobody to every page but those by which it is taken. Null once it was.</summary>
    public Viewer? Awaited { get; set; }

    /// <summary>Whose session on a shared phone is locked: nobody to every page, those by which one shows who one is included, but the one that unlocks it. Null otherwise.</summary>
    public Viewer? Locked { get; set; }

    /// <summary>Either of the first two: for the few pages on which one shows who one is.</summary>
    public Viewer? Person => Value ?? Awaited;
}
