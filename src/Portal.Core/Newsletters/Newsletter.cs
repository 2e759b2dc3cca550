using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Privacy;

namespace Portal.Core.Newsletters;

/// <summary>An issue sent to an audience.</summary>
public sealed class Newsletter
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who wrote it.</summary>
    [Personal("to know who answers for a text", Tier.Restricted, "as long as the text", "organisers")]
    public required Guid AuthorId { get; init; }

    /// <summary>Two-letter code of the main language, which stands in for a missing translation.</summary>
    [NotPersonal(Because.Published)]
    public required string MainLanguage { get; set; }

    /// <summary>Whom it is for.</summary>
    [NotPersonal(Because.Published)]
    public AudienceConditions Conditions { get; set; } = AudienceConditions.Everyone;

    /// <summary>Where it stands.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public NewsletterState State { get; set; } = NewsletterState.Draft;

    /// <summary>The last subscriber that was frozen into a message, so that freezing goes on after a kill.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? FreezeCursor { get; set; }

    /// <summary>How many messages it was frozen into; while it waits for its time, how many readers it was asked or released for.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Recipients { get; set; }

    /// <summary>When it was made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When sending began, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When the last message was settled, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>When its mails are to go out.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public SendTiming Timing { get; set; } = SendTiming.Now;

    /// <summary>The instant for <see cref="SendTiming.At"/>, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? SendAt { get; set; }

    /// <summary>The day for <see cref="SendTiming.Morning"/>, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateOnly? MorningOf { get; set; }

    /// <summary>When its audience is frozen; until then it can be taken back. Null while it is a draft or waits for its release.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? FreezeAt { get; set; }

    /// <summary>Who asked to send it, or null.</summary>
    [Personal("to know who answers for a mail", Tier.Restricted, "as long as the text", "organisers")]
    public Guid? AskedById { get; set; }

    /// <summary>When that was, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>The second person who released it, or null: a small one needs none.</summary>
    [Personal("to know who answers for a mail", Tier.Restricted, "as long as the text", "organisers")]
    public Guid? ReleasedById { get; set; }

    /// <summary>When that was, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>Why it pauses by itself, as a short code; null when a person paused it.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public string? PausedBecause { get; set; }

    /// <summary>How many addresses turned out not to exist.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Bounced { get; set; }

    /// <summary>How many readers called it spam.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Complained { get; set; }

    /// <summary>How many readers left by its links.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Left { get; set; }

    /// <summary>Raised with every change. A stale copy cannot be saved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; set; }

    /// <summary>One text per language.</summary>
    public List<NewsletterEdition> Editions { get; init; } = [];

    /// <summary>
    /// Takes over what was written. Editions without any text are dropped. Refused once it is no draft, without a main edition,
    /// and for an edition that cannot be read, or has a subject without a text or a text without a subject.
    /// </summary>
    public bool TryWrite(NewsletterText text)
    {
        var written = text.Editions.Where(e => !e.IsEmpty).ToList();
        if (State != NewsletterState.Draft || !written.Exists(e => e.Language == text.MainLanguage) || written.Exists(e => !e.IsComplete || !e.IsReadable))
        {
            return false;
        }

        MainLanguage = text.MainLanguage;
        Conditions = text.Conditions;
        Version++;
        Editions.RemoveAll(old => !written.Exists(e => e.Language == old.Language));
        foreach (var edition in written)
        {
            Take(edition);
        }

        return true;
    }

    private void Take(EditionText text)
    {
        var edition = Editions.Find(e => e.Language == text.Language);
        if (edition is null)
        {
            Editions.Add(edition = new NewsletterEdition { NewsletterId = Id, Language = text.Language, Subject = "", Body = "" });
        }

        // A subject becomes a header: no line break gets there.
        edition.Subject = TypedText.Line(text.Subject);
        edition.Preview = TypedText.Line(text.Preview);
        edition.Body = TypedText.Lines(text.Body);
    }
}

/// <summary>When the mails of a newsletter go out.</summary>
public enum SendTiming
{
    /// <summary>As soon as it can no longer be taken back.</summary>
    Now,

    /// <summary>At an instant.</summary>
    At,

    /// <summary>At nine in the morning in each reader's time zone.</summary>
    Morning,
}

/// <summary>Where a newsletter stands.</summary>
public enum NewsletterState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Waits for its time.</summary>
    Scheduled,

    /// <summary>Its audience is being made into messages; none is sent yet.</summary>
    Freezing,

    /// <summary>Messages go out.</summary>
    Sending,

    /// <summary>Every message is settled.</summary>
    Sent,

    /// <summary>Held by somebody until they resume.</summary>
    Paused,

    /// <summary>Called off.</summary>
    Cancelled,
}
