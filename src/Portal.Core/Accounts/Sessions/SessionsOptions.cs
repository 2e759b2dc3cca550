using System.ComponentModel.DataAnnotations;

namespace Portal.Core.Accounts.Sessions;

/// <summary>How long one stays signed in, from the section <c>Sessions</c>.</summary>
public sealed class SessionsOptions
{
    /// <summary>Hours without use after which a session ends.</summary>
    [Range(1, 720)]
    public int IdleHours { get; set; } = 12;

    /// <summary>Days without use after which one ends whose person asked to stay signed in.</summary>
    [Range(1, 365)]
    public int RememberedDays { get; set; } = 30;

    /// <summary>Days after which each ends, however it is used.</summary>
    [Range(1, 365)]
    public int LongestDays { get; set; } = 90;

    /// <summary>Hours for which a password that was given is enough for what is kept close: secrets of an organisation, and files to take away.</summary>
    [Range(1, 720)]
    public int ProofHours { get; set; } = 12;

    /// <summary>Minutes without use after which a session on a shared phone locks.</summary>
    [Range(1, 60)]
    public int LockMinutes { get; set; } = 10;

    /// <summary>The same as a span.</summary>
    public TimeSpan LockAfter => TimeSpan.FromMinutes(LockMinutes);

    /// <summary>When a session ends that is used now and not again.</summary>
    public DateTimeOffset EndOf(DateTimeOffset startedAt, bool isRemembered, DateTimeOffset now)
    {
        var (unused, longest) = (now + (isRemembered ? TimeSpan.FromDays(RememberedDays) : TimeSpan.FromHours(IdleHours)), startedAt.AddDays(LongestDays));
        return unused < longest ? unused : longest;
    }
}
