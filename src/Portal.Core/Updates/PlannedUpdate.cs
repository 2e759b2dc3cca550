using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Updates;

/// <summary>
/// An update that waits for its moment. It stands in a table of its own, so that nothing that reads updates can show it; when its moment
/// comes it becomes an update under the same identifier, in one transaction.
/// </summary>
public sealed class PlannedUpdate
{
    /// <summary>The row's identifier, and that of the update it becomes.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who wrote it.</summary>
    [Personal("to know who answers for a text", Tier.Restricted, "until it is posted", "organisers of the organisation")]
    public required Guid AuthorId { get; set; }

    /// <summary>Whose post it will be.</summary>
    [NotPersonal(Because.Planning)]
    public required Guid OrganisationId { get; init; }

    /// <summary>The cause it belongs to, or null.</summary>
    [NotPersonal(Because.Planning)]
    public Guid? CampaignId { get; set; }

    /// <summary>The channel it will be posted to.</summary>
    [NotPersonal(Because.Planning)]
    public required string Channel { get; init; }

    /// <summary>How urgent it is.</summary>
    [NotPersonal(Because.Planning)]
    public required Severity Severity { get; set; }

    /// <summary>Its title, in plain text.</summary>
    [NotPersonal(Because.Planning)]
    public required string Title { get; set; }

    /// <summary>Its text, in Markdown.</summary>
    [NotPersonal(Because.Planning)]
    public required string Body { get; set; }

    /// <summary>Two-letter code of the language it is written in.</summary>
    [NotPersonal(Because.Planning)]
    public required string Language { get; set; }

    /// <summary>Why what was pointed out in it may stay; null where nothing was.</summary>
    [NotPersonal(Because.Planning)]
    public string? WhySafe { get; set; }

    /// <summary>When it is to be posted.</summary>
    [NotPersonal(Because.Planning)]
    public required DateTimeOffset PublishAt { get; set; }

    /// <summary>When its moment came while it could not be posted, as when its author was no organiser any more: it waits for the organisers to decide. Null otherwise.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? HeldAt { get; set; }

    /// <summary>Raised with every change. A stale copy cannot be saved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; set; }

    /// <summary>The organisation.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>What it says.</summary>
    public UpdateText Text() => new(Title, Body, Severity, Language, WhySafe) { CampaignId = CampaignId };

    /// <summary>Gives it another text and moment. Whoever does so answers for it, and it is held no more.</summary>
    public void Give(UpdateText text, DateTimeOffset at, Guid authorId)
    {
        (Title, Body, Severity, Language, WhySafe, CampaignId) = (text.Title, text.Body, text.Severity, text.Language, text.WhySafe, text.CampaignId);
        (PublishAt, AuthorId, HeldAt) = (at, authorId, null);
        Version++;
    }
}
