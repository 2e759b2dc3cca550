using Portal.Core.Privacy;
using Portal.Core.Resources;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Updates;

/// <summary>
/// What an organiser writes: a title, a Markdown text, how urgent it is and in which language. Lengths count UTF-16 units.
/// <paramref name="WhySafe"/> is the author's reason why what <see cref="SafetyCheck"/> finds may stay; it goes on record and is not shown.
/// </summary>
public sealed record UpdateText(string Title, string Body, Severity Severity, string Language, string? WhySafe = null)
{
    /// <summary>Longest reason, in UTF-16 units.</summary>
    public const int ReasonLength = 200;

    /// <summary>The campaign it belongs to, or null.</summary>
    public Guid? CampaignId { get; init; }

    /// <summary>The names that it was laid beside (see <see cref="BesidePoints"/>), or null as long as it was not.</summary>
    public PlaceNames? Places { get; init; }

    /// <summary>The same without what nobody can see (see <see cref="TypedText"/>). A title is one line.</summary>
    public UpdateText Cleaned() => this with
    {
        Title = TypedText.Line(Title),
        Body = TypedText.Lines(Body),
        WhySafe = TypedText.Line(WhySafe) is { Length: > 0 } why ? why : null,
    };

    /// <summary>What may lead the wrong people to a place or a person; nothing is sought in what is too long anyhow.</summary>
    public IReadOnlyList<SafetyFinding> Risks() => Title.Length > Update.TitleLength || Body.Length > Update.BodyLength ? [] : SafetyCheck.Find(Title, Body, Places);

    /// <summary>All that is wrong with it; empty when it may be shown.</summary>
    public IEnumerable<UpdateFault> Faults()
    {
        if (!TypedText.IsReadable(Title) || !TypedText.IsReadable(Body))
        {
            yield return UpdateFault.Unreadable;
        }

        switch (Title)
        {
            case { Length: > Update.TitleLength }: yield return UpdateFault.TitleTooLong; break;
            case var title when !TypedText.IsVisible(title): yield return UpdateFault.TitleMissing; break;
        }

        switch (Body)
        {
            case { Length: > Update.BodyLength }: yield return UpdateFault.BodyTooLong; break;
            case var body when !TypedText.IsVisible(MarkdownRenderer.Read(body).Text): yield return UpdateFault.BodyMissing; break;
        }

        if (!MarkdownLimits.Allow(Body))
        {
            yield return UpdateFault.BodyTangled;
        }

        if (!TypedText.IsReadable(WhySafe))
        {
            yield return UpdateFault.ReasonUnreadable;
        }
        else if (WhySafe?.Length > ReasonLength)
        {
            yield return UpdateFault.ReasonTooLong;
        }
        else if (string.IsNullOrEmpty(WhySafe) && Risks().Count > 0)
        {
            yield return UpdateFault.Unsafe;
        }

        if (!Enum.IsDefined(Severity))
        {
            yield return UpdateFault.SeverityUnknown;
        }

        if (!Languages.All.ContainsKey(Language))
        {
            yield return UpdateFault.LanguageUnknown;
        }
    }
}
