using Portal.Core.Updates.Campaigns;

namespace Portal.Core.Updates;

/// <summary>An update as readers see it. <paramref name="Html"/> is sanitised; title and text are in <paramref name="Language"/>.</summary>
public sealed record UpdateCard(
    Guid Id, string Channel, string Organisation, Severity Severity, string Title, string Html, string Language, DateTimeOffset PublishedAt, DateTimeOffset? EditedAt, CampaignLink? Campaign);

/// <summary>One page of the feed. <paramref name="Heads"/> are the channels it was made from, each with the newest number at that moment.</summary>
public sealed record UpdatePage(IReadOnlyList<UpdateCard> Updates, int Page, int Pages, IReadOnlyDictionary<string, long> Heads);

/// <summary>
/// An update at its own address; <paramref name="Card"/> is null where it was withdrawn. <paramref name="InSolidarity"/> people stand with
/// it, and the reader where <paramref name="ReaderStands"/>.
/// </summary>
public sealed record FoundUpdate(UpdateCard? Card, int InSolidarity, bool ReaderStands);

/// <summary>An update as its organisation sees it. <paramref name="Body"/> is Markdown; a withdrawn one has no words left.</summary>
public sealed record OwnUpdate(
    Guid Id, Guid OrganisationId, string Organisation, string Channel, Severity Severity, string Title, string Body, string Language,
    DateTimeOffset PublishedAt, DateTimeOffset? EditedAt, DateTimeOffset? WithdrawnAt, Guid? CampaignId, int Version);

/// <summary>One page of an organiser's list.</summary>
public sealed record OwnUpdatePage(IReadOnlyList<OwnUpdate> Updates, int Page, int Pages);

/// <summary>An organisation that posts.</summary>
public sealed record PostingOrganisation(Guid Id, string Slug, string Name);

/// <summary>A shift to whose people an organiser writes.</summary>
public sealed record ShiftAudience(Guid Id, Guid OrganisationId, LocalText Activity, DateTimeOffset StartsAt, string TimeZone);
