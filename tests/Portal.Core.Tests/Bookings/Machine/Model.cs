using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;

namespace Portal.Core.Tests.Bookings.Machine;

/// <summary>
/// What the specification says of one position and the people around it, in plain memory: no database, no locks, no counters.
/// A person's standing is that of their latest booking. The order of the line, who is relieved first and when offers end is told here anew;
/// only the length of an offer is asked of <see cref="OfferTime"/>, which has tests of its own.
/// </summary>
internal sealed partial class Model(int capacity, DateTimeOffset startsAt, TimeZoneInfo zone)
{
    private static readonly TimeSpan TwoDays = TimeSpan.FromHours(48);
    private static readonly BookingState[] Holding = [BookingState.Offered, BookingState.Confirmed, BookingState.SeekingCover];
    private readonly Person[] _people = [.. Enumerable.Range(0, Step.People).Select(_ => new Person())];
    private bool _calledOff;
    private int _turn;

    /// <summary>Where each person stands; null where there was never a booking.</summary>
    public IReadOnlyList<BookingState?> States => [.. _people.Select(p => p.State)];

    /// <summary>How many places are held, those of groups that nobody claimed among them.</summary>
    public int Held => _people.Count(p => p.Holds) + _people.Sum(p => p.Groups.Count(g => g.IsUnclaimed));

    /// <summary>How many of them look for somebody to take over.</summary>
    public int Seeking => _people.Count(p => p.State == BookingState.SeekingCover);

    /// <summary>Does a step at a moment and tells what the answer must be.</summary>
    public string Do(Step step, DateTimeOffset now)
    {
        _turn++;
        var person = _people[step.Who];
        var open = now < startsAt && !_calledOff;
        return step.Deed switch
        {
            Deed.Book => Book(person, open),
            Deed.Join => Join(person, open),
            Deed.Cancel => Cancel(person, now, offers: false),
            Deed.OfferToAll => Cancel(person, now, offers: true),
            Deed.Accept => Accept(person, open, now),
            Deed.Decline => Decline(person, now),
            Deed.Keep => Keep(person, now),
            Deed.Hold => Hold(person, open, now),
            Deed.Claim => Claim(person, open, now),
            Deed.Dissolve => Dissolve(person, now),
            Deed.CallOff => CallOff(now),
            _ => Lapse(now),
        };
    }

    private string Book(Person person, bool open)
    {
        if (!open || person.IsLive)
        {
            return nameof(BookResult.Refused);
        }

        if (!TryTake())
        {
            return nameof(BookResult.JustGone);
        }

        person.Begin(BookingState.Confirmed, _turn);
        return nameof(BookResult.Confirmed);
    }

    private string Join(Person person, bool open)
    {
        if (open && person.State is (BookingState.Waitlisted or BookingState.Offered))
        {
            return nameof(WaitResult.Waiting);
        }

        if (!open || person.IsLive)
        {
            return nameof(WaitResult.Refused);
        }

        if (Held - Seeking < capacity)
        {
            return nameof(WaitResult.HasPlaces);
        }

        person.Begin(BookingState.Waitlisted, _turn);
        return nameof(WaitResult.Waiting);
    }

    private string Cancel(Person person, DateTimeOffset now, bool offers)
    {
        if (person.State is null)
        {
            return nameof(CancelResult.NotFound);
        }

        if (!person.IsLive)
        {
            return nameof(CancelResult.AlreadyOver);
        }

        if (now >= startsAt)
        {
            return nameof(CancelResult.AlreadyStarted);
        }

        var sure = person.State is BookingState.Confirmed or BookingState.SeekingCover;
        if (offers && !sure)
        {
            return nameof(CancelResult.NothingToOffer);
        }

        var late = now > startsAt.AddHours(-12);
        if (sure && (late || offers))
        {
            if (person.State == BookingState.Confirmed)
            {
                person.Turn(BookingState.SeekingCover, _turn);
            }

            return late ? nameof(CancelResult.CancelledLate) : nameof(CancelResult.Offered);
        }

        var held = person.Holds;
        person.Turn(BookingState.CancelledByVolunteer, _turn);
        if (held)
        {
            Free(now);
        }

        return held ? nameof(CancelResult.Cancelled) : nameof(CancelResult.LeftLine);
    }

