using Portal.Core.Resources;
using Portal.Core.Updates;

namespace Portal.Core;

/// <summary>What is wrong with a text that is written in several languages, in which of them.</summary>
public sealed record TextFault(string Field, string Language, TextFaultKind Kind)
{
    /// <summary>All that is wrong with a text: that it is missing where it is needed, and in each language its length and what it is made of.</summary>
    internal static IEnumerable<TextFault> In(string field, LocalText? text, int length, bool needed = false, bool markdown = false)
    {
        var parts = Languages.All.Keys.Select(language => (Language: language, Text: text?.Exactly(language) ?? "")).ToList();
        if (needed && parts.TrueForAll(part => part.Text.Length == 0))
        {
            yield return new(field, Languages.Default, TextFaultKind.Missing);
        }

        foreach (var (language, part) in parts)
        {
            if (!TypedText.IsReadable(part))
            {
                yield return new(field, language, TextFaultKind.Unreadable);
            }
            else if (part.Length > length)
            {
                yield return new(field, language, TextFaultKind.TooLong);
            }
            else if (markdown && !MarkdownLimits.Allow(part))
            {
                yield return new(field, language, TextFaultKind.Tangled);
            }
        }
    }

    /// <summary>In which languages a name is that of another one: nobody could tell the two apart in a list.</summary>
    internal static IEnumerable<TextFault> Taken(string field, LocalText name, IReadOnlyCollection<LocalText> others) =>
        from language in Languages.All.Keys
        where name.Exactly(language) is { Length: > 0 } part && others.Any(other => string.Equals(other.Exactly(language), part, StringComparison.OrdinalIgnoreCase))
        select new TextFault(field, language, TextFaultKind.Taken);

    /// <summary>A text as it is kept on one line.</summary>
    internal static LocalText Line(LocalText text) => text.Each(TypedText.Line);

    /// <summary>A text as it is kept where it may have lines; null where nothing is left.</summary>
    internal static LocalText? Lines(LocalText? text) =>
        text?.Each(TypedText.Lines) is { } kept && Languages.All.Keys.Any(language => kept.Exactly(language).Length > 0) ? kept : null;
}

/// <summary>What can be wrong with a text.</summary>
public enum TextFaultKind
{
    /// <summary>It is needed in one language at least.</summary>
    Missing,

    /// <summary>It is too long.</summary>
    TooLong,

    /// <summary>A part of it cannot be read.</summary>
    Unreadable,

    /// <summary>It has too many brackets, or too many lists within one another.</summary>
    Tangled,

    /// <summary>Another one is called so already.</summary>
    Taken,
}
