using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Ledger;

/// <summary>A sentence in one or two languages that the ledger publishes: a note, a reason, what was done with a share. Names nobody.</summary>
public sealed record PublicLine(LocalText Text)
{
    /// <summary>Longest sentence, in one language.</summary>
    public const int Length = 300;

    /// <summary>Why what <see cref="SafetyCheck"/> finds may stay; it goes on record and is not shown.</summary>
    public string? WhySafe { get; init; }

    /// <summary>As it is kept.</summary>
    public PublicLine Cleaned() => new(TextFault.Line(Text)) { WhySafe = TypedText.Line(WhySafe) is { Length: > 0 } why ? why : null };

    /// <summary>As it is stored; null where nothing is said.</summary>
    public LocalText? Stored() => TextFault.Lines(Text);

    /// <summary>What may lead the wrong people to a place or a person.</summary>
    public IReadOnlyList<SafetyFinding> Risks() => Faults("", needed: false).Count > 0 ? [] : [.. Languages.All.Keys.SelectMany(language => SafetyCheck.Find(Text.Exactly(language), ""))];

    /// <summary>All that is wrong with its text.</summary>
    internal IReadOnlyList<TextFault> Faults(string field, bool needed) => [.. TextFault.In(field, Text, Length, needed)];

    /// <summary>That somebody must still say why what was found may stay, if so.</summary>
    internal IEnumerable<LedgerFault> Unsafe()
    {
        if (WhySafe is null ? Risks().Count > 0 : WhySafe.Length > UpdateText.ReasonLength || !TypedText.IsReadable(WhySafe))
        {
            yield return new(nameof(WhySafe), LedgerFaultKind.TextUnsafe);
        }
    }
}
