using Portal.Core.Privacy;

namespace Portal.Core.Needs;

/// <summary>That somebody will bring or send some of what is short, by a day. At most one open at a time for a person and a need.</summary>
public sealed class Pledge
{
    /// <summary>Longest word to the organisers.</summary>
    public const int WordLength = 200;

    /// <summary>Most pledges that one person has open at once.</summary>
    public const int MostOpen = 20;

    /// <summary>For how many months it is known whose it was, after it ended.</summary>
    public const int MonthsKept = 12;

    private const string Kept = "12 months after it ended";

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The need.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid NeedId { get; init; }

    /// <summary>Who promised it; null once that is not known any more.</summary>
    [Personal("to know who brings what", Tier.Restricted, Kept, Because.OneselfAndOrganisers)]
    public Guid? SupporterId { get; init; }

    /// <summary>How much.</summary>
    [Personal("to know how much is still missing", Tier.Restricted, Kept + ", then a number", "everybody sees the sum; oneself, organisers of the organisation")]
    public required int Amount { get; set; }

    /// <summary>How much of it has arrived; may be more.</summary>
    [NotPersonal("what an organisation received")]
    public int Arrived { get; set; }

    /// <summary>By which day.</summary>
    [Personal("so that what comes can be planned with", Tier.Restricted, Kept + ", then a number", Because.OneselfAndOrganisers)]
    public required DateOnly By { get; set; }

    /// <summary>A word to the organisers, or null.</summary>
    [Personal("what the person wants to say to it", Tier.Restricted, Kept, Because.OneselfAndOrganisers)]
    public string? Word { get; set; }

    /// <summary>Where it stands.</summary>
    [Personal("to know how much is still missing", Tier.Restricted, Kept + ", then a number", Because.OneselfAndOrganisers)]
    public PledgeState State { get; private set; } = PledgeState.Open;

    /// <summary>When it was made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The need.</summary>
    public Need? Need { get; init; }

    /// <summary>How much of the need it counts for: what was promised and has not come, as long as it may come.</summary>
    public int Outstanding => State == PledgeState.Open ? Math.Max(0, Amount - Arrived) : 0;

    /// <summary>Whether another amount is possible: more than has arrived.</summary>
    internal bool MayBe(int amount) => State == PledgeState.Open && amount > Arrived;

    /// <summary>Some of it came, or more.</summary>
    internal void Receive(int amount, DateTimeOffset now)
    {
        (Arrived, ChangedAt) = (Arrived + amount, now);
        if (Arrived >= Amount)
        {
            State = PledgeState.Arrived;
        }
    }

    /// <summary>What was noted as come had not. It waits again, unless <paramref name="isFree"/> says that the person has promised anew meanwhile, or is gone.</summary>
    internal void Unreceive(int amount, bool isFree, DateTimeOffset now)
    {
        (Arrived, ChangedAt) = (Arrived - amount, now);
        if (State == PledgeState.Arrived && Arrived < Amount)
        {
            State = isFree ? PledgeState.Open : PledgeState.TakenBack;
        }
    }

    /// <summary>Ends it before all of it came. False where it had ended.</summary>
    internal bool TryEnd(PledgeState how, DateTimeOffset now)
    {
        if (State != PledgeState.Open)
        {
            return false;
        }

        (State, ChangedAt) = (how, now);
        return true;
    }
}

/// <summary>Where a pledge stands.</summary>
public enum PledgeState
{
    /// <summary>It is waited for.</summary>
    Open,

    /// <summary>All of it came, or more.</summary>
    Arrived,

    /// <summary>Whoever made it took it back.</summary>
    TakenBack,

    /// <summary>Its day passed two weeks ago.</summary>
    Lapsed,
}
