using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Parties;

/// <summary>
/// People who come together (a convoy). Its leader holds places on shifts of one organisation, and each person claims one by link.
/// All of it is forgotten a month after its last shift; what people booked stays theirs.
/// </summary>
public sealed class Party
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLength = 60;

    /// <summary>How many places a group holds at most on one shift, claimed ones among them.</summary>
    public const int MostPlaces = 20;

    /// <summary>On how many shifts it holds places at most.</summary>
    public const int MostShifts = 7;

    /// <summary>How many groups one person leads at most at the same time.</summary>
    public const int MostOpen = 3;

    /// <summary>How many forms of new accounts each of its places vouches for: one, and two more for what was mistyped.</summary>
    public const int FormsPerPlace = 3;

    /// <summary>Bytes of <see cref="TokenHash"/> (SHA-256).</summary>
    public const int HashBytes = 32;

    private const string Kept = "30 days after its last shift";
    private const string Seers = "those who have its link, the shifts' leads, organisers of the organisation";

    private Party()
    {
    }

    /// <summary>This long before the start, places that nobody claimed are free for all: later there would be no time to fill them.</summary>
    public static TimeSpan FreedBefore { get; } = TimeSpan.FromHours(48);

    /// <summary>This long before the start its leader is reminded of them.</summary>
    public static TimeSpan RemindedBefore { get; } = TimeSpan.FromHours(72);

    /// <summary>How long after its last shift it is forgotten.</summary>
    public static TimeSpan Remembered { get; } = TimeSpan.FromDays(30);

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid Id { get; private init; }

    /// <summary>Who holds the places.</summary>
    [Personal("to know who brings a group", Tier.Restricted, Kept, Seers)]
    public Guid LeaderId { get; private init; }

    /// <summary>Whose shifts.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid OrganisationId { get; private init; }

    /// <summary>What it calls itself.</summary>
    [Personal("to know which group comes", Tier.Restricted, Kept, Seers)]
    public string Name { get; private init; } = "";

    /// <summary>Which of its links is good: another number makes another link. Changed by a statement only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int LinkNumber { get; private init; }

    /// <summary>The hash of the token in its link. It is long and random, so it needs neither salt nor many rounds. Changed by a statement only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public byte[] TokenHash { get; private init; } = [];

    /// <summary>When it was made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When its leader dissolved it, or null. Changed by a statement only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? DissolvedAt { get; private init; }

    /// <summary>How many forms of new accounts it vouched for. Changed by a guarded statement only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Vouched { get; private init; }

    /// <summary>A new one.</summary>
    public static Party Create(TimeProvider clock, PartyLinks links, Guid leaderId, Guid organisationId, string name)
    {
        var id = Ids.New(clock);
        return new()
        {
            Id = id,
            LeaderId = leaderId,
            OrganisationId = organisationId,
            Name = name,
            TokenHash = PartyLinks.HashOf(links.Of(id, 0)),
            CreatedAt = clock.GetUtcNow(),
        };
    }
}
