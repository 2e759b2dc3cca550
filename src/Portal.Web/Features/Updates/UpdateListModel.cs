using System.Text.Json;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Updates;

/// <summary>
/// One page of the feed at one moment, for a reader who has joined or not. <paramref name="Audiences"/> says of each channel that is not
/// for everyone whom it is for, <paramref name="UrgentOnly"/> lists those of which only what is urgent is shown.
/// </summary>
public sealed record UpdateListModel(UpdatePage Page, DateTimeOffset Now, bool HasJoined, IReadOnlyDictionary<string, string> Audiences, IReadOnlyList<string> UrgentOnly)
{
    private static readonly Dictionary<string, string> Nobody = [];

    /// <summary>One for visitors.</summary>
    public static UpdateListModel Public(UpdatePage page, DateTimeOffset now) => new(page, now, HasJoined: false, Nobody, []);

    /// <summary>The name in addresses of the campaign to which all of them belong; null for the feed of everything.</summary>
    public string? Campaign { get; init; }

    /// <summary>The campaigns that run, to be listed beside the feed.</summary>
    public IReadOnlyList<CampaignLink> Campaigns { get; init; } = [];

    /// <summary>The audiences as the page's script reads them; null where there are none.</summary>
    public string? AudiencesAsJson => Audiences.Count == 0 ? null : JsonSerializer.Serialize(Audiences, LiveWordsJson.Default.IReadOnlyDictionaryStringString);

    /// <summary>An update of the page.</summary>
    public UpdateModel ModelOf(UpdateCard card) => new(Campaign is null ? card : card with { Campaign = null }, Now, Audiences.GetValueOrDefault(card.Channel));

    /// <summary>What the page's script follows, as in <c>public:12,community:7</c>; nothing on the pages behind the first.</summary>
    public string? Follow => Page.Page == 1 ? FollowOf(Page) : null;

    /// <summary>The way to the other pages.</summary>
    public PagerModel Pager => new(Page.Page, Page.Pages, page => page == 1 ? Address : $"{Address}?page={page}");

    private string Address => Campaign is null ? "/updates" : $"/campaigns/{Campaign}";

    /// <summary>The channels of a page, each with the number it was rendered at.</summary>
    public static string FollowOf(UpdatePage page) => string.Join(',', page.Heads.OrderByDescending(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}:{h.Value}"));
}

/// <summary>One update, the moment of the page, and whom it is for where that is not everyone.</summary>
public sealed record UpdateModel(UpdateCard Card, DateTimeOffset Now, string? Audience = null)
{
    /// <summary>Whether the reader does; null for whoever has not joined.</summary>
    public bool? ReaderStands { get; init; }

    /// <summary>What the page's script follows on the update's own page.</summary>
    public string? Follow { get; init; }
}
