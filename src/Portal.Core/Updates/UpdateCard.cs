using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Pictures;

namespace Portal.Core.Updates;

/// <summary>An update as readers see it.</summary>
public sealed record UpdateCard
{
    /// <summary>The update's identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>The channel it was posted to.</summary>
    public required string Channel { get; init; }

    /// <summary>The name of whose post it is.</summary>
    public required string Organisation { get; init; }

    /// <summary>How urgent.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Its title, in <see cref="Language"/>.</summary>
    public required string Title { get; init; }

    /// <summary>Its text in <see cref="Language"/>, sanitised.</summary>
    public required string Html { get; init; }

    /// <summary>The language of title and text.</summary>
    public required string Language { get; init; }

    /// <summary>When it was posted.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>When it was last edited, or null.</summary>
    public required DateTimeOffset? EditedAt { get; init; }

    /// <summary>The cause it belongs to, or null.</summary>
    public required CampaignLink? Campaign { get; init; }

    /// <summary>How many people stand with it.</summary>
    public required int InSolidarity { get; init; }

    /// <summary>Whether it stands above the others.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Its translation into the language of the page, or null.</summary>
    public UpdateWords? Translation { get; init; }

    /// <summary>What it says in the language it was written in, where the reader sees a translation; otherwise null.</summary>
    public UpdateWords? Original { get; init; }

    /// <summary>The card as the reader reads it: in the language of the page where somebody has translated it.</summary>
    public UpdateCard Translated() => Translation is not { } words ? this : this with
    {
        Title = words.Title,
        Html = words.Html,
        Language = words.Language,
        Original = new UpdateWords(Language, Title, Html),
        Translation = null,
    };

    /// <summary>Its picture; null where it has none that was released.</summary>
    public CardPicture? Picture { get; init; }
}

/// <summary>What an update says in one language.</summary>
public sealed record UpdateWords(string Language, string Title, string Html);

/// <summary>One page of the feed. <paramref name="Heads"/> are the channels it was made from, each with the newest number at that moment.</summary>
public sealed record UpdatePage(IReadOnlyList<UpdateCard> Updates, int Page, int Pages, IReadOnlyDictionary<string, long> Heads);

/// <summary>
/// An update at its own address; <paramref name="Card"/> is null where it was withdrawn. <paramref name="ReaderStands"/> says whether the
/// reader stands with it, <paramref name="Head"/> is the number of its channel at which it was read.
/// </summary>
public sealed record FoundUpdate(UpdateCard? Card, bool ReaderStands, long Head);

/// <summary>An update as its organisation sees it. <paramref name="Body"/> is Markdown; a withdrawn one has no words left.</summary>
public sealed record OwnUpdate(
    Guid Id, Guid OrganisationId, string Organisation, string Channel, Severity Severity, string Title, string Body, string Language,
    DateTimeOffset PublishedAt, DateTimeOffset? EditedAt, DateTimeOffset? WithdrawnAt, Guid? CampaignId, int Version)
{
    /// <summary>Whether it stands above the others of its channel.</summary>
    public bool IsPinned { get; init; }

    /// <summary>The languages it was translated into.</summary>
    public IReadOnlyList<string> Translations { get; init; } = [];
}

/// <summary>One page of an organiser's list.</summary>
public sealed record OwnUpdatePage(IReadOnlyList<OwnUpdate> Updates, int Page, int Pages);

/// <summary>A pinned update by its title, and whose it is.</summary>
public sealed record PinnedTitle(string Title, string Organisation);

/// <summary>An organisation that posts.</summary>
public sealed record PostingOrganisation(Guid Id, string Slug, string Name);

/// <summary>A shift to whose people an organiser writes.</summary>
public sealed record ShiftAudience(Guid Id, Guid OrganisationId, LocalText Activity, DateTimeOffset StartsAt, string TimeZone);
