using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Portal.Core.Tests.Resources;

/// <summary>A resource file as it lies in the sources.</summary>
internal sealed partial class ResourceFile
{
    private ResourceFile(IReadOnlyList<string> lines, IReadOnlyList<KeyValuePair<string, string>> entries)
    {
        Lines = lines;
        Entries = entries;
        Texts = entries.DistinctBy(entry => entry.Key).ToDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>In the order of the file; a key that stands twice is here twice.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Entries { get; }

    public IReadOnlyDictionary<string, string> Texts { get; }

    public static ResourceFile Read(string name)
    {
        var path = Repository.Path("src", "Portal.Core", "Resources", name);
        var entries = XDocument.Load(path).Root!.Elements("data").Select(data => KeyValuePair.Create(data.Attribute("name")!.Value, data.Element("value")!.Value));
        return new ResourceFile(File.ReadAllLines(path), [.. entries]);
    }

    /// <summary>The numbers of the places to be filled in.</summary>
    public static IReadOnlyList<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The key without its plural form, or null for one that has none.</summary>
    public static string? PluralRoot(string key) => Plural().Match(key) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\{(\d+)(?:[,:][^}]*)?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(.+)\.(?:zero|one|two|few|many|other)$")]
    private static partial Regex Plural();
}
