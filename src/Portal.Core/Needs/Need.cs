using Portal.Core.Privacy;

namespace Portal.Core.Needs;

/// <summary>Something an organisation is short of: what, how much of it, and where it may be brought. Published.</summary>
public sealed class Need
{
    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int ItemLength = 120;

    /// <summary>Longest unit.</summary>
    public const int UnitLength = 40;

    /// <summary>Longest text about where to bring it.</summary>
    public const int PlaceLength = 600;

    /// <summary>Longest text about who may bring it.</summary>
    public const int BringersLength = 200;

    /// <summary>The most that can be wanted, promised, or arrive at once.</summary>
    public const int MostAmount = 1_000_000;

    /// <summary>The most that can have arrived in all.</summary>
    public const int MostArrived = 1_000_000_000;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The organisation.</summary>
    [NotPersonal(Because.PublicFact)]
    public required Guid OrganisationId { get; init; }

    /// <summary>What it is, such as "gloves, size L".</summary>
    [NotPersonal(Because.Published)]
    public LocalText Item { get; private set; } = LocalText.Of("");

    /// <summary>What it is counted in, such as "pairs".</summary>
    [NotPersonal(Because.Published)]
    public LocalText Unit { get; private set; } = LocalText.Of("");

    /// <summary>Where to bring or send it.</summary>
    [NotPersonal(Because.Published)]
    public LocalText Place { get; private set; } = LocalText.Of("");

    /// <summary>Who may bring it; null for everybody.</summary>
    [NotPersonal(Because.Published)]
    public LocalText? Bringers { get; private set; }

    /// <summary>How urgent it is.</summary>
    [NotPersonal(Because.PublicFact)]
    public NeedUrgency Urgency { get; private set; }

    /// <summary>How much is wanted.</summary>
    [NotPersonal(Because.PublicFact)]
    public int Wanted { get; private set; }

    /// <summary>How much of it is promised and has not arrived: the sum over open pledges. Changed by <see cref="NeedGuard"/> only.</summary>
    [NotPersonal(Because.PublicFact)]
    public int Pledged { get; private set; }

    /// <summary>How much has arrived: the sum over arrivals. Changed by <see cref="NeedGuard"/> only.</summary>
    [NotPersonal(Because.PublicFact)]
    public int Arrived { get; private set; }

    /// <summary>When it was first written.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its organisers last said that this is so.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset TouchedAt { get; private set; }

    /// <summary>When they were asked whether it still is; null where they were not since.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>When it was closed, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Raised with every change but those of the counters. A stale copy cannot be saved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; private set; }

    /// <summary>Writes what it says, which also says that it is still so.</summary>
    internal void Write(NeedPlan plan, DateTimeOffset now)
    {
        (Item, Unit, Place, Bringers) = (plan.Item, plan.Unit, plan.Place, plan.Bringers);
        (Urgency, Wanted) = (plan.Urgency, plan.Wanted);
        Touch(now);
    }

    /// <summary>Says that it is still needed, also where it was closed or had vanished.</summary>
    internal void Renew(DateTimeOffset now)
    {
        ClosedAt = null;
        Touch(now);
    }

    /// <summary>Takes it off the list. False where it was off already.</summary>
    internal bool TryClose(DateTimeOffset now)
    {
        if (ClosedAt is not null)
        {
            return false;
        }

        ClosedAt = now;
        Version++;
        return true;
    }

    private void Touch(DateTimeOffset now)
    {
        (TouchedAt, AskedAt) = (now, null);
        Version++;
    }
}

/// <summary>How urgent a need is.</summary>
public enum NeedUrgency
{
    /// <summary>It is used up all the time.</summary>
    Ordinary,

    /// <summary>It will run out soon.</summary>
    Soon,

    /// <summary>People go without it now.</summary>
    Urgent,
}
