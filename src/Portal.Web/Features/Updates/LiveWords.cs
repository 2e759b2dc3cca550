using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Html;
using Portal.Core.Resources;

namespace Portal.Web.Features.Updates;

/// <summary>The words that a live page may need later, in the language of the current culture. Values keep their <c>{0}</c>.</summary>
public sealed class LiveWords(Phrasebook texts)
{
    private static readonly (string Name, string Key)[] Words =
    [
        ("live", "Updates.Live.Live"),
        ("reconnecting", "Updates.Live.Reconnecting"),
        ("asking", "Updates.Live.Asking"),
        ("offline", "Updates.Live.Offline"),
        ("said", "Updates.Live.Said"),
        ("asked", "CallOuts.Ask.Label"),
        ("arrivals", "Updates.Live.Arrivals"),
        ("urgent", "Updates.Severity.Urgent"),
        ("thanks", "Updates.Severity.Thanks"),
        ("edited", "Updates.Edited"),
        ("pinned", "Updates.Pinned"),
        ("translated", "Updates.Translated"),
        ("full", "Updates.Live.Full"),
        ("left", "Updates.Live.Left"),
        ("taken", "Shared.Places"),
        ("done", "Actions.Done"),
        ("takenMine", "Shared.PlacesMine"),
    ];

    private static readonly string[] Forms = ["", ".one", ".few", ".many", ".other"];

    private readonly ConcurrentDictionary<string, IHtmlContent> _all = new(StringComparer.Ordinal);

    /// <summary>Each word by the name that the page's script knows it by, plural forms after a dot: JSON for a script element, written once a language.</summary>
    public IHtmlContent AsJson() => _all.GetOrAdd(
        CultureInfo.CurrentUICulture.Name, _ => new HtmlString(JsonSerializer.Serialize(Find(), LiveWordsJson.Default.DictionaryStringString)));

    private Dictionary<string, string> Find() => Words
        .SelectMany(word => Forms.Select(form => (Name: word.Name + form, Text: texts.Find(word.Key + form))))
        .Where(word => word.Text is not null)
        .ToDictionary(word => word.Name, word => word.Text!, StringComparer.Ordinal);
}

/// <summary>Written at build time: the first page should not wait for a serialiser to be put together. Escapes what HTML would read.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class LiveWordsJson : JsonSerializerContext;
