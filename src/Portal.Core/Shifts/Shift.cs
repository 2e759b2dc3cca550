using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Shifts;

/// <summary>One occurrence of an activity at a site (or from home), from an instant to an instant; from home also a task, see <see cref="RemoteTask"/>.</summary>
public sealed class Shift
{
    /// <summary>Longest description, in UTF-16 units.</summary>
    public const int DescriptionLength = 4000;

    /// <summary>How many positions a shift has at most.</summary>
    public const int MostPositions = 12;

    /// <summary>How long calling it off can be undone.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromHours(24);

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose shift it is.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid OrganisationId { get; init; }

    /// <summary>What is done.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid ActivityId { get; set; }

    /// <summary>Where; null for remote work.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? SiteId { get; set; }

    /// <summary>When it starts.</summary>
    [NotPersonal(Because.Planning)]
    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>When it ends; after <see cref="StartsAt"/>, or for a task in the same moment.</summary>
    [NotPersonal(Because.Planning)]
    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>IANA name of the zone in which its times are told.</summary>
    [NotPersonal(Because.Planning)]
    public string TimeZone { get; set; } = "Europe/Paris";

    /// <summary>Draft, published or cancelled.</summary>
    [NotPersonal(Because.Planning)]
    public ShiftStatus Status { get; private set; } = ShiftStatus.Draft;

    /// <summary>Who sees it.</summary>
    [NotPersonal(Because.Planning)]
    public required Visibility Visibility { get; set; }

    /// <summary>How a booking becomes confirmed.</summary>
    [NotPersonal(Because.Planning)]
    public BookingMode BookingMode { get; set; }

    /// <summary>From when it may be booked; null for at once.</summary>
    [NotPersonal(Because.Planning)]
    public DateTimeOffset? BookingOpensAt { get; set; }

    /// <summary>Hours before the start until which one may cancel without a word.</summary>
    [NotPersonal(Because.Planning)]
    public int CancellationHours { get; set; } = 12;

    /// <summary>Who leads it, where that is known.</summary>
    [Personal("so that someone runs the shift", Tier.Restricted, "12 months", "people with a confirmed place, organisers")]
    public Guid? LeadId { get; set; }

    /// <summary>The phone to ring about this shift; null for the organisation's duty phone.</summary>
    [NotPersonal("the organisation's phone, not a person's")]
    public string? DutyPhone { get; set; }

    /// <summary>What is special about this one, in Markdown.</summary>
    [NotPersonal(Because.Planning)]
    public string? Description { get; set; }

    /// <summary>The language of <see cref="Description"/>.</summary>
    [NotPersonal(Because.Planning)]
    public string DescriptionLanguage { get; set; } = Resources.Languages.Default;

    /// <summary>Raised whenever the time or the site changes, so that reminders and calendars follow.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; private set; } = 1;

    /// <summary>Raised with every change of the plan, so that two who change it at once notice.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Revision { get; private set; } = 1;

    /// <summary>When it was cancelled, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>What it was before it was cancelled, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public ShiftStatus? CancelledFrom { get; private set; }

    /// <summary>Why it was cancelled, for those who had a place.</summary>
    [NotPersonal(Because.Planning)]
    public string? CancelReason { get; private set; }

    /// <summary>Which of its check-in codes is good: raised when somebody wants another. Changed by a statement only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int CheckInCode { get; private set; }

    /// <summary>The series it was made from; null for one of its own.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? SeriesId { get; init; }

    /// <summary>Which date of its series it is, in wall time: the key by which each is made once, whatever day it is moved to.</summary>
    [NotPersonal(Because.Planning)]
    public DateOnly? OccursOn { get; init; }

    /// <summary>When it was made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether a joining link or document is stored for it, which then stands in <see cref="JoiningLink"/>, sealed.</summary>
    [NotPersonal(Because.Planning)]
    public bool HasLink { get; set; }

    /// <summary>What one can be in it.</summary>
    public List<Position> Positions { get; init; } = [];

    /// <summary>The organisation.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>The activity.</summary>
    public Activity? Activity { get; init; }

    /// <summary>The site; null for remote work.</summary>
    public Site? Site { get; init; }

    /// <summary>Opens a draft for those who may see it. False unless it is a draft that has not started.</summary>
    public bool TryPublish(DateTimeOffset now)
    {
        if (Status != ShiftStatus.Draft || StartsAt <= now)
        {
            return false;
        }

        Status = ShiftStatus.Published;
        return true;
    }

    /// <summary>Gives it other times or another place, so that calendars and reminders follow. Booking opens earlier or later by as much.</summary>
    public void Replan(DateTimeOffset startsAt, DateTimeOffset endsAt, Guid? siteId, string timeZone)
    {
        if (StartsAt == startsAt && EndsAt == endsAt && SiteId == siteId && TimeZone == timeZone)
        {
            return;
        }

        BookingOpensAt += startsAt - StartsAt;
        (StartsAt, EndsAt, SiteId, TimeZone) = (startsAt, endsAt, siteId, timeZone);
        Version++;
    }

    /// <summary>Calls it off. False if it already was, or is over.</summary>
    public bool TryCancel(DateTimeOffset now, string? reason)
    {
        if (Status == ShiftStatus.Cancelled || EndsAt <= now)
        {
            return false;
        }

        (CancelledFrom, Status) = (Status, ShiftStatus.Cancelled);
        CancelledAt = now;
        CancelReason = reason;
        Version++;
        Revision++;
        return true;
    }

    /// <summary>Whether calling it off can be undone at a moment: for a day, until it would have started.</summary>
    public static bool MayReinstate(DateTimeOffset? cancelledAt, DateTimeOffset startsAt, DateTimeOffset now) => cancelledAt + UndoFor > now && startsAt > now;

    /// <summary>Undoes that. False when it is too late.</summary>
    public bool TryReinstate(DateTimeOffset now)
    {
        if (Status != ShiftStatus.Cancelled || !MayReinstate(CancelledAt, StartsAt, now))
        {
            return false;
        }

        Status = CancelledFrom ?? ShiftStatus.Draft;
        (CancelledFrom, CancelledAt, CancelReason) = (null, null, null);
        Version++;
        Revision++;
        return true;
    }

    /// <summary>Says that the plan is another; where what people agreed to is another too, reminders and calendars follow.</summary>
    internal void Changed(bool people)
    {
        Revision++;
        Version += people ? 1 : 0;
    }
}
