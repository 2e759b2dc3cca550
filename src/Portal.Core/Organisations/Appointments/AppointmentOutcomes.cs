namespace Portal.Core.Organisations.Appointments;

/// <summary>How inviting somebody to organise ended.</summary>
public enum InviteResult
{
    /// <summary>Whoever it is gets a mail; of an address, if anybody has it.</summary>
    Invited,

    /// <summary>What was typed is no address.</summary>
    NoAddress,

    /// <summary>Nobody appoints themselves.</summary>
    Oneself,

    /// <summary>Enough were invited for this organisation within a day.</summary>
    TooOften,

    /// <summary>There is no such organisation or member, or it is not this person's to appoint for.</summary>
    NotFound,
}

/// <summary>How answering an invitation ended.</summary>
public enum AnswerInvitationResult
{
    /// <summary>The person organises.</summary>
    Accepted,

    /// <summary>They do not, and whoever invited them is told.</summary>
    Declined,

    /// <summary>There is none that is theirs and open.</summary>
    NotFound,
}
