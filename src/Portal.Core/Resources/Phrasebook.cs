using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Portal.Core.Resources;

/// <summary>
/// The words of the portal in the language of the current culture. A key that no language has throws,
/// so that a forgotten text fails a test and is never shown to a reader as a key.
/// </summary>
public sealed class Phrasebook(IStringLocalizer<Texts> texts)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, string>> _byCulture = new(StringComparer.Ordinal);

    /// <summary>The text of a key. Throws <see cref="KeyNotFoundException"/> for an unknown key.</summary>
    public string this[string key] => Find(key) ?? throw new KeyNotFoundException($"No text '{key}' for '{CultureInfo.CurrentUICulture.Name}'.");

    /// <summary>The text of a key with <c>{0}</c>, <c>{1}</c>… filled in by the rules of the current culture.</summary>
    public string this[string key, params object?[] values] => string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>The text of <c>key.one</c>, <c>key.few</c>… that fits <paramref name="count"/>; <c>{0}</c> is the count, further values follow.</summary>
    public string Count(string key, long count, params object?[] values)
    {
        var form = PluralForm.Of(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, count);
        var text = Find($"{key}.{form}") ?? this[$"{key}.other"];
        return string.Format(CultureInfo.CurrentCulture, text, [count, .. values]);
    }

    /// <summary>The text of a key, or null when there is none: for texts chosen by data, such as the name of a country.</summary>
    public string? Find(string key)
    {
        var words = _byCulture.GetOrAdd(CultureInfo.CurrentUICulture.Name, static _ => new(StringComparer.Ordinal));
        return words.TryGetValue(key, out var known) ? known : Look(words, key);
    }

    // A page asks for a hundred texts, and the localizer makes a string to look each one up. What is not found is not kept: there is no
    // end to what could be asked for.
    private string? Look(ConcurrentDictionary<string, string> words, string key)
    {
        var found = texts[key];
        return found.ResourceNotFound ? null : words[key] = found.Value;
    }
}
