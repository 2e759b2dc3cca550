using System.Diagnostics.CodeAnalysis;
using Portal.Core.Privacy;

namespace Portal.Core.Updates;

/// <summary>
/// A numbered stream of updates: <c>public</c>, <c>community</c>, <c>organisation:{slug}</c> and <c>circle:{slug}</c> for
/// their members, <c>shift:{id}</c> for those who have a place on it. The number is allocated last in the publishing transaction, so numbers have no gaps and commit in order.
/// </summary>
public sealed class Channel
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 100;

    /// <summary>The channel everyone may read.</summary>
    public const string Public = "public";

    /// <summary>The channel of all who are signed in.</summary>
    public const string Community = "community";

    private const string OrganisationPrefix = "organisation:";
    private const string CirclePrefix = "circle:";
    private const string ShiftPrefix = "shift:";

    /// <summary>The channel's name.</summary>
    [NotPersonal(Because.Identifier)]
    public required string Name { get; init; }

    /// <summary>The number of its newest event; 0 for none. Changed by guarded statements only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public long Head { get; private set; }

    /// <summary>When its newest event came; null for none.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? MovedAt { get; private set; }

    /// <summary>The channel of an organisation's members.</summary>
    public static string OfOrganisation(string slug) => OrganisationPrefix + slug;

    /// <summary>The channel of a circle's members.</summary>
    public static string OfCircle(string slug) => CirclePrefix + slug;

    /// <summary>The channel of those who have a place on a shift.</summary>
    public static string OfShift(Guid id) => $"{ShiftPrefix}{id:D}";

    /// <summary>Whether a name is that of an organisation's channel, and of which.</summary>
    public static bool IsOfOrganisation(string channel, [NotNullWhen(true)] out string? slug) =>
        (slug = channel.StartsWith(OrganisationPrefix, StringComparison.Ordinal) ? channel[OrganisationPrefix.Length..] : null) is not null;

    /// <summary>Whether a name is that of a circle's channel.</summary>
    public static bool IsOfCircle(string channel) => channel.StartsWith(CirclePrefix, StringComparison.Ordinal);

    /// <summary>Whether a name is that of a shift's channel, and of which.</summary>
    public static bool IsOfShift(string channel, out Guid id)
    {
        id = default;
        return channel.StartsWith(ShiftPrefix, StringComparison.Ordinal) && Guid.TryParseExact(channel.AsSpan(ShiftPrefix.Length), "D", out id) && channel == OfShift(id);
    }

    /// <summary>Whether a name is one that a channel may have.</summary>
    public static bool IsWellFormed(string channel) => channel is Public or Community || IsOfOrganisation(channel, out _) || IsOfCircle(channel) || IsOfShift(channel, out _);
}
