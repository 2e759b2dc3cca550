namespace Portal.Core.Needs;

/// <summary>A need as its organisers read it.</summary>
public sealed record DeskNeed
{
    /// <summary>Its number.</summary>
    public required Guid Id { get; init; }

    /// <summary>The organisation.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>Its name.</summary>
    public required string Organisation { get; init; }

    /// <summary>What it is.</summary>
    public required LocalText Item { get; init; }

    /// <summary>What it is counted in.</summary>
    public required LocalText Unit { get; init; }

    /// <summary>Where to bring or send it.</summary>
    public required LocalText Place { get; init; }

    /// <summary>Who may bring it; null for everybody.</summary>
    public required LocalText? Bringers { get; init; }

    /// <summary>How urgent it is.</summary>
    public required NeedUrgency Urgency { get; init; }

    /// <summary>How much is wanted.</summary>
    public required int Wanted { get; init; }

    /// <summary>How much is promised.</summary>
    public required int Pledged { get; init; }

    /// <summary>How much arrived.</summary>
    public required int Arrived { get; init; }

    /// <summary>When its organisers last said that this is so.</summary>
    public required DateTimeOffset TouchedAt { get; init; }

    /// <summary>When they were asked whether it still is.</summary>
    public required DateTimeOffset? AskedAt { get; init; }

    /// <summary>Whether everybody sees it.</summary>
    public required NeedState State { get; init; }

    /// <summary>How much is neither here nor promised.</summary>
    public int Missing => Math.Max(0, Wanted - Pledged - Arrived);
}

/// <summary>Whether a need is shown, in the order in which organisers look at them.</summary>
public enum NeedState
{
    /// <summary>It is shown, and will vanish unless somebody says that it still is.</summary>
    Asked,

    /// <summary>It is shown.</summary>
    Shown,

    /// <summary>Nobody said that it still is: only its organisers see it.</summary>
    Vanished,

    /// <summary>It is closed.</summary>
    Closed,
}

/// <summary>A need with what was promised and what came, the latest first.</summary>
public sealed record DeskPage(DeskNeed Need, IReadOnlyList<DeskPledge> Open, IReadOnlyList<DeskPledge> Over, IReadOnlyList<DeskArrival> Arrivals);

/// <summary>A promise as organisers read it.</summary>
/// <param name="Who">The display name; null where it is not known any more.</param>
public sealed record DeskPledge(Guid Id, string? Who, int Amount, int Arrived, DateOnly By, string? Word, PledgeState State)
{
    /// <summary>What is still to come.</summary>
    public int Rest => Math.Max(0, Amount - Arrived);
}

/// <summary>What came, when, for whose promise, and who noted it.</summary>
public sealed record DeskArrival(Guid Id, int Amount, DateTimeOffset At, bool ForPledge, string? From, string? By);
