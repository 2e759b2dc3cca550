using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy;

/// <summary>What the meeting-point rule asks about a booking.</summary>
public sealed record MeetingPointFacts
{
    /// <summary>Where the booking stands.</summary>
    public required BookingState State { get; init; }

    /// <summary>Where the shift stands.</summary>
    public required ShiftStatus ShiftStatus { get; init; }

    /// <summary>Whether the address is confirmed.</summary>
    public required bool AddressConfirmed { get; init; }

    /// <summary>Whether the account is suspended.</summary>
    public required bool Suspended { get; init; }

    /// <summary>The version of the code of conduct that was accepted last.</summary>
    public required int CodeOfConduct { get; init; }

    /// <summary>When the shift starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Hours before the start from which the point is shown.</summary>
    public required int RevealHours { get; init; }

    /// <summary>Whether the site is closed while the shift takes place.</summary>
    public bool SiteIsClosed { get; init; }

    /// <summary>Whether revealing is paused for the shift, its organisation or the coalition.</summary>
    public required bool IsPaused { get; init; }

    /// <summary>Whether the person gets meeting points by the duty phone only.</summary>
    public required bool IsHeldBack { get; init; }

    /// <summary>Whether the point is public, or the organisation knows this person: being confirmed is not enough, for they may have been so before there was anything to protect.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>When the person last showed on this device who they are; null where the session is not known.</summary>
    public required DateTimeOffset? ProvenAt { get; init; }

    /// <summary>From when the point is shown; what a task is done with, from the moment that somebody has it.</summary>
    public DateTimeOffset OpensAt => RemoteTask.OpensAt(StartsAt, EndsAt, TimeSpan.FromHours(RevealHours));

    /// <summary>Until when.</summary>
    public DateTimeOffset ClosesAt => EndsAt + MeetingPointRule.After;
}

/// <summary>The rule of who reads a meeting point when. Pure; everything must hold, and what is not certain is a no.</summary>
public static class MeetingPointRule
{
    /// <summary>This long after the end it is still shown.</summary>
    public static TimeSpan After { get; } = TimeSpan.FromHours(2);

    /// <summary><see cref="MeetingPointResult.Shown"/> when everything holds, else why not. Whom it is not for learns nothing more.</summary>
    public static MeetingPointResult Decide(MeetingPointFacts facts, DateTimeOffset now)
    {
        var entitled = facts.State is BookingState.Confirmed or BookingState.CheckedIn
            && facts.ShiftStatus == ShiftStatus.Published && facts.AddressConfirmed && !facts.Suspended && facts.IsKnown;
        return !entitled ? MeetingPointResult.No
            : facts.SiteIsClosed ? MeetingPointResult.Closed
            : now > facts.ClosesAt ? MeetingPointResult.Over
            // A pause may be over by the time the point opens; until then it worries nobody.
            : facts.IsPaused && now >= facts.OpensAt ? MeetingPointResult.Paused
            : facts.IsHeldBack ? MeetingPointResult.HeldBack
            : facts.CodeOfConduct != CodeOfConduct.CurrentVersion ? MeetingPointResult.CodeOfConductNeeded
            : now < facts.OpensAt ? MeetingPointResult.NotYet
            // Once for each shift: who signed in before it opened may have lost the device since.
            : facts.ProvenAt is not { } proven || proven < facts.OpensAt ? MeetingPointResult.ProofNeeded
            : MeetingPointResult.Shown;
    }
}
