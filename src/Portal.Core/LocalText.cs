using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Core.Resources;

namespace Portal.Core;

/// <summary>A short text in several languages, such as the name of an activity. Stored as a JSON object by two-letter code.</summary>
public sealed class LocalText : IEquatable<LocalText>
{
    private static readonly LocalTextJson Readable = new(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private readonly SortedDictionary<string, string> _byLanguage;
    private readonly int _hash;

    private LocalText(IEnumerable<KeyValuePair<string, string>> texts)
    {
        _byLanguage = new(texts.Where(t => !string.IsNullOrWhiteSpace(t.Value)).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        _hash = In(Languages.Default).GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The text in English and, where it is known, in French.</summary>
    public static LocalText Of(string english, string? french = null) =>
        new([new("en", english), new("fr", french ?? "")]);

    /// <summary>The texts of a form or a file by two-letter code; empty ones are left out.</summary>
    public static LocalText From(IEnumerable<KeyValuePair<string, string>> texts) => new(texts);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static LocalText Parse(string json) => new(JsonSerializer.Deserialize(json, LocalTextJson.Default.DictionaryStringString) ?? []);

    /// <summary>The text in a language, else in the default language, else in whichever there is.</summary>
    public string In(string language) =>
        _byLanguage.GetValueOrDefault(language)
        ?? _byLanguage.GetValueOrDefault(Languages.Default)
        ?? _byLanguage.Values.FirstOrDefault("");

    /// <summary>The text in exactly this language, or an empty one: for forms.</summary>
    public string Exactly(string language) => _byLanguage.GetValueOrDefault(language, "");

    /// <summary>Each of the texts changed in the same way.</summary>
    public LocalText Each(Func<string, string> change) => new(_byLanguage.Select(text => KeyValuePair.Create(text.Key, change(text.Value))));

    /// <summary>The stored form.</summary>
    public string ToJson() => JsonSerializer.Serialize(_byLanguage, Readable.SortedDictionaryStringString);

    /// <inheritdoc />
    public bool Equals(LocalText? other) => ReferenceEquals(this, other) || (other is not null && _byLanguage.SequenceEqual(other._byLanguage));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LocalText);

    /// <inheritdoc />
    public override int GetHashCode() => _hash;

    /// <summary>The text in the language of the current culture.</summary>
    public override string ToString() => In(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}

/// <summary>Written at build time: the first page shows names, and should not wait for a serialiser to be put together.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class LocalTextJson : JsonSerializerContext;
