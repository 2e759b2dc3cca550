namespace Portal.Core.Updates;

/// <summary>What came of posting, editing or withdrawing. <paramref name="Faults"/> are all reasons at once, and only there when the text was refused.</summary>
public sealed record UpdateOutcome(UpdateResult Result, Guid? UpdateId, IReadOnlyList<UpdateFault> Faults)
{
    /// <summary>It is done.</summary>
    public static UpdateOutcome Done(Guid id) => new(UpdateResult.Done, id, []);

    /// <summary>It was refused as a whole.</summary>
    public static UpdateOutcome Not(UpdateResult result) => new(result, null, []);

    /// <summary>The text was refused.</summary>
    public static UpdateOutcome Refused(IReadOnlyList<UpdateFault> faults) => new(UpdateResult.Refused, null, faults);
}

/// <summary>How it ended.</summary>
public enum UpdateResult
{
    /// <summary>Done, now or by the same form before.</summary>
    Done,

    /// <summary>Something about the text must be changed first.</summary>
    Refused,

    /// <summary>There is none of this organiser's organisations.</summary>
    NotFound,

    /// <summary>Somebody else changed it since the form was opened.</summary>
    ChangedMeanwhile,

    /// <summary>It was withdrawn before.</summary>
    Withdrawn,
}

/// <summary>One thing that is wrong with a text.</summary>
public enum UpdateFault
{
    /// <summary>It has characters that no screen can show.</summary>
    Unreadable,

    /// <summary>There is no title.</summary>
    TitleMissing,

    /// <summary>The title is longer than <see cref="Update.TitleLength"/>.</summary>
    TitleTooLong,

    /// <summary>There is no text.</summary>
    BodyMissing,

    /// <summary>The text is longer than <see cref="Update.BodyLength"/>.</summary>
    BodyTooLong,

    /// <summary>The text has more brackets, or quotes and lists within one another, than <see cref="MarkdownLimits"/> allow.</summary>
    BodyTangled,

    /// <summary>It says something that may lead the wrong people to a place or a person, and nobody said why it may stay.</summary>
    Unsafe,

    /// <summary>The reason why it may stay has characters that no screen can show.</summary>
    ReasonUnreadable,

    /// <summary>The reason is longer than <see cref="UpdateText.ReasonLength"/>.</summary>
    ReasonTooLong,

    /// <summary>There is no such severity.</summary>
    SeverityUnknown,

    /// <summary>The portal does not speak this language.</summary>
    LanguageUnknown,

    /// <summary>There is no such channel.</summary>
    ChannelUnknown,

    /// <summary>There is no such campaign.</summary>
    CampaignUnknown,

    /// <summary>The campaign has ended.</summary>
    CampaignEnded,

    /// <summary>There is a translation into the language that the update itself is to have.</summary>
    LanguageTranslated,

    /// <summary>As many as <see cref="UpdatePins.Most"/> are pinned in the channel already.</summary>
    TooManyPinned,

    /// <summary>The moment at which it is to be posted is past.</summary>
    TimePast,

    /// <summary>The moment at which it is to be posted is further ahead than <see cref="Planned.PlannedUpdateService.Furthest"/>.</summary>
    TimeTooFar,
}
