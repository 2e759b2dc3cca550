using Portal.Core.Privacy;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;

namespace Portal.Core.CallOuts;

/// <summary>
/// What an organiser fills in to call for people: one line, in which language, how many are looked for and how far it reaches.
/// <paramref name="WhySafe"/> is the reason why what <see cref="SafetyCheck"/> finds may stay; it goes on record and is not shown.
/// </summary>
public sealed record CallOutText(string Line, string Language, int Wanted, Circle Circle, string? WhySafe = null)
{
    /// <summary>The names that it was laid beside (see <see cref="BesidePoints"/>), or null as long as it was not.</summary>
    public PlaceNames? Places { get; init; }

    /// <summary>The same without what nobody can see (see <see cref="TypedText"/>).</summary>
    public CallOutText Cleaned() => this with { Line = TypedText.Line(Line), WhySafe = TypedText.Line(WhySafe) is { Length: > 0 } why ? why : null };

    /// <summary>What may lead the wrong people to a place or a person; nothing is sought in what is too long anyhow.</summary>
    public IReadOnlyList<SafetyFinding> Risks() => Line.Length > CallOut.LineLength ? [] : SafetyCheck.Find(Line, "", Places);

    /// <summary>All that is wrong with it; empty when it may be sent.</summary>
    public IEnumerable<CallOutFault> Faults()
    {
        switch (Line)
        {
            case { Length: > CallOut.LineLength }: yield return CallOutFault.LineTooLong; break;
            case var line when !TypedText.IsReadable(line): yield return CallOutFault.LineUnreadable; break;
            case var line when !TypedText.IsVisible(line): yield return CallOutFault.LineMissing; break;
        }

        if (WhySafe?.Length > UpdateText.ReasonLength || !TypedText.IsReadable(WhySafe))
        {
            yield return CallOutFault.ReasonUnusable;
        }
        else if (WhySafe is null && Risks().Count > 0)
        {
            yield return CallOutFault.Unsafe;
        }

        if (!Languages.All.ContainsKey(Language))
        {
            yield return CallOutFault.LanguageUnknown;
        }

        if (Wanted is < 1 or > CallOut.MostWanted)
        {
            yield return CallOutFault.WantedOutOfRange;
        }

        if (!Enum.IsDefined(Circle))
        {
            yield return CallOutFault.CircleUnknown;
        }
    }
}