    private string Accept(Person person, bool open, DateTimeOffset now)
    {
        var isOffer = person.State == BookingState.Offered && person.AnswerBy > now;
        if (!isOffer && person.State != BookingState.Waitlisted)
        {
            return person.State is null ? nameof(OfferResult.NotFound) : person.State == BookingState.Confirmed ? nameof(OfferResult.Confirmed) : nameof(OfferResult.Gone);
        }

        if (!open)
        {
            return nameof(OfferResult.Refused);
        }

        if (!isOffer && !TryTake())
        {
            return nameof(OfferResult.Gone);
        }

        person.Turn(BookingState.Confirmed, _turn);
        return nameof(OfferResult.Confirmed);
    }

    private string Decline(Person person, DateTimeOffset now)
    {
        if (person.State != BookingState.Offered)
        {
            return person.State is null ? nameof(OfferResult.NotFound) : person.State == BookingState.Declined ? nameof(OfferResult.Declined) : nameof(OfferResult.Gone);
        }

        person.Turn(BookingState.Declined, _turn);
        Free(now);
        return nameof(OfferResult.Declined);
    }

    private string Keep(Person person, DateTimeOffset now)
    {
        if (person.State != BookingState.SeekingCover || now >= startsAt)
        {
            return person.State is null ? nameof(KeepResult.NotFound) : person.State == BookingState.Confirmed ? nameof(KeepResult.Kept) : nameof(KeepResult.Gone);
        }

        person.Turn(BookingState.Confirmed, _turn);
        return nameof(KeepResult.Kept);
    }

    private string CallOff(DateTimeOffset now)
    {
        if (_calledOff || now >= startsAt)
        {
            return "";
        }

        _calledOff = true;
        foreach (var person in _people.Where(p => p.IsLive))
        {
            person.Turn(BookingState.CancelledByOrganiser, _turn);
        }

        foreach (var group in _people.SelectMany(p => p.Groups).Where(g => g.IsUnclaimed))
        {
            group.IsFreed = true;
        }

        return "";
    }

    /// <summary>Offers that nobody answered: the first goes back into the line, the second ends. What they held goes on only when all are settled.</summary>
    private string Lapse(DateTimeOffset now)
    {
        foreach (var group in _people.SelectMany(p => p.Groups).Where(_ => startsAt - now <= TwoDays).OrderBy(g => g.MadeAt).ToList())
        {
            FreeGroup(group, now);
        }

        var kept = 0;
        foreach (var person in _people.Where(p => p.State == BookingState.Offered && p.AnswerBy <= now).OrderBy(p => p.AnswerBy).ThenBy(p => p.BeganAt))
        {
            var waitsOn = person.Lapsed == 0 && startsAt > now;
            person.Turn(waitsOn ? BookingState.Waitlisted : BookingState.Expired, _turn);
            person.Lapsed += waitsOn ? 1 : 0;
            kept += _people.Any(p => p != person && p.State == BookingState.Waitlisted) && Waits(now) ? 1 : 0;
        }

        for (; kept > 0; kept--)
        {
            OfferToHead(now);
        }

        return "";
    }

    private bool TryTake()
    {
        if (_people.Where(p => p.State == BookingState.SeekingCover).MinBy(p => p.ChangedAt) is { } relieved)
        {
            relieved.Turn(BookingState.CancelledByVolunteer, _turn);
            return true;
        }

        return Held < capacity;
    }

    private void Free(DateTimeOffset now)
    {
        if (Waits(now))
        {
            OfferToHead(now);
        }
    }

    private bool Waits(DateTimeOffset now) => startsAt - now >= TimeSpan.FromHours(3);

    private void OfferToHead(DateTimeOffset now)
    {
        if (_people.Where(p => p.State == BookingState.Waitlisted).OrderBy(p => p.Lapsed).ThenBy(p => p.BeganAt).FirstOrDefault() is { } head)
        {
            head.Turn(BookingState.Offered, _turn);
            head.AnswerBy = OfferTime.Until(now, startsAt, zone);
        }
    }
}
