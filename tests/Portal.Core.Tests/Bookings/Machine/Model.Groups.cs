using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;

namespace Portal.Core.Tests.Bookings.Machine;

/// <summary>Places that are held for groups.</summary>
internal sealed partial class Model
{
    /// <summary>A group with one place, of which one person leads three at most.</summary>
    private string Hold(Person leader, bool open, DateTimeOffset now)
    {
        var leads = leader.Groups.Count(g => !g.IsDissolved && !g.IsFreed);
        if (!open || startsAt - now <= TwoDays || leads >= 3 || Held >= capacity)
        {
            return "not held";
        }

        leader.Groups.Add(new(_turn));
        return "held";
    }

    /// <summary>The leader claims the place of the latest group.</summary>
    private string Claim(Person person, bool open, DateTimeOffset now)
    {
        if (person.Groups is not [.., var group])
        {
            return nameof(ClaimResult.NotFound);
        }

        var isLive = person.IsLive && now < startsAt.AddHours(4);
        if (isLive && group.ClaimedAt == person.BeganAt)
        {
            return nameof(ClaimResult.Already);
        }

        if (!open || (isLive && person.State != BookingState.Waitlisted))
        {
            return nameof(ClaimResult.Refused);
        }

        if (startsAt - now <= TwoDays || !group.IsUnclaimed)
        {
            return nameof(ClaimResult.Gone);
        }

        group.ClaimedAt = _turn;
        person.Begin(BookingState.Confirmed, _turn);
        return nameof(ClaimResult.Confirmed);
    }

    private string Dissolve(Person leader, DateTimeOffset now)
    {
        if (leader.Groups is not [.., var group])
        {
            return "-1";
        }

        var frees = group.IsUnclaimed;
        group.IsDissolved = true;
        FreeGroup(group, now);
        return frees ? "1" : "0";
    }

    /// <summary>As many places as are free then are offered to those who wait.</summary>
    private void FreeGroup(Group group, DateTimeOffset now)
    {
        if (!group.IsUnclaimed)
        {
            return;
        }

        group.IsFreed = true;
        for (var offers = Waits(now) ? Math.Min(capacity - Held, _people.Count(p => p.State == BookingState.Waitlisted)) : 0; offers > 0; offers--)
        {
            OfferToHead(now);
        }
    }
}
