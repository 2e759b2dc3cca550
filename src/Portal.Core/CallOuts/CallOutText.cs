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
    /// <summary>The same without what nobody can see (see <see cref="TypedText"/>).</summary>
    public CallOutText Cleaned() => this with { Line = TypedText.Line(Line), WhySafe = TypedText.Line(WhySafe) is { Length: > 0 } why ? why : null };

    /// <summary>What may lead the wrong people to a place or a person.</summary>
    public IReadOnlyList<SafetyFinding> Risks() => SafetyCheck.Find(Line, "");

    /// <summary>All that is wrong with it; empty when it may be sent.</summary>
    public IEnumerable<CallOutFault> Faults()
    {
        switch (Line)
        {
            case { Length: 0 }: yield return CallOutFault.LineMissing; break;
            case { Length: > CallOut.LineLength }: yield return CallOutFault.LineTooLong; break;
            case var line when !TypedText.IsReadable(line): yield return CallOutFault.LineUnreadable; break;
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
