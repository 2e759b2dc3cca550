using Portal.Core.Privacy;

namespace Portal.Core.Circles;

/// <summary>That somebody belongs to a circle, asks to, or did. It stays for a while after it ended, so that whoever was removed asks before coming back.</summary>
public sealed class CircleMember
{
    /// <summary>Longest word to the hosts, in UTF-16 units.</summary>
    public const int WordLength = 300;

    /// <summary>Longest reason why somebody was removed.</summary>
    public const int ReasonLength = 300;

    /// <summary>Months after it ended for which it is kept.</summary>
    public const int MonthsKept = 12;

    private const string For = "to know who belongs to a circle";
    private const string Kept = "until 12 months after leaving";
    private const string Hosts = "oneself, hosts of the circle";

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Which circle.</summary>
    [Personal(For, Tier.Restricted, Kept, Hosts)]
    public required Guid CircleId { get; init; }

    /// <summary>Who.</summary>
    [Personal(For, Tier.Restricted, Kept, "oneself; members and hosts as far as both agreed")]
    public required Guid SupporterId { get; init; }

    /// <summary>Asked, belongs or gone.</summary>
    [Personal(For, Tier.Restricted, Kept, Hosts)]
    public CircleStanding Standing { get; private set; } = CircleStanding.Gone;

    /// <summary>Whether they host it.</summary>
    [Personal(For, Tier.Restricted, Kept, "members of the circle, administrators")]
    public bool IsHost { get; private set; }

    /// <summary>When a host asked them to host it with them; null where there is nothing to answer.</summary>
    [Personal("to find hosts", Tier.Restricted, Kept, Hosts)]
    public DateTimeOffset? HostAskedAt { get; private set; }

    /// <summary>When they offered to host a circle that has no host; null where they did not.</summary>
    [Personal("to find hosts", Tier.Restricted, Kept, "oneself, administrators")]
    public DateTimeOffset? OfferedAt { get; private set; }

    /// <summary>Whether those members see their name who let theirs be seen, and the hosts.</summary>
    [Personal("to respect the person's wish", Tier.Restricted, Kept, Because.Oneself)]
    public bool SharesName { get; private set; }

    /// <summary>Whether what the hosts write to all is mailed to them.</summary>
    [Personal("to respect the person's wish", Tier.Restricted, Kept, Because.Oneself)]
    public bool WantsMail { get; private set; } = true;

    /// <summary>A word to the hosts from whoever asks, gone once it is answered.</summary>
    [Personal("to know who asks", Tier.Restricted, "until it is answered", Hosts)]
    public string? Word { get; private set; }

    /// <summary>When they asked or joined.</summary>
    [Personal(For, Tier.Restricted, Kept, Hosts)]
    public DateTimeOffset Since { get; private set; }

    /// <summary>When it ended.</summary>
    [Personal(For, Tier.Restricted, Kept, Because.Oneself)]
    public DateTimeOffset? GoneAt { get; private set; }

    /// <summary>Why a host ended it; null where nobody but themselves did.</summary>
    [Personal("to tell the person", Tier.Restricted, Kept, Because.Oneself)]
    public string? RemovedBecause { get; private set; }

    /// <summary>When they last stopped hosting: so that they read no report of that time.</summary>
    [Personal("to keep reports safe", Tier.Restricted, Kept, Because.Nobody)]
    public DateTimeOffset? HostedUntil { get; private set; }

    /// <summary>The circle.</summary>
    public SupporterCircle? Circle { get; init; }

    /// <summary>Whether a place among the hosts is theirs, or kept for them.</summary>
    public bool TakesHostPlace => Standing == CircleStanding.Active && (IsHost || HostAskedAt is not null);

    /// <summary>Joins at once. False where they belong to it.</summary>
    public bool TryJoin(bool sharesName, DateTimeOffset now)
    {
        if (Standing == CircleStanding.Active)
        {
            return false;
        }

        (Standing, Since, GoneAt, RemovedBecause, Word, SharesName, WantsMail) = (CircleStanding.Active, now, null, null, null, sharesName, true);
        return true;
    }

    /// <summary>Asks the hosts. False where they asked, or belong to it.</summary>
    public bool TryAsk(bool sharesName, string? word, DateTimeOffset now)
    {
        if (Standing != CircleStanding.Gone)
        {
            return false;
        }

        (Standing, Since, GoneAt, Word, SharesName, WantsMail) = (CircleStanding.Asked, now, null, word, sharesName, true);
        return true;
    }

    /// <summary>A host's answer to somebody who asked. False where there is nothing to answer.</summary>
    public bool TryAnswer(bool accept, DateTimeOffset now)
    {
        if (Standing != CircleStanding.Asked)
        {
            return false;
        }

        return accept ? TryJoin(SharesName, now) : TryGo(because: null, now);
    }

    /// <summary>Ends it, by themselves or, with a reason, by a host. False where it is over.</summary>
    public bool TryGo(string? because, DateTimeOffset now)
    {
        if (Standing == CircleStanding.Gone)
        {
            return false;
        }

        if (IsHost)
        {
            HostedUntil = now;
        }

        (Standing, GoneAt, IsHost, HostAskedAt, OfferedAt, Word, SharesName, WantsMail, RemovedBecause) = (CircleStanding.Gone, now, false, null, null, null, false, false, because ?? RemovedBecause);
        return true;
    }

    /// <summary>A host asks them to host it too. False for whoever does, was asked, or does not belong to it.</summary>
    public bool TryAskToHost(DateTimeOffset now)
    {
        if (Standing != CircleStanding.Active || TakesHostPlace)
        {
            return false;
        }

        HostAskedAt = now;
        return true;
    }

    /// <summary>Their answer. False where nobody asked.</summary>
    public bool TryAnswerToHost(bool accept)
    {
        if (Standing != CircleStanding.Active || HostAskedAt is null)
        {
            return false;
        }

        HostAskedAt = null;
        IsHost |= accept;
        return true;
    }

    /// <summary>Offers to host it. False for whoever offered before or does not belong to it.</summary>
    public bool TryOffer(DateTimeOffset now)
    {
        if (Standing != CircleStanding.Active || IsHost || OfferedAt is not null)
        {
            return false;
        }

        OfferedAt = now;
        return true;
    }

    /// <summary>An administrator's answer to the offer. False where there is none.</summary>
    public bool TryAnswerOffer(bool accept)
    {
        if (Standing != CircleStanding.Active || OfferedAt is null)
        {
            return false;
        }

        (OfferedAt, HostAskedAt) = (null, null);
        IsHost |= accept;
        return true;
    }

    /// <summary>Begins it as the one who hosts it.</summary>
    public void Found(DateTimeOffset now)
    {
        TryJoin(sharesName: false, now);
        IsHost = true;
    }

    /// <summary>Stops hosting and stays. False for whoever does not host.</summary>
    public bool TryStepDown(DateTimeOffset now)
    {
        if (!IsHost)
        {
            return false;
        }

        (IsHost, HostedUntil) = (false, now);
        return true;
    }

    /// <summary>Sets what they want to show and to get.</summary>
    public void Choose(bool sharesName, bool wantsMail) => (SharesName, WantsMail) = (sharesName, wantsMail);
}

/// <summary>Where somebody stands in a circle.</summary>
public enum CircleStanding
{
    /// <summary>Asked, and a host has yet to answer.</summary>
    Asked,

    /// <summary>Belongs to it.</summary>
    Active,

    /// <summary>Left, was removed, or was told no.</summary>
    Gone,
}
