using Portal.Core.Circles;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Updates.Pictures;

namespace Portal.Core.Updates;

/// <summary>A live post of an organisation, or of a circle, to one channel.</summary>
public sealed class Update
{
    /// <summary>Longest title, in UTF-16 units.</summary>
    public const int TitleLength = 140;

    /// <summary>Longest body, in UTF-16 units.</summary>
    public const int BodyLength = 4000;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who wrote it; never shown to the public.</summary>
    [Personal("to know who answers for a text", Tier.Restricted, "as long as the text", "organisers of the organisation")]
    public required Guid AuthorId { get; init; }

    /// <summary>The organisation whose post it is; null for that of a circle.</summary>
    [NotPersonal(Because.Published)]
    public required Guid? OrganisationId { get; init; }

    /// <summary>The circle whose post it is; null for that of an organisation.</summary>
    [NotPersonal(Because.Published)]
    public Guid? CircleId { get; init; }

    /// <summary>The cause it belongs to, or null.</summary>
    [NotPersonal(Because.Published)]
    public Guid? CampaignId { get; set; }

    /// <summary>The channel it was posted to: <c>public</c>, <c>community</c>, <c>organisation:{slug}</c>, <c>circle:{slug}</c> or <c>shift:{id}</c>.</summary>
    [NotPersonal(Because.Published)]
    public required string Channel { get; init; }

    /// <summary>How urgent it is.</summary>
    [NotPersonal(Because.Published)]
    public required Severity Severity { get; set; }

    /// <summary>Its title, in plain text.</summary>
    [NotPersonal(Because.Published)]
    public required string Title { get; set; }

    /// <summary>Its text, in Markdown.</summary>
    [NotPersonal(Because.Published)]
    public required string Body { get; set; }

    /// <summary>The text as sanitised HTML.</summary>
    [NotPersonal(Because.Published)]
    public required string Html { get; set; }

    /// <summary>Two-letter code of the language it is written in.</summary>
    [NotPersonal(Because.Published)]
    public required string Language { get; set; }

    /// <summary>Its number in the channel: that of its first event.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required long Seq { get; init; }

    /// <summary>Whether it stands above the others of its channel.</summary>
    [NotPersonal(Because.Published)]
    public bool IsPinned { get; private set; }

    /// <summary>When it was posted.</summary>
    [NotPersonal(Because.Published)]
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When it was last edited, or null.</summary>
    [NotPersonal(Because.Published)]
    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>When it was withdrawn, or null. A withdrawn update keeps its number and nothing else.</summary>
    [NotPersonal(Because.Published)]
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Raised with every change. A stale copy cannot be saved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; private set; }

    /// <summary>The organisation.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>The circle.</summary>
    public SupporterCircle? Circle { get; init; }

    /// <summary>The cause.</summary>
    public Campaign? Campaign { get; init; }

    /// <summary>The same in other languages.</summary>
    public List<UpdateTranslation> Translations { get; init; } = [];

    /// <summary>Who stands with it; only their number is ever read.</summary>
    public List<Solidarity> Solidarities { get; init; } = [];

    /// <summary>Its picture, or null. Nobody but organisers sees one that was not released.</summary>
    public UpdatePicture? Picture { get; init; }

    /// <summary>Whether it already says exactly this.</summary>
    public bool Says(UpdateText text) =>
        Title == text.Title && Body == text.Body && Severity == text.Severity && Language == text.Language && CampaignId == text.CampaignId;

    /// <summary>Gives it another text. False for a withdrawn one.</summary>
    public bool TryEdit(UpdateText text, DateTimeOffset now)
    {
        if (WithdrawnAt is not null)
        {
            return false;
        }

        (Title, Body, Severity, Language, CampaignId) = (text.Title, text.Body, text.Severity, text.Language, text.CampaignId);
        Html = MarkdownRenderer.ToHtml(text.Body);
        EditedAt = now;
        Version++;
        return true;
    }

    /// <summary>Takes it back: its words are gone for good, its number stays. False for one that was withdrawn before.</summary>
    public bool TryWithdraw(DateTimeOffset now)
    {
        if (WithdrawnAt is not null)
        {
            return false;
        }

        (Title, Body, Html, Severity, CampaignId) = ("", "", "", Severity.Normal, null);
        IsPinned = false;
        WithdrawnAt = now;
        Version++;
        return true;
    }

    /// <summary>Puts it above the others, or back. False for a withdrawn one.</summary>
    public bool TryPin(bool pinned)
    {
        if (WithdrawnAt is not null)
        {
            return false;
        }

        IsPinned = pinned;
        Version++;
        return true;
    }

    /// <summary>Notes that what goes with it changed, a translation or its picture, of which it is not marked as edited itself. False for a withdrawn one.</summary>
    public bool TryAccompany()
    {
        if (WithdrawnAt is not null)
        {
            return false;
        }

        Version++;
        return true;
    }
}

/// <summary>How urgent an update is.</summary>
public enum Severity
{
    /// <summary>News.</summary>
    Normal,

    /// <summary>A thank-you.</summary>
    Thanks,

    /// <summary>Needs somebody now.</summary>
    Urgent,
}
