namespace Portal.Core.Shifts;

/// <summary>Where a shift stands.</summary>
public enum ShiftStatus
{
    /// <summary>Seen by organisers only.</summary>
    Draft,

    /// <summary>Open to those who may see it.</summary>
    Published,

    /// <summary>Will not take place.</summary>
    Cancelled,
}

/// <summary>Who sees a shift.</summary>
public enum Visibility
{
    /// <summary>Everyone.</summary>
    Public,

    /// <summary>Active members of the organisation.</summary>
    Members,

    /// <summary>Those who were invited.</summary>
    Invited,
}

/// <summary>How a booking becomes confirmed.</summary>
public enum BookingMode
{
    /// <summary>At once.</summary>
    Open,

    /// <summary>When an organiser says yes.</summary>
    Approval,
}
