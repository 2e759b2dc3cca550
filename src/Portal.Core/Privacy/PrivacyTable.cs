using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Privacy;

/// <summary>
/// The inventory as people read it: every stored property that tells something about a person, in a row of the page "How we treat your data",
/// and of the register of processing. A test fails on a property that stands in no row, and on a register that says something else.
/// </summary>
public sealed class PrivacyTable(IDbContextFactory<PortalDbContext> contexts)
{
    private readonly Lazy<IReadOnlyList<PrivacyRow>> _rows = new(() =>
    {
        using var db = contexts.CreateDbContext();
        return Build(Inventory.Of(db.Model));
    });

    // By entity, or by one of its properties, which then goes before its entity. The web log is no row of the database.
    private static readonly (string Name, string[] Speaks)[] Names =
    [
        ("Address", ["Supporter.UserName", "Supporter.NormalizedUserName", "Supporter.Email", "Supporter.NormalizedEmail", "AddressChange"]),
        ("Name", ["Supporter.DisplayName"]),
        ("Languages", ["Supporter.SpokenLanguages"]),
        ("Account", ["Supporter", "LastVisit", "AccountDeletion", "FormOutcome"]),
        ("SignIn", ["Supporter.PasswordHash", "IdentityUserClaim`1", "IdentityUserLogin`1", "IdentityUserToken`1", "IdentityUserPasskey`1", "IdentityPasskeyData", "Authenticator", "RecoveryCode", "Attempt"]),
        ("Sessions", ["Session"]),
        ("Phone", ["Supporter.Phone"]),
        ("Memberships", ["Membership", "CoalitionRole", "TwoPersonRequest", "OrganiserInvitation", "Acquaintance"]),
        ("Circles", ["SupporterCircle", "CircleMember"]),
        ("Qualifications", ["Qualification"]),
        ("Stays", ["Stay"]),
        ("Bookings", ["Booking", "BookingChange", "Shift", "ShiftSeries", "ImportRun", "RosterPass"]),
        ("Hours", ["GivenHours"]),
        ("Groups", ["Party", "PartyPlace"]),
        ("WalkIns", ["WalkIn"]),
        ("Reveals", ["PointConcern"]),
        ("Apart", ["KeptApart"]),
        ("Suspended", ["AccountSuspension"]),
        ("Concerns", ["PersonConcern"]),
        ("CallOuts", ["CallOutAsk"]),
        ("Pledges", ["Pledge", "Arrival"]),
        ("Closures", ["SiteClosure", "ClosureNotice", "CallRound", "RevealPause"]),
        ("Point", ["MeetingPoint", "JoiningLink"]),
        ("Following", ["ChannelMute", "Solidarity", "ActionDone"]),
        ("Texts", ["Update", "PlannedUpdate", "UpdatePicture", "CallOut", "Newsletter", "SubscriberImport", "CircleMessage"]),
        ("Ledger", ["IncomeEntry", "PaymentImport", "PaymentMapping", "ShareRound", "RoundShare", "RoundConfirmation", "ShareStory"]),
        ("Newsletter", ["Subscriber", "SubscriberTopic"]),
        ("Mail", ["Message", "ProviderEvent"]),
        ("Trouble", ["AddressStanding"]),
        ("Log", []),
        ("Audit", ["AuditEntry"]),
    ];

    /// <summary>The rows, in the order in which people read them.</summary>
    public IReadOnlyList<PrivacyRow> Rows => _rows.Value;

    /// <summary>Which of these stand in no row.</summary>
    public static IEnumerable<InventoryEntry> Unspoken(IEnumerable<InventoryEntry> inventory) => inventory.Where(entry => RowOf(entry) is null);

    internal static IReadOnlyList<PrivacyRow> Build(IReadOnlyList<InventoryEntry> inventory) =>
        [.. Names.Select(row => new PrivacyRow(row.Name, [.. inventory.Where(entry => RowOf(entry) == row.Name)]))];

    private static string? RowOf(InventoryEntry entry) =>
        Names.FirstOrDefault(row => row.Speaks.Contains($"{entry.Entity.Name}.{entry.Property}")).Name ?? Names.FirstOrDefault(row => row.Speaks.Contains(entry.Entity.Name)).Name;
}

/// <summary>One row: its name as texts know it, and what it speaks of.</summary>
public sealed record PrivacyRow(string Name, IReadOnlyList<InventoryEntry> Entries)
{
    /// <summary>Whether some of it is sealed.</summary>
    public bool IsSealed => Entries.Any(entry => entry.Said.Tier == Tier.Secret);
}
