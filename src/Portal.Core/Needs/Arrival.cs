using Portal.Core.Privacy;

namespace Portal.Core.Needs;

/// <summary>That some of what was short came, for a pledge or without one.</summary>
public sealed class Arrival
{
    /// <summary>For how many months it is known who noted it.</summary>
    public const int MonthsKept = 12;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The need.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid NeedId { get; init; }

    /// <summary>The pledge that it came for; null for none.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? PledgeId { get; init; }

    /// <summary>How much came.</summary>
    [NotPersonal("what an organisation received")]
    public required int Amount { get; init; }

    /// <summary>When it was noted.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Who noted it.</summary>
    [Personal("to ask again where a number looks wrong", Tier.Restricted, "12 months", "organisers of the organisation")]
    public Guid? ById { get; init; }
}
