using System.Collections.Concurrent;
using System.Globalization;
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
        ("arrivals", "Updates.Live.Arrivals"),
        ("urgent", "Updates.Severity.Urgent"),
        ("thanks", "Updates.Severity.Thanks"),
        ("community", "Updates.Members"),
        ("edited", "Updates.Edited"),
        ("full", "Updates.Live.Full"),
        ("left", "Updates.Live.Left"),
        ("taken", "Shared.Places"),
        ("takenMine", "Shared.PlacesMine"),
    ];

    private static readonly string[] Forms = ["", ".one", ".few", ".many", ".other"];

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _all = new(StringComparer.Ordinal);

    /// <summary>Each word by the name that the page's script knows it by, plural forms after a dot.</summary>
    public IReadOnlyDictionary<string, string> All() => _all.GetOrAdd(CultureInfo.CurrentUICulture.Name, _ => Find());

    private Dictionary<string, string> Find() => Words
        .SelectMany(word => Forms.Select(form => (Name: word.Name + form, Text: texts.Find(word.Key + form))))
        .Where(word => word.Text is not null)
        .ToDictionary(word => word.Name, word => word.Text!, StringComparer.Ordinal);
}
