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

    /// <summary>The same without what nobody can see (see <see cref="TypedText"/>). A title is one line.</summary>
    public UpdateText Cleaned() => this with
    {
        Title = TypedText.Line(Title),
        Body = TypedText.Lines(Body),
        WhySafe = TypedText.Line(WhySafe) is { Length: > 0 } why ? why : null,
    };

    /// <summary>What may lead the wrong people to a place or a person.</summary>
    public IReadOnlyList<SafetyFinding> Risks() => SafetyCheck.Find(Title, Body);

    /// <summary>All that is wrong with it; empty when it may be shown.</summary>
    public IEnumerable<UpdateFault> Faults()
    {
        if (!TypedText.IsReadable(Title) || !TypedText.IsReadable(Body))
        {
            yield return UpdateFault.Unreadable;
        }

        switch (Title.Length)
        {
            case 0: yield return UpdateFault.TitleMissing; break;
            case > Update.TitleLength: yield return UpdateFault.TitleTooLong; break;
        }

        switch (Body.Length)
        {
            case 0: yield return UpdateFault.BodyMissing; break;
            case > Update.BodyLength: yield return UpdateFault.BodyTooLong; break;
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
