using Portal.Core.Privacy;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Needs;

/// <summary>
/// A need as an organiser writes it. <paramref name="WhySafe"/> is the reason why what <see cref="SafetyCheck"/> finds may stay, such as the
/// address of a public warehouse; it goes on record and is not shown.
/// </summary>
public sealed record NeedPlan(LocalText Item, LocalText Unit, LocalText Place, LocalText? Bringers, NeedUrgency Urgency, int Wanted, string? WhySafe = null)
{
    /// <summary>The names that it was laid beside (see <see cref="BesidePoints"/>), or null as long as it was not.</summary>
    public PlaceNames? Places { get; init; }

    /// <summary>As it is kept.</summary>
    public NeedPlan Cleaned() => this with
    {
        Item = TextFault.Line(Item),
        Unit = TextFault.Line(Unit),
        Place = TextFault.Lines(Place) ?? LocalText.Of(""),
        Bringers = TextFault.Lines(Bringers)?.Each(TypedText.Line),
        WhySafe = TypedText.Line(WhySafe) is { Length: > 0 } why ? why : null,
    };

    /// <summary>What may lead the wrong people to a place or a person, in any of its languages; nothing is sought in what is too long anyhow.</summary>
    public IReadOnlyList<SafetyFinding> Risks() => TextFaults().Any(fault => fault.Kind != TextFaultKind.Missing) ? [] :
        [.. Languages.All.Keys.SelectMany(RisksIn).DistinctBy(risk => (risk.Risk, risk.Text)).Take(SafetyCheck.Most)];

    /// <summary>All that is wrong with its texts.</summary>
    public IReadOnlyList<TextFault> TextFaults() =>
    [
        .. Seen(nameof(Item), Item, Need.ItemLength),
        .. Seen(nameof(Unit), Unit, Need.UnitLength),
        .. Seen(nameof(Place), Place, Need.PlaceLength),
        .. TextFault.In(nameof(Bringers), Bringers, Need.BringersLength),
    ];

    /// <summary>All else that is wrong with it.</summary>
    public IEnumerable<NeedFault> Faults()
    {
        if (Wanted is < 1 or > Need.MostAmount)
        {
            yield return NeedFault.WantedOutOfRange;
        }

        if (!Enum.IsDefined(Urgency))
        {
            yield return NeedFault.UrgencyUnknown;
        }

        if (WhySafe?.Length > UpdateText.ReasonLength || !TypedText.IsReadable(WhySafe))
        {
            yield return NeedFault.ReasonUnusable;
        }
        else if (WhySafe is null && Risks().Count > 0)
        {
            yield return NeedFault.Unsafe;
        }
    }

    // A text of joiners and fillers only is none.
    private static IEnumerable<TextFault> Seen(string field, LocalText text, int length) =>
        TextFault.In(field, TypedText.IsReadable(text.ToJson()) ? text.Each(part => TypedText.IsVisible(part) ? part : "") : text, length, needed: true);

    private IReadOnlyList<SafetyFinding> RisksIn(string language) => SafetyCheck.Find(
        $"{Item.Exactly(language)}, {Unit.Exactly(language)}", $"{Place.Exactly(language)}\n\n{Bringers?.Exactly(language)}", Places);
}

/// <summary>How writing a need ended, and what is wrong where it was refused.</summary>
public sealed record NeedOutcome(NeedResult Result, Guid? NeedId = null)
{
    /// <summary>What is wrong with its texts.</summary>
    public IReadOnlyList<TextFault> TextFaults { get; init; } = [];

    /// <summary>What else is wrong.</summary>
    public IReadOnlyList<NeedFault> Faults { get; init; } = [];

    /// <summary>How many people were written to.</summary>
    public int Told { get; init; }
}

/// <summary>How writing a need ended.</summary>
public enum NeedResult
{
    /// <summary>It stands as written.</summary>
    Done,

    /// <summary>Something is wrong with it.</summary>
    Refused,

    /// <summary>There is no such need or organisation of this person's.</summary>
    NotFound,
}

/// <summary>What can be wrong with a need beside its texts.</summary>
public enum NeedFault
{
    /// <summary>The amount is no whole number from 1 to a million.</summary>
    WantedOutOfRange,

    /// <summary>There is no such urgency.</summary>
    UrgencyUnknown,

    /// <summary>Something in its texts may lead the wrong people to a place or a person, and no reason says why it may stay.</summary>
    Unsafe,

    /// <summary>The reason is too long, or cannot be read.</summary>
    ReasonUnusable,
}
